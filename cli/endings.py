"""What the ending of an output's name says, against the format that was asked for."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Final, TypeVar

__all__ = ["format_of", "listed", "need_agreement", "need_page", "need_use"]

_Form = TypeVar("_Form", bound=StrEnum)

_KNOWN: Final = frozenset({
    ".csv", ".doc", ".docx", ".et", ".gexf", ".graphml", ".htm", ".html", ".ics", ".json", ".jsonld", ".md", ".mht",
    ".mhtml", ".nq", ".nt", ".ods", ".odt", ".ofd", ".pdf", ".rdf", ".trig", ".tsv", ".ttl", ".txt", ".wps", ".xls",
    ".xlsb", ".xlsm", ".xlsx", ".xml",
})  # fmt: skip
"""Endings by which a program, or a person, takes a file to be in a format."""


def need_agreement(output: Path | None, form: str, endings: Collection[str], option: str = "--format") -> None:
    """Refuses an output whose name says another format than the one that will be written.

    A name without ending, or with one that stands for no format, is nobody's promise.

    Args:
        output: the file; none, or ``-``, for standard output.
        form: the format, as ``--format`` has it.
        endings: those that a file of this format may have, in small letters with their points.
        option: what asks for it; empty where nothing asks for another.

    Raises:
        UsageError: if they contradict each other.
    """
    from .errors import UsageError

    ending = "" if output is None else output.suffix.lower()
    if ending in _KNOWN and ending not in endings:
        change = f"end the name in {' or '.join(endings)}" if endings else "change the name"
        if not option:
            raise UsageError(f"{output}: the name says {ending}, what is written is a {form}; {change}")
        said = f"{option} says {form}" if option == "--format" else f"{option} means {form}"
        raise UsageError(f"{output}: the name says {ending}, {said}; leave {option} out, or {change}")


def need_page(output: Path | None) -> None:
    """Refuses a page whose name is another file's: who mistypes it would lose a ledger, or the notice.

    Args:
        output: the page; none, or ``-``, for standard output.

    Raises:
        UsageError: if its ending stands for something else.
    """
    need_agreement(output, "web page", (".html", ".htm"), option="")


def format_of(output: Path | None, given: _Form | None, endings: Mapping[str, _Form]) -> _Form | None:
    """The format that ``--format`` or the output's ending asks for.

    >>> class To(StrEnum):
    ...     turtle = "turtle"
    ...     nquads = "nquads"
    >>> format_of(Path("graph.NQ"), None, {".ttl": To.turtle, ".nq": To.nquads}).value
    'nquads'

    Args:
        output: the file; none, or ``-``, for standard output.
        given: what ``--format`` says.
        endings: those that name a format, in small letters with their points.

    Returns:
        The format; none where neither says it.

    Raises:
        UsageError: if they contradict each other.
    """
    if given is not None:
        need_agreement(output, given, [ending for ending, form in endings.items() if form is given])
        return given
    return None if output is None else endings.get(output.suffix.lower())


def need_use(options: Mapping[str, object], used: bool, why: str) -> None:
    """Refuses options that would change nothing of what is written.

    Args:
        options: what was given for them, by their names; none or false where nothing was.
        used: whether something that is written uses them.
        why: what they would need, and what is written instead.

    Raises:
        UsageError: if one was given and nothing uses it.
    """
    from .errors import UsageError

    given = {name: value for name, value in options.items() if value is not None and value is not False}
    if given and not used:
        told = [name if value is True else f"{name} {value}" for name, value in given.items()]
        raise UsageError(f"{listed(told)}: {why}")


def listed(names: list[str]) -> str:
    """Names in a sentence.

    >>> listed(["--by", "--collectives", "--network"])
    '--by, --collectives and --network'
    """
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
