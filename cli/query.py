"""``zhengtu queries`` and ``zhengtu query``: the library of questions."""

import json
import sys
from pathlib import Path
from typing import Annotated, Final

import typer

from .output import ExcelOption, FormatOption, LanguageOption, OutputOption
from .source import EndpointOption, GraphOption, StoreOption, TimeoutOption

__all__ = ["queries", "query"]

_HEADS: Final = (
    ("name", {"zh": "名称", "en": "name"}),
    ("topic", {"zh": "主题", "en": "topic"}),
    ("title", {"zh": "问题", "en": "question"}),
    ("parameters", {"zh": "参数", "en": "parameters"}),
)


def queries(
    output_format: FormatOption = None,
    language: LanguageOption = None,
    excel: ExcelOption = False,
    output: OutputOption = None,
    catalogue_page: Annotated[
        Path | None,
        typer.Option("--page", help="Write a page of all questions with their answers (HTML).", show_default=False),
    ] = None,
    graph: GraphOption = None,
    store: StoreOption = None,
    endpoint: EndpointOption = None,
    timeout: TimeoutOption = 60.0,
) -> None:
    """List the questions of the library.

    Parameters in [brackets] may be left out. With --page, each question is
    asked with the values of its example, and the answers stand on one page.

    \b
    Example:
      zhengtu queries
      zhengtu queries --format json
      zhengtu queries --page catalogue.html --graph graph.nq
    """
    from ..queries.catalogue import catalogue
    from .errors import UsageError
    from .output import form_of, give, heads
    from .source import keep_apart, opened, place_option

    form = form_of(output_format, excel, output)
    if catalogue_page is not None:
        if output is not None or output_format is not None or excel:
            raise UsageError("--page writes a page and takes no --format, --excel or --output")
        from ..viz.catalogue_page import write_catalogue
        from .endings import need_page

        keep_apart(catalogue_page, graph, option="--page")
        need_page(catalogue_page)
        with opened(graph, store, endpoint, timeout) as source:
            write_catalogue(
                source, catalogue_page, language=language or "zh", place=place_option(graph, store, endpoint)
            )
        print(f"wrote {catalogue_page}", file=sys.stderr)
        return
    if any(place is not None for place in (graph, store, endpoint)):
        raise UsageError("the list needs no graph; --page FILE asks one, and so does: zhengtu query NAME")
    shown = [
        [
            q.name,
            q.topic,
            q.title[language] if language else f"{q.title['zh']} {q.title['en']}",
            " ".join(p.name if p.required else f"[{p.name}]" for p in q.parameters),
        ]
        for q in catalogue().values()
    ]
    give(
        heads([name for name, _ in _HEADS], [label for _, label in _HEADS], form=form, excel=excel, language=language),
        shown,
        form=form,
        json=_catalogue_json,
        excel=excel,
        output=output,
    )


def _catalogue_json() -> str:
    from ..queries.catalogue import catalogue

    return json.dumps(
        [
            {
                "name": q.name,
                "topic": q.topic,
                "title": q.title,
                "description": q.description,
                "parameters": [
                    {"name": p.name, "type": p.type, "required": p.required, "example": p.example, "label": p.label}
                    for p in q.parameters
                ],
                "columns": [{"name": c.name, "type": c.type, "label": c.label} for c in q.columns],
            }
            for q in catalogue().values()
        ],
        ensure_ascii=False,
        indent=1,
    )


def query(
    name: Annotated[str, typer.Argument(help="The question's name; zhengtu queries lists them.", show_default=False)],
    settings: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=VALUE", help="A parameter; may be repeated.", show_default=False),
    ] = None,
    graph: GraphOption = None,
    store: StoreOption = None,
    endpoint: EndpointOption = None,
    timeout: TimeoutOption = 60.0,
    output_format: FormatOption = None,
    language: LanguageOption = None,
    excel: ExcelOption = False,
    output: OutputOption = None,
    show: Annotated[bool, typer.Option("--show", help="Print the SPARQL instead of asking.")] = False,
) -> None:
    """Ask a question of the library.

    A unit goes by any form of its name, a document by its number in any
    brackets or by its title.

    \b
    Example:
      zhengtu query tasks-led-by --set agency=省财政厅 --graph graph.nq
      zhengtu query tasks-led-by --set agency=省财政厅 --store plans/ --format csv --excel -o 财政厅.csv
      zhengtu query tasks-led-by --show
    """
    from ..graph.sparql import run
    from ..queries.answer import answer, filled
    from ..queries.catalogue import find
    from ..viz.tables import answer_json
    from .output import form_of, give, heads
    from .source import keep_apart, opened

    keep_apart(output, graph)
    form = form_of(output_format, excel, output)
    question = find(name)
    given = _given(settings or [])
    if show and not given:
        print(question.sparql, end="")
        return
    with opened(graph, store, endpoint, timeout) as source:
        if question.topic == "inferred" and not run(source, "ASK { ?share a zt:Duty }").boolean:
            print("zhengtu: nothing is inferred in this graph; zhengtu infer does it", file=sys.stderr)
        text = filled(source, question, given) if show else ""
        found = None if show else answer(source, name, given)
    if found is None:
        print(text, end="")
        return
    give(
        heads(
            [c.name for c in found.columns], [c.label for c in found.columns], form=form, excel=excel, language=language
        ),
        found.rows,
        form=form,
        json=lambda: answer_json(found),
        excel=excel,
        output=output,
    )


def _given(settings: list[str]) -> dict[str, str]:
    from .errors import UsageError

    given: dict[str, str] = {}
    for setting in settings:
        name, equals, value = setting.partition("=")
        if not equals or not name.strip():
            raise UsageError(f"--set {setting}: write it as NAME=VALUE, such as agency=省财政厅")
        if name.strip() in given:
            raise UsageError(f"--set {name.strip()} is given twice")
        given[name.strip()] = value
    return given
