"""Which exceptions are the user's to know, and the exit code of each."""

from ..builders.errors import InvariantError, NoticeError
from ..builders.own_table import TableError
from ..graph.errors import AnalysisError, GraphError, QueryError

__all__ = ["UsageError", "explain"]


class UsageError(Exception):
    """The command was called in a way that cannot work."""


def explain(error: Exception) -> tuple[str, int] | None:
    """One line and an exit code for an expected exception; None for any other, which is a fault of ours."""
    if isinstance(error, QueryError | UsageError):
        return str(error), 2
    if isinstance(error, NoticeError | GraphError | TableError | AnalysisError):
        return str(error), 1
    if isinstance(error, InvariantError):
        return f"internal check failed, nothing was written; please report this with the file: {error}", 1
    if isinstance(error, MemoryError):
        return "out of memory; give fewer files at a time", 1
    return None
