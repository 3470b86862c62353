"""What goes wrong with a graph, in words that a user can act on."""

__all__ = ["AnalysisError", "GraphError", "QueryError"]


class AnalysisError(Exception):
    """An analysis that cannot be made as asked; the message says why and what to do."""


class GraphError(Exception):
    """A graph or store that could not be read or written.

    Attributes:
        place: the file or folder.
        problem: what is wrong.
        advice: what to do.
    """

    def __init__(self, place: str, problem: str, advice: str) -> None:
        super().__init__(f"{place}: {problem}; {advice}")
        self.place = place
        self.problem = problem
        self.advice = advice


class QueryError(Exception):
    """A query that is wrong or not allowed: the user's to mend."""
