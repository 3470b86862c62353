"""What the styles of a Word document say, and how its properties are read.

Source: ECMA-376 Part 1 (5th edition) §17.7.4 (styles), §17.17.4 (switches).
"""

import re
from collections.abc import Iterator
from typing import Final, Protocol

__all__ = ["MAX_LINKS", "Node", "Styles", "W", "integer", "switched_on", "value"]

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

MAX_LINKS: Final = 30
"""Word itself bases a style on ten others at most; a damaged file may go in circles."""

_MAX_NUMBER: Final = 32_767


class Node(Protocol):
    """What is used here of an lxml element, which has no types of its own."""

    @property
    def tag(self) -> object:
        """The name with its namespace; no text for comments and the like."""

    @property
    def text(self) -> str | None:
        """The characters before the first child."""

    @property
    def tail(self) -> str | None:
        """The characters behind the element."""

    def get(self, key: str, /) -> str | None:
        """An attribute."""

    def find(self, path: str, /) -> "Node | None":
        """The first element at a path."""

    def findall(self, path: str, /) -> "list[Node]":
        """All elements at a path."""
        ...

    def __iter__(self) -> "Iterator[Node]": ...


def value(node: Node | None, path: str) -> str | None:
    """The w:val of what stands at a path below a node, if it is there."""
    found = None if node is None else node.find(path)
    return None if found is None else found.get(f"{W}val")


def integer(text: str | None, default: int, low: int = 0, high: int = _MAX_NUMBER) -> int:
    """A number that a file states, `default` where it states none, kept between `low` and `high`."""
    if text is None or not re.fullmatch(r"\s*[+-]?[0-9]{1,9}\s*", text):
        return default
    return min(max(int(text), low), high)


def switched_on(node: Node | None, path: str) -> bool | None:
    """Whether a property such as w:vanish is on; None where nothing is said of it."""
    found = None if node is None else node.find(path)
    return None if found is None else found.get(f"{W}val") not in ("0", "false", "off")


class Styles:
    """The styles of a document.

    Args:
        root: the root of its styles part, if it has one.
    """

    def __init__(self, root: Node | None) -> None:
        self._by_id: dict[str | None, Node] = {}
        self._default: str | None = None
        self._chains: dict[str | None, tuple[tuple[str | None, Node], ...]] = {}
        self._hidden: dict[str | None, bool | None] = {}
        for style in [] if root is None else root.findall(f"{W}style"):
            name = style.get(f"{W}styleId")
            self._by_id.setdefault(name, style)
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on"):
                self._default = name

    def paragraph(self, name: str | None) -> tuple[tuple[str | None, Node], ...]:
        """The style of a paragraph that names `name`, and those that it is based on, nearest first."""
        return self._chain(name if name in self._by_id else self._default)

    def hidden(self, name: str | None) -> bool | None:
        """Whether a style hides its text; None where it says nothing."""
        if name not in self._hidden:
            said = (switched_on(s, f"{W}rPr/{W}vanish") for _, s in self._chain(name))
            self._hidden[name] = next((s for s in said if s is not None), None)
        return self._hidden[name]

    def _chain(self, name: str | None) -> tuple[tuple[str | None, Node], ...]:
        if name not in self._chains:
            chain: list[tuple[str | None, Node]] = []
            at = name
            while (style := self._by_id.get(at)) is not None and len(chain) < MAX_LINKS:
                chain.append((at, style))
                at = value(style, f"{W}basedOn")
            self._chains[name] = tuple(chain)
        return self._chains[name]
