"""JSON-LD: a notice as one object with its sections, their tasks, clauses and assignments, under our own context.

The context, ontology/context.jsonld, is written into the file, so that nothing has to be fetched to read it.
Specification: https://www.w3.org/TR/json-ld11/
"""

import json
from functools import cache
from importlib.resources import files
from typing import Any, Final

import pyoxigraph as ox

from ...graph.errors import GraphError
from ...ontology.terms import PREFIXES, RDF, XSD
from .exporter import Measured
from .outline import Link, Object, Thing, outline
from .portions import Portion, Subject
from .turtle import RELATIVE

__all__ = ["JsonLd", "context"]

_ZT: Final = PREFIXES["zt"]
_TEXT: Final = "hasText"
_NATIVE: Final = 2**53
"""Integers that every reader of JSON keeps as they are stay below."""


@cache
def context() -> dict[str, Any]:
    """The published context: terms and what they stand for."""
    file = files(__name__.rpartition(".viz.")[0]) / "ontology" / "context.jsonld"
    loaded: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))["@context"]
    return loaded


class _Terms:
    """The context from its other side: which term says a property, and in which form its values stand."""

    def __init__(self) -> None:
        self.by_property: dict[str, tuple[str, dict[str, Any]]] = {}
        self.by_link: dict[str, str] = {}
        self.words = set(context())
        for term, said in context().items():
            if isinstance(said, dict) and "@reverse" in said:
                self.by_link.setdefault(_expanded(said["@reverse"]), term)
            elif isinstance(said, dict) and not said["@id"].startswith("@"):
                self.by_property[_expanded(said["@id"])] = (term, said)


def _expanded(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


@cache
def _terms() -> _Terms:
    return _Terms()


class JsonLd:
    """Writes portions of a graph.

    Args:
        out: the file.
        base: the IRI under which the data live; identifiers below it are written relative to it.
    """

    def __init__(self, out: Measured, base: str) -> None:
        self._out, self._base = out, base
        head = json.dumps({**context(), "@base": base}, ensure_ascii=False, indent=1)
        out.write(f'{{"@context": {head},\n"@graph": ['.encode())
        self._begun = False

    def write(self, item: Portion) -> None:
        """Writes one portion.

        Raises:
            GraphError: if it has what JSON-LD cannot say: a statement about a statement.
        """
        for tree in outline(item.fresh):
            text = json.dumps(self._thing(tree), ensure_ascii=False, indent=1)
            self._out.write(f"{',' if self._begun else ''}\n{text}".encode())
            self._begun = True

    def finalise(self) -> None:
        """Closes the document."""
        self._out.write(b"\n]}\n")

    def _thing(self, thing: Thing, said: tuple[str, Subject] | None = None) -> dict[str, Any]:
        """A thing as an object; `said` is what its place below another says already: property and value."""
        told: dict[str, Any] = {"id": self._iri(thing.subject)}
        within = {(link.predicate, lower.subject): lower for link, lower in thing.below if not link.from_below}
        for predicate, values in thing.statements.items():
            if predicate == RDF.type:
                types = [_name(o) for o in values if isinstance(o, ox.NamedNode)]
                told["type"] = types[0] if len(types) == 1 else types
            elif left := [value for value in values if (predicate, value) != said]:
                self._property(told, predicate, left, within)
        for link, lower in thing.below:
            if link.from_below:
                told.setdefault(_link(link, lower), []).append(self._thing(lower, (link.predicate, thing.subject)))
        if _TEXT in told:
            # Thousands of characters, which a person who reads on would have to get past.
            told[_TEXT] = told.pop(_TEXT)
        return told

    def _property(
        self, told: dict[str, Any], predicate: str, values: list[Object], within: dict[tuple[str, Subject], Thing]
    ) -> None:
        name = _name(ox.NamedNode(predicate))
        term, said = _terms().by_property.get(predicate, (name, {}))
        plain: list[Any] = []
        languages: dict[str, list[str]] = {}
        other: list[Any] = []
        for value in values:
            lower = None if isinstance(value, ox.Literal) else within.get((predicate, value))
            if lower is not None:
                plain.append(self._thing(lower))
            elif said.get("@container") == "@language":
                if isinstance(value, ox.Literal) and value.language:
                    languages.setdefault(value.language, []).append(value.value)
                else:
                    other.append(self._value(value, {}))
            else:
                plain.append(self._value(value, said))
        if languages:
            told[term] = {language: texts[0] if len(texts) == 1 else texts for language, texts in languages.items()}
        if plain:
            told[term] = plain[0] if len(plain) == 1 and said.get("@container") != "@set" else plain
        if other:
            # A map of languages holds no other values; under the full name the term's rules do not apply.
            told[said["@id"]] = other

    def _value(self, value: Object, said: dict[str, Any]) -> Any:
        wanted = said.get("@type")
        if not isinstance(value, ox.Literal):
            if wanted == "@vocab" and isinstance(value, ox.NamedNode):
                return _name(value)
            return self._iri(value) if wanted == "@id" else {"id": self._iri(value)}
        text, datatype = value.value, value.datatype.value
        if value.language:
            return {"@value": text, "@language": value.language}
        coerced = XSD.string if wanted is None else "" if wanted.startswith("@") else _expanded(wanted)
        if datatype == coerced:
            return text
        if wanted is None and datatype == XSD.boolean and text in {"true", "false"}:
            return text == "true"
        if wanted is None and datatype == XSD.integer and len(text) < 17 and text == str(_integer(text)):
            return int(text)
        if datatype == XSD.string:
            return {"@value": text}
        return {"@value": text, "@type": _name(value.datatype)}

    def _iri(self, thing: Object) -> str:
        if isinstance(thing, ox.Triple | ox.Literal):
            raise GraphError(str(thing), "is a statement about a statement", "JSON-LD cannot hold it; write .nq")
        if isinstance(thing, ox.BlankNode):
            return str(thing)
        if thing.value.startswith(self._base) and RELATIVE.fullmatch(thing.value, len(self._base)):
            return thing.value[len(self._base) :]
        return _whole(thing.value)


def _integer(text: str) -> int | None:
    try:
        found = int(text)
    except ValueError:
        return None
    return found if abs(found) < _NATIVE else None


def _name(iri: ox.NamedNode) -> str:
    """A class, concept or property: by its local name in our vocabulary, with a prefix in others."""
    for prefix, space in PREFIXES.items():
        local = iri.value.removeprefix(space)
        if local != iri.value and local.isidentifier() and local.isascii():
            return local if space == _ZT and local not in _terms().words else f"{prefix}:{local}"
    return _whole(iri.value)


def _whole(iri: str) -> str:
    """An IRI in full.

    Raises:
        GraphError: if JSON-LD would take its beginning for a prefix.
    """
    scheme, _, rest = iri.partition(":")
    if scheme in _terms().words and not rest.startswith("//"):
        raise GraphError(iri, f"begins with {scheme}:, which JSON-LD takes for a prefix", "write another format")
    return iri


def _link(link: Link, lower: Thing) -> str:
    """The name of what stands below: parts of a task and of a notice go by what they are."""
    types = lower.types()
    for of, by, term in _PARTS:
        if link.predicate == by and of in types:
            return term
    return _terms().by_link[link.predicate]


_PARTS: Final = (
    (f"{_ZT}Section", f"{_ZT}partOf", "sections"),
    (f"{_ZT}Task", f"{_ZT}partOf", "ownTasks"),
    (f"{_ZT}Rule", f"{_ZT}partOf", "rules"),
    (f"{_ZT}Target", f"{_ZT}ofClause", "targets"),
)
"""Class of what stands below, property that leads up, term; all others go by the property alone."""
