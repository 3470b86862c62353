"""The rest of an answer that a server cuts at its own limit."""

import re
from typing import Final

from .errors import QueryError
from .syntax import Form, check

__all__ = ["NEVER_CUT", "page", "unlimited"]

NEVER_CUT: Final = 100
"""No server cuts answers as short as this; a longer one is asked on."""
_PROLOGUE: Final = re.compile(r"(?:\s+|#[^\n]*(?:\n|$)|PREFIX\s+[^\s:]*:\s*<[^>]*>|BASE\s*<[^>]*>)*", re.IGNORECASE)


def page(query: str, form: Form, start: int, size: int) -> str:
    """The query for up to `size` rows from `start` on.

    The query becomes a subquery, since Virtuoso sorts no more rows than its limit where ORDER BY
    and OFFSET stand together. Only where it has FROM, which a subquery cannot, is OFFSET put at its end.

    Raises:
        QueryError: if neither can be done.
    """
    prologue = _PROLOGUE.match(query)
    head = prologue.group() if prologue else ""
    columns = " ".join(f"?{c}" for c in form.columns)
    part = f"OFFSET {start} LIMIT {size}"
    for asked in (f"{head}\nSELECT {columns} WHERE {{ {{\n{query[len(head) :]}\n}} }} {part}", f"{query}\n{part}"):
        try:
            check(asked)
        except QueryError:
            continue
        return asked
    raise QueryError(
        f"the answer has {start} rows, which may be all that the server gives at a time, and a query with both FROM "
        f"and LIMIT cannot be asked page by page; leave out one of them, or ask for fewer than {NEVER_CUT} rows"
    )


def unlimited(query: str) -> bool:
    """Whether a query leaves it to the server how much it gives."""
    try:
        check(f"{query}\nLIMIT 1")
    except QueryError:
        return False
    return True
