"""What a sheet remembers in its hidden cell B1: what it is about, and what of its look was ours when it was written."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

__all__ = ["Memory", "Names"]

Names = Literal["official", "written"]
_NAMES: Final[Mapping[str, Names]] = {"official": "official", "written": "written"}


@dataclass(frozen=True, slots=True)
class Memory:
    """What a sheet remembers.

    Attributes:
        scope: what the ledger is about: "all", or "unit" and an IRI.
        names: whether units stand under their official names or as notices write them.
        hidden: columns that we do not show; one of them that is seen was shown by a person.
        settled: columns that a person has shown or hidden, and that stay so.
        lacking: columns for progress of which it was told that they are gone.
        header: what we wrote above each printed page.
        footer: what we wrote below it.
        title: the sheet's name, by which it is told from copies of it.
        widths: what we made each column.
    """

    scope: str = "all"
    names: Names = "official"
    hidden: frozenset[str] = frozenset()
    settled: frozenset[str] = frozenset()
    lacking: frozenset[str] = frozenset()
    header: str = ""
    footer: str = ""
    title: str = ""
    widths: Mapping[str, float] = field(default_factory=dict)

    def text(self) -> str:
        """What goes into the cell.

        >>> Memory(hidden=frozenset({"status"})).text()
        '{"scope": "all", "names": "official", "hidden": ["status"]}'
        """
        found: dict[str, Any] = {"scope": self.scope, "names": self.names}
        more = {
            "hidden": sorted(self.hidden),
            "settled": sorted(self.settled),
            "lacking": sorted(self.lacking),
            "header": self.header,
            "footer": self.footer,
            "title": self.title,
            # One way of writing a number, so that a cell that nobody touches stays what it is.
            "widths": {name: float(width) for name, width in self.widths.items()},
        }
        return json.dumps(found | {name: value for name, value in more.items() if value}, ensure_ascii=False)

    @classmethod
    def read(cls, text: str) -> "Memory":
        """Reads the cell back; what is no JSON is a scope."""
        try:
            found: Any = json.loads(text)
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict):
            return cls(scope=text or "all")
        return cls(
            str(found.get("scope") or "all"),
            _NAMES.get(str(found.get("names")), "official"),
            _texts(found.get("hidden")),
            _texts(found.get("settled")),
            _texts(found.get("lacking")),
            str(found.get("header") or ""),
            str(found.get("footer") or ""),
            str(found.get("title") or ""),
            _numbers(found.get("widths")),
        )


def _texts(value: object) -> frozenset[str]:
    return frozenset(map(str, value)) if isinstance(value, list) else frozenset()


def _numbers(value: object) -> dict[str, float]:
    found = value.items() if isinstance(value, dict) else ()
    return {str(name): float(number) for name, number in found if isinstance(number, int | float)}
