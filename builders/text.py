"""The text of a notice, and places in it."""

from dataclasses import dataclass

__all__ = ["Cell", "SourceText", "Span", "Table"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the text as read, in code points; `end` is exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table.

    Attributes:
        span: where its words stand; empty for an empty cell.
        column: its first column, from 0.
        columns: how many columns it covers.
        repeated: True where it is merged from the row above, whose words come again here.
    """

    span: Span
    column: int
    columns: int
    repeated: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the text.

    Attributes:
        span: all of it.
        rows: the cells of each row, from left to right.
    """

    span: Span
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text as read.

    Attributes:
        name: the file's name, for messages.
        content: every character of a text file, line ends untouched and without a byte order mark; of other
            files what their reader extracts.
        sha256: of the content's UTF-8, in hex.
        encoding: how a text file or web page was encoded; none for other files.
        media_type: what the file was.
        tables: in order.
        file_sha256: of the file's bytes, in hex; of a text that came from no file, of its UTF-8.
    """

    name: str
    content: str
    sha256: str
    encoding: str | None
    media_type: str
    tables: tuple[Table, ...] = ()
    file_sha256: str = ""

    def words(self, span: Span) -> str:
        """The characters of `span`."""
        return self.content[span.start : span.end]
