"""Rows put by on disk until it is known how their sheets are to look."""

import pickle
import tempfile
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Self

from .table import Row

__all__ = ["Spool"]


class Spool:
    """Rows of sheets, part by part, in a file of this process's own that nobody else opens."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 (closed by `__exit__`)
        self._places: list[tuple[str, int]] = []

    def put(self, rows: Mapping[str, Sequence[Row]]) -> None:
        """Puts by the rows of a part, by the role of their sheet."""
        for role, of in rows.items():
            self._places.append((role, self._file.tell()))
            pickle.dump([(row.key, row.values, row.text) for row in of], self._file, pickle.HIGHEST_PROTOCOL)

    def rows(self, roles: Container[str]) -> Iterator[tuple[str, Iterator[Row]]]:
        """The rows of some sheets, in the order in which they were put by; after all `put`."""
        for role, place in self._places:
            if role in roles:
                self._file.seek(place)
                # Nothing but what `put` has written is read.
                yield role, (Row(*values) for values in pickle.load(self._file))  # noqa: S301

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
