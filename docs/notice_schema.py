"""Prints the JSON Schema of what ``zhengtu parse --json`` prints; ``make docs`` keeps it."""

import json
import re
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / ".links"))

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema
from zhengtu.builders import model

_ATTRIBUTE = re.compile(r"^ {4,8}(\w+): (.+?)(?=\n {4,8}\w+: |\Z)", re.MULTILINE | re.DOTALL)


class _Generator(GenerateJsonSchema):
    """Figures are printed as JSON numbers, while pydantic would print strings."""

    def decimal_schema(self, schema: Any) -> dict[str, Any]:
        return {"type": "number"}


def schema() -> dict[str, Any]:
    """The schema of a `Notice`, each field with the words of its class's docstring."""
    made = TypeAdapter(model.Notice).json_schema(schema_generator=_Generator, mode="serialization")
    for name, definition in (*made["$defs"].items(), ("Notice", made)):
        document = getattr(model, name).__doc__ or ""
        definition["description"] = " ".join(document.split("Attributes:")[0].split())
        for field, words in _ATTRIBUTE.findall(document.partition("Attributes:")[2]):
            definition["properties"][field]["description"] = " ".join(words.split())
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Notice", **made}


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    json.dump(schema(), sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")
