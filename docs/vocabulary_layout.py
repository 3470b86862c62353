"""Where the diagram of the vocabulary has its boxes, and which way its lines go. What they say is in the Turtle."""

from dataclasses import dataclass
from typing import Final, Literal

__all__ = ["BOXES", "ROUTES", "Route", "Side"]

Side = Literal["left", "right", "top", "bottom"]

BOXES: Final = {
    "zt:SourceText": (0, 0),
    "zt:Notice": (1, 0),
    "zt:WorkPlan": (2, 0),
    "zt:PolicyDocument": (3, 0),
    "zt:Evidence": (0, 1),
    "zt:Section": (1, 1),
    "zt:BackReference": (2, 1),
    "zt:Citation": (3, 1),
    "zt:Sector": (0, 2),
    "zt:Task": (1, 2),
    "zt:Target": (0, 3),
    "zt:Clause": (1, 3),
    "zt:CollectiveUnit": (3, 3),
    "zt:Rule": (0, 4),
    "zt:Assignment": (1, 4),
    "foaf:Agent": (2, 4),
    "zt:Agency": (3, 4),
    "zt:Correction": (0, 5),
    "zt:Duty": (1, 5),
    "zt:Place": (3, 5),
}
"""Class -> column and row."""


@dataclass(frozen=True)
class Route:
    """A line between two boxes.

    Attributes:
        start: The class it comes from.
        properties: Names of the properties that it stands for; none for a subclass arrow.
        end: The class it leads to.
        out: Side of the first box that it leaves, and how far along that side, 0 to 1.
        into: The same for the second box; no distance keeps the line straight.
        lane: Between two bends: the column or row after which it runs, and how far into the gap, 0 to 1.
        label: How far along its longest part the names stand, 0 to 1.
    """

    start: str
    properties: str
    end: str
    out: tuple[Side, float] = ("right", 0.5)
    into: tuple[Side, float | None] = ("left", None)
    lane: tuple[int, float] | None = None
    label: float = 0.5


ROUTES: Final = (
    Route("zt:Notice", "zt:hasText", "zt:SourceText", ("left", 0.5), ("right", None)),
    Route("zt:Notice", "zt:issuesPlan", "zt:WorkPlan"),
    Route("zt:WorkPlan", "", "zt:PolicyDocument"),
    Route("zt:Notice", "", "zt:PolicyDocument", ("top", 0.65), ("top", 0.35), (-1, 0.65)),
    Route("zt:Notice", "zt:cites", "zt:PolicyDocument", ("top", 0.35), ("top", 0.65), (-1, 0.2)),
    Route("zt:Section", "zt:partOf", "zt:Notice", ("top", 0.5), ("bottom", None)),
    Route("zt:Section", "zt:evidence", "zt:Evidence", ("left", 0.5), ("right", None)),
    Route("zt:BackReference", "zt:standsIn", "zt:Section", ("left", 0.5), ("right", None)),
    Route("zt:BackReference", "zt:refersTo", "zt:PolicyDocument", ("top", 0.65), ("bottom", 0.2), (0, 0.6)),
    Route("zt:Citation", "zt:citedDocument", "zt:PolicyDocument", ("top", 0.5), ("bottom", None)),
    Route("zt:Citation", "zt:citedIn", "zt:Task", ("bottom", 0.5), ("right", 0.5)),
    Route("zt:Task", "zt:inSection", "zt:Section", ("top", 0.5), ("bottom", None)),
    Route("zt:Task", "zt:inSector", "zt:Sector", ("left", 0.5), ("right", None)),
    Route("zt:Clause", "zt:ofTask", "zt:Task", ("top", 0.5), ("bottom", None)),
    Route(
        "zt:Clause",
        "zt:involves zt:leadUnit zt:supportUnit zt:responsibleUnit",
        "foaf:Agent",
        ("right", 0.5),
        ("top", 0.35),
        label=0.75,
    ),
    Route("zt:Target", "zt:ofClause", "zt:Clause"),
    Route("zt:Assignment", "zt:ofClause", "zt:Clause", ("top", 0.5), ("bottom", None)),
    Route("zt:Assignment", "zt:byRule", "zt:Rule", ("left", 0.5), ("right", None)),
    Route("zt:Assignment", "zt:unit", "foaf:Agent"),
    Route("zt:CollectiveUnit", "", "foaf:Agent", ("left", 0.5), ("top", 0.65)),
    Route("zt:Agency", "", "foaf:Agent", ("left", 0.5), ("right", None)),
    Route("zt:Agency", "zt:jurisdiction", "zt:Place", ("bottom", 0.5), ("top", None)),
    Route("zt:Duty", "zt:dutyUnit", "zt:Agency", ("right", 0.5), ("left", 0.85), (2, 0.5)),
    Route("zt:Duty", "zt:dutyClause", "zt:Clause", ("left", 0.5), ("left", 0.85), (0, 0.94), 0.2),
)
