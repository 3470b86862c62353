"""Names of sheets as Excel allows them."""

import re
from collections.abc import Iterable
from typing import Final

__all__ = ["sheet_names"]

_LONGEST: Final = 31
_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_RESERVED: Final = frozenset({"history"})


def sheet_names(wanted: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    r"""Names of sheets, near to those that are wanted, in their order.

    At most 31 characters (UTF-16 code units), none of ``[]:*?/\\`` and no
    control characters, no apostrophe at either end, not ``History``, and no two
    the same but for case: what Excel demands.

    >>> sheet_names(["省财政厅", "a/b", "A:b", "'"])
    ['省财政厅', 'a b', 'A b~2', '_']

    Args:
        wanted: what the sheets are about.
        taken: names of other sheets of the workbook.
    """
    used = {name.casefold() for name in taken} | _RESERVED
    found = []
    for name in wanted:
        plain = " ".join(_FORBIDDEN.sub(" ", name).split()).strip("' ") or "_"
        made, count = _short(plain, ""), 1
        while made.casefold() in used:
            count += 1
            made = _short(plain, f"~{count}")
        used.add(made.casefold())
        found.append(made)
    return found


def _short(name: str, ending: str) -> str:
    room = _LONGEST - len(ending)
    cut = name.encode("utf-16-le")[: room * 2].decode("utf-16-le", "ignore")
    return (cut.rstrip("' ") or "_") + ending
