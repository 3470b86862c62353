"""Reads the query library and fills in parameters.

A query file is valid SPARQL as it stands. Lines that begin with ``#+`` hold a
YAML header (the form that grlc uses) with titles, parameters and columns. Each
parameter has one line ``VALUES ?name { … }`` in the body, with an example;
`fill` puts the given term in its place, written by the term itself, so a
value is data whatever signs it holds.
"""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal, get_args

import pyoxigraph as ox
import yaml

from ..graph.errors import QueryError

__all__ = ["Column", "ColumnType", "Labels", "Parameter", "ParameterType", "Query", "catalogue", "fill", "find", "read"]

_HEADER: Final = re.compile(r"^#\+ ?(.*)$", re.MULTILINE)
_VALUES: Final = r"(?m)^([ \t]*)VALUES \?{name} \{{.*\}}[ \t]*$"

ParameterType = Literal["text", "integer", "decimal", "agency", "document", "notice"]
"""An agency is any form of a unit's name, a document a number or a title; a notice is a document that was read.
All three become IRIs."""
ColumnType = Literal["text", "integer", "decimal", "date", "boolean", "iri"]
Labels = Mapping[str, str]
"""A text by language, zh and en."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a query takes; `example` is the one in the file's ``VALUES`` line, as a user gives it."""

    name: str
    type: ParameterType
    required: bool
    example: str
    label: Labels


@dataclass(frozen=True, slots=True)
class Column:
    """A column that a query answers with."""

    name: str
    type: ColumnType
    label: Labels


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
    title: Labels
    description: Labels
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    sparql: str


@cache
def catalogue() -> Mapping[str, Query]:
    """All queries by name, in the order of topics and names.

    Raises:
        QueryError: if a file's header lacks what `Query` needs, or two files have one name.
    """
    found: dict[str, Query] = {}
    for topic in sorted(files(__name__.rpartition(".")[0]).iterdir(), key=lambda t: t.name):
        if not topic.is_dir():
            continue
        for file in sorted(topic.iterdir(), key=lambda f: f.name):
            if file.name.endswith(".rq"):
                query = read(file.name.removesuffix(".rq"), topic.name, file.read_text(encoding="utf-8"))
                if query.name in found:
                    raise QueryError(f"{topic.name}/{query.name}.rq: {found[query.name].topic} has that name too")
                found[query.name] = query
    return found


def find(name: str) -> Query:
    """The query with that name.

    Raises:
        QueryError: if there is none; the message names the nearest.
    """
    try:
        return catalogue()[name]
    except KeyError:
        near = difflib.get_close_matches(name, catalogue(), n=3, cutoff=0.4)
        hint = f"did you mean {' or '.join(near)}?" if near else "zhengtu queries lists them"
        raise QueryError(f"no query is named {name}; {hint}") from None


def read(name: str, topic: str, text: str) -> Query:
    """A query from the text of its file.

    Raises:
        QueryError: if the header lacks what `Query` needs; the message says what.
    """
    where = f"{topic}/{name}.rq"
    try:
        header: dict[str, Any] = yaml.safe_load("\n".join(_HEADER.findall(text))) or {}
        query = Query(
            name,
            topic,
            header["title"],
            header["description"],
            tuple(Parameter(**{**p, "example": str(p["example"])}) for p in header["parameters"]),
            tuple(Column(**c) for c in header["columns"]),
            text,
        )
    except (KeyError, TypeError, yaml.YAMLError) as error:
        raise QueryError(f"{where}: the header is not complete: {error}") from None
    labelled = [*(p.label for p in query.parameters), *(c.label for c in query.columns)]
    for labels in (query.title, query.description, *labelled):
        if set(labels) != {"zh", "en"}:
            raise QueryError(f"{where}: {dict(labels)} needs zh and en")
    for parameter in query.parameters:
        if parameter.type not in get_args(ParameterType):
            raise QueryError(f"{where}: {parameter.type} is no type of parameter")
        if len(re.findall(_VALUES.format(name=parameter.name), text)) != 1:
            raise QueryError(f"{where}: {parameter.name} needs one line VALUES ?{parameter.name} {{ … }}")
    if odd := [c.type for c in query.columns if c.type not in get_args(ColumnType)]:
        raise QueryError(f"{where}: {odd[0]} is no type of column")
    return query


def fill(query: Query, terms: Mapping[str, ox.NamedNode | ox.Literal]) -> str:
    """The SPARQL text with terms in place of the examples; what is not given does not constrain.

    Raises:
        QueryError: if a term is given for no parameter, or a required one is missing.
    """
    unknown = terms.keys() - {p.name for p in query.parameters}
    if unknown:
        known = ", ".join(p.name for p in query.parameters) or "none"
        raise QueryError(f"{query.name} has no parameter {', '.join(sorted(unknown))}; it has: {known}")
    text = query.sparql
    for parameter in query.parameters:
        term = terms.get(parameter.name)
        if term is None and parameter.required:
            raise QueryError(
                f"{query.name} needs a value for {parameter.name}, such as --set {parameter.name}={parameter.example}"
            )
        match = re.search(_VALUES.format(name=parameter.name), text)
        if match:
            line = "" if term is None else f"VALUES ?{parameter.name} {{ {term} }}"
            text = f"{text[: match.start()]}{match[1]}{line}{text[match.end() :]}"
    return text
