"""networkit, imported without its banner."""

import sys
from functools import cache
from typing import Any

__all__ = ["networkit"]


@cache
def networkit() -> Any:
    """The module networkit.

    In a notebook its import writes a page of scripts and styles for its own profiles under the reader's cell; they are
    kept back.
    """
    if "IPython" not in sys.modules:
        import networkit as found

        return found
    from IPython.utils.capture import capture_output

    with capture_output():
        import networkit as found
    return found
