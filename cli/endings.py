"""What a command writes: as ``--format`` says, as the file's name says, and never one against the other."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

__all__ = ["format_of", "listed", "need_use"]

_Form = TypeVar("_Form", bound=StrEnum)


def format_of(
    output: Path | None, given: _Form | None, endings: Mapping[str, _Form], option: str = "--format"
) -> _Form | None:
    """The format that the options ask for.

    >>> class To(StrEnum):
    ...     turtle = "turtle"
    ...     nquads = "nquads"
    >>> format_of(Path("graph.NQ"), None, {".ttl": To.turtle, ".nq": To.nquads}).value
    'nquads'

    Args:
        output: the file to write; none, or -, for standard output.
        given: what the option says.
        endings: the endings that name a format, in small letters with their dots.
        option: the option that says it.

    Returns:
        The format; none where neither says it.

    Raises:
        UsageError: if the ending names one format and the option another.
    """
    from .errors import UsageError

    named = None if output is None else endings.get(output.suffix.lower())
    if given is not None and named is not None and given is not named:
        says = f"--format {given}" if option == "--format" else f"{option} means {given}"
        raise UsageError(f"{output}: the name means {named}, but {says}; change one of them")
    return named if given is None else given


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
