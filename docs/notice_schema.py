"""Prints the JSON Schema of what ``zhengtu parse --json`` prints; ``make docs`` keeps it."""

import json
import re
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / ".links"))

from pydantic import TypeAdapter
from zhengtu.builders import model

_ATTRIBUTE = re.compile(r"^ {4,8}(\w+): (.+?)(?=\n {4,8}\w+: |\Z)", re.MULTILINE | re.DOTALL)


def schema() -> dict[str, Any]:
    """The schema of a `Notice`, each field with the words of its class's docstring."""
    made = TypeAdapter(model.Notice).json_schema(mode="serialization")
    _figures_are_numbers(made)
    for name, definition in (*made["$defs"].items(), ("Notice", made)):
        document = getattr(model, name).__doc__ or ""
        definition["description"] = " ".join(document.split("Attributes:")[0].split())
        for field, words in _ATTRIBUTE.findall(document.partition("Attributes:")[2]):
            definition["properties"][field]["description"] = " ".join(words.split())
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Notice", **made}


def _figures_are_numbers(node: Any) -> None:
    """Decimals are printed as JSON numbers, while pydantic would print strings."""
    if isinstance(node, dict):
        if node.get("type") == "string" and "pattern" in node:
            node.clear()
            node["type"] = "number"
        for value in node.values():
            _figures_are_numbers(value)
    elif isinstance(node, list):
        for value in node:
            _figures_are_numbers(value)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    json.dump(schema(), sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")
