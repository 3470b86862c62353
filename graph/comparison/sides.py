"""What a comparison needs of one notice."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ..columns import Notice, Responsibilities
from ..errors import GraphError
from ..facts import Facts, facts
from ..responsibilities import responsibilities
from ..sparql import Source, values

__all__ = ["Side", "side"]

_LINEAGES: Final = """
SELECT DISTINCT ?unit ?next WHERE { ?unit zt:continuedBy ?next } ORDER BY ?unit ?next"""
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年)")


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two notices.

    Attributes:
        notice: the notice.
        said: who answers for what in it.
        facts: its figures, deadlines and citations.
        continued: successors by IRI of the unit, as the graph knows them.
        file: name of the file that it was read from, where it is known.
    """

    notice: Notice
    said: Responsibilities
    facts: Facts
    continued: Mapping[str, tuple[str, ...]]
    file: str = ""

    @property
    def label(self) -> str:
        """What people call it: number, else title, else the file; the IRI where it has none of these."""
        return self.notice.number or self.notice.title or self.file or self.notice.iri

    @property
    def plan_year(self) -> int | None:
        """The year that the plan is for: the first that its title names, else the notice's."""
        found = _YEAR.search(self.notice.title)
        return int(found[0]) if found else self.notice.year


def side(source: Source, notice: str, *, file: str = "") -> Side:
    """Reads one notice.

    Args:
        source: a graph, a store or an endpoint.
        notice: IRI of the notice.
        file: name of the file, which a notice without number and title goes by.

    Raises:
        QueryError: if the source refuses a query.
        GraphError: if there is no such notice, an endpoint does not answer, or the graph is not of Zhengtu's form.
    """
    said = responsibilities(source, notice=notice)
    if notice not in said.notices:
        raise GraphError(notice, "is no notice of this graph", "zhengtu query notices lists them")
    continued: dict[str, tuple[str, ...]] = {}
    for unit, following in values(source, _LINEAGES):
        continued[str(unit)] = (*continued.get(str(unit), ()), str(following))
    return Side(said.notices[notice], said, facts(source, notice), continued, file)
