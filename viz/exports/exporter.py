"""What every exporter is: something that takes one item after another and is then told that there are no more."""

import hashlib
from typing import IO, Protocol, TypeVar

__all__ = ["Exporter", "Measured"]

Item = TypeVar("Item", contravariant=True)


class Exporter(Protocol[Item]):
    """One format. Network exporters take nodes, then edges; exporters of statements take portions of a graph."""

    def write(self, item: Item) -> None:
        """Writes one item."""
        ...

    def finalise(self) -> None:
        """Writes what stands at the end; nothing may be written after it."""
        ...


class Measured:
    """A file that counts and digests what is written to it, so that it can be described before it has its name.

    Attributes:
        size: bytes so far.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._digest = hashlib.sha256()
        self.size = 0

    def write(self, data: bytes) -> int:
        """Writes bytes."""
        self._file.write(data)
        self._digest.update(data)
        self.size += len(data)
        return len(data)

    @property
    def sha256(self) -> str:
        """SHA-256 of what was written, in hex digits."""
        return self._digest.hexdigest()
