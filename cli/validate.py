"""``zhengtu validate``: whether a graph keeps the promises of the vocabulary."""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import IO, TYPE_CHECKING, Annotated, Final

import typer

from .output import Language, OutputOption
from .source import EndpointOption, GraphOption, StoreOption, TimeoutOption

if TYPE_CHECKING:
    from ..graph.validation import Finding

__all__ = ["validate"]

_LONGEST: Final = 80
"""Characters of a value in the report for people: it may be a whole text."""
_SHOWN: Final = 5
"""Examples of each shape in the report for people."""


class Form(StrEnum):
    """How the report is given."""

    text = "text"
    json = "json"
    ttl = "ttl"


_ENDINGS: Final = {".txt": Form.text, ".md": Form.text, ".json": Form.json, ".ttl": Form.ttl}


def validate(
    graph: GraphOption = None,
    store: StoreOption = None,
    endpoint: EndpointOption = None,
    timeout: TimeoutOption = 60.0,
    output_format: Annotated[
        Form | None,
        typer.Option(
            "--format",
            help="text for people, json, or ttl: a SHACL validation report; otherwise by the ending of --output.",
            show_default=False,
        ),
    ] = None,
    language: Annotated[
        Language | None,
        typer.Option("--lang", help="Messages in this language; otherwise in both.", show_default=False),
    ] = None,
    output: OutputOption = None,
) -> None:
    """Check a graph against the shapes of the vocabulary.

    Violations are what cannot be trusted: a statement missing, repeated or in
    a wrong form, a quotation that its text does not have. Warnings are what a
    notice may leave open and a person should look at. The exit code is 1 where
    there are violations, and 0 otherwise, warnings or not.

    \b
    Example:
      zhengtu validate --graph graph.nq
      zhengtu validate --store plans/ -o report.ttl
    """
    from ..graph.formats import written_whole
    from ..graph.validation import validate as found_in
    from .endings import format_of, need_agreement
    from .source import keep_apart, need_vocabulary, opened

    form = format_of(output, output_format, _ENDINGS) or Form.text
    need_agreement(output, f"report as {form}", [ending for ending, of in _ENDINGS.items() if of is form], option="")
    keep_apart(output, graph)
    counts: Counter[str] = Counter()
    with opened(graph, store, endpoint, timeout) as source:
        need_vocabulary(source, graph or store or endpoint)
        findings = _counted(found_in(source), counts)
        if form is Form.text:
            lines = _text(findings, language)
        else:
            lines = (_json if form is Form.json else _turtle)(findings, counts, language)
        if output is None or str(output) == "-":
            for line in lines:
                print(line)
        else:
            with written_whole(output) as file:
                _write(file, lines)
            print(f"wrote {output}", file=sys.stderr)
    print(_summary(counts), file=sys.stderr)
    if counts["violation"]:
        raise typer.Exit(1)


def _write(file: IO[bytes], lines: Iterable[str]) -> None:
    for line in lines:
        file.write(f"{line}\n".encode())


def _counted(findings: "Iterable[Finding]", counts: Counter[str]) -> "Iterator[Finding]":
    for finding in findings:
        counts[finding.severity] += 1
        yield finding


def _summary(counts: Counter[str]) -> str:
    told = [f"{counts[name]} {name}{'' if counts[name] == 1 else 's'}" for name in ("violation", "warning")]
    return f"{'does not conform' if counts['violation'] else 'conforms'}: {', '.join(told)}"


def _message(finding: "Finding", language: Language | None) -> str:
    return finding.message[language] if language else " ".join(finding.message[name] for name in ("zh", "en"))


def _text(findings: "Iterable[Finding]", language: Language | None) -> Iterator[str]:
    """By severity and shape: how many, what is demanded, and the first that fail."""
    from ..graph.text import visible
    from ..graph.validation import SHAPES

    of_shape: Counter[tuple[str, str]] = Counter()
    first: defaultdict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        key = finding.severity, finding.shape
        of_shape[key] += 1
        if len(first[key]) < _SHOWN:
            first[key].append(finding)
    for severity in ("violation", "warning"):
        for (of, shape), number in sorted(of_shape.items(), key=lambda item: (-item[1], item[0])):
            if of != severity:
                continue
            examples = first[of, shape]
            yield f"{severity} ×{number}  {shape.removeprefix(SHAPES)}: {_message(examples[0], language)}"
            for finding in examples:
                found = finding.detail or ("" if finding.value is None else f"has {_short(finding.value)}")
                yield visible(f"    {finding.focus}" + (f"  {found}" if found else ""))
            if number > len(examples):
                yield f"    … and {number - len(examples)} more; --format json lists all"


def _short(value: str) -> str:
    return value if len(value) <= _LONGEST else value[:_LONGEST] + "…"


def _json(findings: "Iterable[Finding]", counts: Counter[str], language: Language | None) -> Iterator[str]:
    """One object; findings are written as they come, so that a million of them need no memory."""
    yield '{"findings": ['
    before = None
    for finding in findings:
        if before is not None:
            yield before + ","
        message = {name: finding.message[name] for name in ([language.value] if language else ["zh", "en"])}
        told = {
            "severity": finding.severity,
            "shape": finding.shape,
            "focus": finding.focus,
            "path": finding.path,
            "value": finding.value,
            "message": message,
            "detail": finding.detail,
        }
        before = json.dumps(told, ensure_ascii=False)
    if before is not None:
        yield before
    conforms = json.dumps(not counts["violation"])
    yield f'], "conforms": {conforms}, "violations": {counts["violation"]}, "warnings": {counts["warning"]}}}'


def _turtle(findings: "Iterable[Finding]", counts: Counter[str], language: Language | None) -> Iterator[str]:
    """A SHACL validation report."""
    import pyoxigraph as ox

    yield "@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
    for number, finding in enumerate(findings, 1):
        lines = [
            f"_:report sh:result _:r{number} .",
            f"_:r{number} a sh:ValidationResult",
            f"sh:focusNode {_node(finding.focus)}",
            *([f"sh:sourceShape {ox.NamedNode(finding.shape)}"] if finding.component else []),
            f"sh:sourceConstraintComponent {ox.NamedNode(finding.component or finding.shape)}",
            f"sh:resultSeverity sh:{finding.severity.capitalize()}",
        ]
        if finding.path is not None:
            lines.append(f"sh:resultPath {ox.NamedNode(finding.path)}")
        if finding.term is not None:
            lines.append(f"sh:value {_node(finding.term)}")
        if finding.detail is not None:
            lines.append(f"sh:resultMessage {ox.Literal(finding.detail)}")
        lines += [
            f"sh:resultMessage {ox.Literal(finding.message[name], language=name)}"
            for name in ([language.value] if language else ["zh", "en"])
        ]
        yield lines[0] + "\n" + " ;\n    ".join(lines[1:]) + " ."
    # By the standard a report with any result does not conform, were it a warning.
    conforms = json.dumps(not counts.total())
    yield f"_:report a sh:ValidationReport ;\n    sh:conforms {conforms} ."


def _node(term: str) -> str:
    """An IRI or a term in N-Triples form as Turtle has it; a blank node of the data is one of the report."""
    import pyoxigraph as ox

    if term.startswith("_:"):
        return f"_:data-{term[2:]}"
    return term if term.startswith(("<", '"')) else str(ox.NamedNode(term))
