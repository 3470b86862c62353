"""What counts in the network of shared clauses: the options that ``bottlenecks`` and ``what-if`` share."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

if TYPE_CHECKING:
    from ..graph.columns import Responsibilities
    from ..graph.coordination.incidence import Choice
    from ..graph.sparql import Source

__all__ = [
    "By",
    "ByOption",
    "CollectivesOption",
    "InferredOption",
    "IssuerOption",
    "Level",
    "LevelOption",
    "YearOption",
    "chosen",
    "read",
]


class By(StrEnum):
    """Where units meet."""

    clause = "clause"
    task = "task"


class Level(StrEnum):
    """A level of the state."""

    central = "central"
    provincial = "provincial"
    prefecture = "prefecture"
    county = "county"
    township = "township"


ByOption: TypeAlias = Annotated[By, typer.Option("--by", help="Units meet in a clause, or in a whole task.")]
LevelOption: TypeAlias = Annotated[
    Level | None, typer.Option("--level", help="Only units of this level of the state.", show_default=False)
]
CollectivesOption: TypeAlias = Annotated[
    bool, typer.Option("--collectives", help="Let phrases such as 各市、州人民政府 count as units.")
]
InferredOption: TypeAlias = Annotated[
    bool, typer.Option("--inferred", help="With what zhengtu infer inferred, such as the members of collectives.")
]
YearOption: TypeAlias = Annotated[
    int | None, typer.Option("--year", help="Only notices of this year.", show_default=False)
]
IssuerOption: TypeAlias = Annotated[
    str | None,
    typer.Option("--issuer", metavar="NAME", help="Only notices of this issuer, by its full name.", show_default=False),
]


def chosen(by: By, level: Level | None, collectives: bool, inferred: bool) -> "Choice":
    """What counts, as the options say."""
    from ..graph.coordination.incidence import Choice
    from ..ontology.terms import ZT

    terms = {
        Level.central: ZT.CentralLevel,
        Level.provincial: ZT.ProvincialLevel,
        Level.prefecture: ZT.PrefectureLevel,
        Level.county: ZT.CountyLevel,
        Level.township: ZT.TownshipLevel,
    }
    return Choice(
        "clause" if by is By.clause else "task", collectives, inferred, None if level is None else terms[level]
    )


def read(
    source: "Source", place: object, *, notice: str | None, year: int | None, issuer: str | None, inferred: bool
) -> "Responsibilities":
    """Who answers for what in the notices that the options name.

    Raises:
        UsageError: if no notice is of that year and issuer, or inferred duties are asked for and there are none.
        GraphError: if there is no task.
    """
    from ..graph.coordination.selection import selected
    from ..graph.errors import GraphError
    from ..graph.responsibilities import responsibilities
    from ..queries.names import near_names, notice_named
    from .errors import UsageError

    iri = None if notice is None else notice_named(source, notice)
    r = responsibilities(source, notice=iri, inferred=inferred)
    if not r.tasks:
        if notice is not None:
            advice = "zhengtu query notices tells how many each notice sets"
            raise GraphError(str(place), f"holds {notice}, but that sets no task", advice)
        raise GraphError(str(place), "holds no task", "build it from a notice that sets tasks")
    if inferred and not r.duties:
        raise UsageError("--inferred: no duty has been inferred; make them with: zhengtu infer")
    if year is None and issuer is None:
        return r
    kept = [
        n.iri
        for n in r.notices.values()
        if (year is None or n.year == year) and (issuer is None or issuer in n.issuers)
    ]
    issuers = sorted({name for n in r.notices.values() for name in n.issuers})
    r = selected(r, kept)
    if not r.tasks:
        wanted = " ".join(str(word) for word in (issuer, year) if word is not None)
        near = "" if issuer is None or issuer in issuers else near_names(issuer, ((name, name) for name in issuers))
        raise UsageError(f"no notice with tasks is of {wanted}{near or '; zhengtu query notices lists them'}")
    return r
