"""What the ending of an output's name says, against the format that was asked for."""

from collections.abc import Collection
from pathlib import Path
from typing import Final

__all__ = ["need_agreement"]

_KNOWN: Final = frozenset(
    f".{ending}"
    for ending in (
        *("csv", "tsv", "xlsx", "xls", "ods", "md", "txt", "html", "htm", "doc", "docx", "pdf", "ics", "json"),
        *("jsonld", "ttl", "nq", "nt", "trig", "rdf", "xml", "graphml", "gexf"),
    )
)
"""Endings by which a program, or a person, takes a file to be in a format."""


def need_agreement(output: Path | None, form: str, endings: Collection[str]) -> None:
    """Refuses an output whose name says another format than ``--format``.

    A name without ending, or with one that stands for no format, is nobody's promise.

    Args:
        output: the file; none, or ``-``, for standard output.
        form: the format asked for, as ``--format`` has it.
        endings: those that a file of this format may have, in small letters with their points.

    Raises:
        UsageError: if they contradict each other.
    """
    from .errors import UsageError

    ending = "" if output is None else output.suffix.lower()
    if ending in _KNOWN and ending not in endings:
        change = f"end the name in {' or '.join(endings)}" if endings else "change the name"
        raise UsageError(f"{output}: the name says {ending}, --format says {form}; leave --format out, or {change}")
