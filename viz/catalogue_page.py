"""A page of all questions of the library, each with its real answer."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

from ..graph.errors import QueryError
from ..graph.formats import written_whole
from ..graph.sparql import Source
from ..queries.answer import answer
from ..queries.catalogue import Query, catalogue
from .pages import asset, policy, render
from .tables import plain

__all__ = ["catalogue_page", "write_catalogue"]

_TOPICS: Final = {
    "coordination": {"zh": "协同", "en": "Coordination"},
    "documents": {"zh": "文件依据", "en": "Documents"},
    "evidence": {"zh": "原文出处", "en": "Evidence"},
    "plan": {"zh": "任务安排", "en": "The plan"},
    "responsibility": {"zh": "责任分工", "en": "Responsibility"},
    "targets": {"zh": "目标", "en": "Targets"},
}


@dataclass(frozen=True, slots=True)
class _Entry:
    query: Query
    given: dict[str, str]
    rows: list[list[str]]
    problem: str
    command: str


def write_catalogue(source: Source, path: Path, *, language: str = "zh") -> None:
    """Asks every question with its example values and writes the page.

    Raises:
        GraphError: if the page cannot be written, or an endpoint does not answer.
    """
    page = catalogue_page(source, language=language)
    with written_whole(path) as file:
        file.write(page.encode())


def catalogue_page(source: Source, *, language: str = "zh") -> str:
    """The page. A question whose example the graph does not know says so instead of an answer."""
    script, style = asset("language.js"), asset("catalogue.css")
    topics = [
        (_TOPICS.get(topic, {"zh": topic, "en": topic}), list(entries))
        for topic, entries in groupby(_entries(source), key=lambda entry: entry.query.topic)
    ]
    return render(
        "catalogue.html",
        language=language,
        policy=policy([script], style),
        script=script,
        style=style,
        topics=topics,
    )


def _entries(source: Source) -> Iterator[_Entry]:
    for query in catalogue().values():
        given = {p.name: p.example for p in query.parameters if p.required}
        settings = "".join(f" --set {name}={value}" for name, value in given.items())
        command = f"zhengtu query {query.name}{settings} --graph graph.nq"
        try:
            rows = [[plain(value) for value in row] for row in answer(source, query.name, given).rows]
            yield _Entry(query, given, rows, "", command)
        except QueryError as error:
            yield _Entry(query, given, [], str(error), command)
