"""A page of all questions of the library, each with its real answer."""

import re
import shlex
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Final

from ..graph.errors import QueryError
from ..graph.formats import written_whole
from ..graph.rows import Value
from ..graph.sparql import Source
from ..queries.answer import Answer, answer
from ..queries.catalogue import Parameter, Query, catalogue
from ..queries.names import document_named, unit_named
from .pages import asset, policy, render
from .tables import plain

__all__ = ["catalogue_page", "write_catalogue"]

_TOPICS: Final = {
    "agencies": {"zh": "机构沿革", "en": "Agencies over time"},
    "coordination": {"zh": "协同", "en": "Coordination"},
    "documents": {"zh": "文件依据", "en": "Documents"},
    "evidence": {"zh": "原文出处", "en": "Evidence"},
    "inferred": {"zh": "推定职责", "en": "Inferred duties"},
    "plan": {"zh": "任务安排", "en": "The plan"},
    "responsibility": {"zh": "责任分工", "en": "Responsibility"},
    "targets": {"zh": "目标", "en": "Targets"},
}
_MOST_ROWS: Final = 200
"""More than these nobody reads on a page; a store of a province would make a page of hundreds of megabytes."""
_MOST_NOTICES: Final = 5
_BARE: Final = re.compile(r"[\w@%+=:,./-]+")
"""What no shell takes for anything else. `shlex.quote` would put every Chinese name in quotes."""
_NAMED: Final[Mapping[str, Callable[[Source, str], str]]] = {"agency": unit_named, "document": document_named}
# Which column of which question gives values that a graph knows, tried in this order.
_KNOWN: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "agency": ("load-by-unit", ("unit", "iri")),
    "document": ("notices", ("notice", "title", "iri")),
}


@dataclass(frozen=True, slots=True)
class _Entry:
    query: Query
    given: dict[str, str]
    rows: list[list[str]]
    total: int
    problem: str
    command: str
    whole: str


@dataclass(frozen=True, slots=True)
class _Notice:
    number: str
    title: str


def write_catalogue(source: Source, path: Path, *, language: str = "zh", place: str = "--graph graph.nq") -> None:
    """Asks every question with its example values and writes the page; arguments as for `catalogue_page`.

    Raises:
        GraphError: if the page cannot be written, or an endpoint does not answer.
    """
    page = catalogue_page(source, language=language, place=place)
    with written_whole(path) as file:
        file.write(page.encode())


def catalogue_page(source: Source, *, language: str = "zh", place: str = "--graph graph.nq") -> str:
    """The page.

    Where the graph does not know a question's example, the question is asked about a unit or a notice that it
    knows; where it has none, the page says so instead of an answer.

    Args:
        source: a graph, a store or an endpoint.
        language: the language that the page begins in, zh or en; readers can switch.
        place: the option that names the source, as a shell takes it; commands on the page end with it.

    Raises:
        GraphError: if an endpoint does not answer.
        QueryError: if the source does not even tell its notices.
    """
    script, style = asset("language.js"), asset("catalogue.css")

    @cache
    def ask(name: str) -> Answer:
        return answer(source, name)

    notices = [_notice(record) for record in ask("notices").records()]
    topics = [
        (_TOPICS.get(topic, {"zh": topic, "en": topic}), list(entries))
        for topic, entries in groupby(_entries(ask, source, place), key=lambda entry: entry.query.topic)
    ]
    return render(
        "catalogue.html",
        language=language,
        policy=policy([script], style),
        script=script,
        style=style,
        topics=topics,
        questions=len(catalogue()),
        notices=notices[:_MOST_NOTICES],
        more=len(notices[_MOST_NOTICES:]),
    )


def _notice(record: Mapping[str, Value]) -> _Notice:
    number, title = plain(record["notice"]), plain(record["title"])
    return _Notice(number, "" if title == number else title)


def _entries(ask: Callable[[str], Answer], source: Source, place: str) -> Iterator[_Entry]:
    @cache
    def known(kind: str) -> str | None:
        """The first value of a kind, agency or document, that the graph knows."""
        name, columns = _KNOWN[kind]
        for record in ask(name).records():
            for column in columns:
                text = plain(record.get(column))
                if text and _resolves(source, kind, text):
                    return text
        return None

    for query in catalogue().values():
        given = {p.name: _example(source, p, known) for p in query.parameters if p.required}
        try:
            rows = (answer(source, query.name, given) if given else ask(query.name)).rows
            problem = ""
        except QueryError as error:
            rows, problem = (), str(error)
        yield _Entry(
            query,
            given,
            [[plain(value) for value in row] for row in rows[:_MOST_ROWS]],
            len(rows),
            problem,
            _command(query.name, given, place),
            _command(query.name, given, f"--format csv -o {query.name}.csv {place}"),
        )


def _example(source: Source, parameter: Parameter, known: Callable[[str], str | None]) -> str:
    """The parameter's example, or where the graph does not know it, what it does know; else the example still."""
    if parameter.type not in _KNOWN or _resolves(source, parameter.type, parameter.example):
        return parameter.example
    return known(parameter.type) or parameter.example


def _resolves(source: Source, kind: str, text: str) -> bool:
    try:
        _NAMED[kind](source, text)
    except QueryError:
        return False
    return True


def _command(name: str, given: Mapping[str, str], rest: str) -> str:
    return " ".join(["zhengtu query", name, *(f"--set {n}={_quoted(v)}" for n, v in given.items()), rest])


def _quoted(text: str) -> str:
    """A value as a shell takes it, in single quotes where it needs them: Chinese quotation marks “ ” do."""
    return text if _BARE.fullmatch(text) else shlex.quote(text)
