"""What goes wrong while reading a notice, in words that a user can act on."""

__all__ = ["InvariantError", "NoticeError"]


class NoticeError(Exception):
    """A file that could not be read as a notice.

    Attributes:
        file: the file's name as given.
        problem: what is wrong.
        advice: what to do.
    """

    def __init__(self, file: str, problem: str, advice: str) -> None:
        super().__init__(f"{file}: {problem}; {advice}")
        self.file = file
        self.problem = problem
        self.advice = advice


class InvariantError(Exception):
    """Quads that break a promise of the vocabulary: a fault of Zhengtu, not of the notice."""
