"""What counts in the network of shared clauses: the options that ``bottlenecks`` and ``what-if`` share."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..graph.columns import Notice, Responsibilities
    from ..graph.coordination.incidence import Choice
    from ..graph.errors import GraphError
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
    "named",
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
    from ..graph.responsibilities import responsibilities
    from ..queries.names import notice_named
    from .errors import UsageError

    iri = None if notice is None else notice_named(source, notice)
    r = responsibilities(source, notice=iri, inferred=inferred)
    if not r.tasks:
        raise _without_tasks(place, notice)
    if inferred and not r.duties:
        raise UsageError("--inferred: no duty has been inferred; make them with: zhengtu infer")
    if year is None and issuer is None:
        return r
    setting = {task.notice for task in r.tasks.values()}
    return selected(r, _of(year, issuer, [n for n in r.notices.values() if n.iri in setting]))


def named(source: "Source", place: object, *, notice: str | None, year: int | None, issuer: str | None) -> list[str]:
    """IRIs of the notices that the options name, in order; also of those that set no task, unless none does.

    Raises:
        UsageError: if no notice with tasks is of that year and issuer.
        GraphError: if there is no task.
    """
    from ..graph.responsibilities import notices
    from ..queries.names import notice_named

    iri = None if notice is None else notice_named(source, notice)
    there = notices(source, iri)
    setting = notices(source, iri, with_tasks=True)
    if not setting:
        raise _without_tasks(place, notice)
    if year is None and issuer is None:
        return sorted(there)
    _of(year, issuer, setting.values())
    return sorted(n.iri for n in there.values() if _is_of(n, year, issuer))


def _is_of(notice: "Notice", year: int | None, issuer: str | None) -> bool:
    return (year is None or notice.year == year) and (issuer is None or issuer in notice.issuers)


def _of(year: int | None, issuer: str | None, notices: "Iterable[Notice]") -> list[str]:
    from ..queries.names import near_names
    from .errors import UsageError

    among = list(notices)
    kept = [n.iri for n in among if _is_of(n, year, issuer)]
    if not kept:
        wanted = " ".join(str(word) for word in (issuer, year) if word is not None)
        issuers = sorted({name for n in among for name in n.issuers})
        near = "" if issuer is None or issuer in issuers else near_names(issuer, ((name, name) for name in issuers))
        raise UsageError(f"no notice with tasks is of {wanted}{near or '; zhengtu query notices lists them'}")
    return kept


def _without_tasks(place: object, notice: str | None) -> "GraphError":
    from ..graph.errors import GraphError

    if notice is not None:
        advice = "zhengtu query notices tells how many each notice sets"
        return GraphError(str(place), f"holds {notice}, but that sets no task", advice)
    return GraphError(str(place), "holds no task", "build it from a notice that sets tasks")
