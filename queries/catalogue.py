"""Reads the query library and fills in parameters.

A query file is valid SPARQL as it stands. Lines that begin with ``#+`` hold a
YAML header (the form that grlc uses) with titles, parameters and columns. Each
parameter has one line ``VALUES ?name { … }`` in the body, with an example;
`fill` puts the given value in its place, written by the term itself, so a
value is data whatever signs it holds.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import pyoxigraph as ox
import yaml

__all__ = ["Column", "Parameter", "Query", "catalogue", "fill", "find"]

_HEADER: Final = re.compile(r"^#\+ ?(.*)$", re.MULTILINE)
_VALUES: Final = r"(?m)^([ \t]*)VALUES \?{name} \{{.*\}}[ \t]*$"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a query takes: `type` is ``text`` or ``integer``."""

    name: str
    type: str
    required: bool
    label: dict[str, str]


@dataclass(frozen=True, slots=True)
class Column:
    """A column that a query answers with."""

    name: str
    type: str
    label: dict[str, str]


@dataclass(frozen=True, slots=True)
class Query:
    """A question of the library.

    Attributes:
        name: the file's name without its ending; unique.
        topic: the folder.
        title: by language, zh and en.
        description: by language.
        parameters: in the order of the header.
        columns: in the order of the SELECT.
        sparql: the file, header and all.
    """

    name: str
    topic: str
    title: dict[str, str]
    description: dict[str, str]
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    sparql: str


@cache
def catalogue() -> dict[str, Query]:
    """All queries by name, in the order of topics and names.

    Raises:
        ValueError: if a file's header lacks what `Query` needs.
    """
    found = {}
    for topic in sorted(files(__name__.rpartition(".")[0]).iterdir(), key=lambda t: t.name):
        if not topic.is_dir():
            continue
        for file in sorted(topic.iterdir(), key=lambda f: f.name):
            if file.name.endswith(".rq"):
                query = _read(file.name.removesuffix(".rq"), topic.name, file.read_text(encoding="utf-8"))
                found[query.name] = query
    return found


def find(name: str) -> Query:
    """The query with that name.

    Raises:
        LookupError: if there is none; the message lists the names.
    """
    try:
        return catalogue()[name]
    except KeyError:
        raise LookupError(f"no query named {name}; there are: {', '.join(catalogue())}") from None


def _read(name: str, topic: str, text: str) -> Query:
    header: dict[str, Any] = yaml.safe_load("\n".join(_HEADER.findall(text))) or {}
    try:
        return Query(
            name,
            topic,
            header["title"],
            header["description"],
            tuple(Parameter(**p) for p in header["parameters"]),
            tuple(Column(**c) for c in header["columns"]),
            text,
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"{topic}/{name}.rq: the header is not complete: {error}") from None


def fill(query: Query, values: dict[str, str]) -> str:
    """The SPARQL text with values in place of the examples.

    Raises:
        LookupError: if a value is given for no parameter, or a required one is missing.
        ValueError: if a value is not of its parameter's type.
    """
    unknown = values.keys() - {p.name for p in query.parameters}
    if unknown:
        known = ", ".join(p.name for p in query.parameters) or "none"
        raise LookupError(f"{query.name} has no parameter {', '.join(sorted(unknown))}; it has: {known}")
    text = query.sparql
    for parameter in query.parameters:
        given = parameter.name in values
        if parameter.required and not given:
            raise LookupError(f"{query.name} needs a value for {parameter.name}")
        # What is optional and not given does not constrain: its line with the example goes.
        line = f"VALUES ?{parameter.name} {{ {_term(parameter, values[parameter.name])} }}" if given else ""
        match = re.search(_VALUES.format(name=parameter.name), text)
        if match is None:
            raise ValueError(f"{query.topic}/{query.name}.rq has no VALUES line for {parameter.name}")
        text = f"{text[: match.start()]}{match[1]}{line}{text[match.end() :]}"
    return text


def _term(parameter: Parameter, value: str) -> str:
    if parameter.type == "integer":
        return str(ox.Literal(int(value)))
    return str(ox.Literal(value))
