"""Turtle for people: notices section by section and task by task, with a line above each that says which it is."""

import re
from collections.abc import Iterable
from typing import Final

import pyoxigraph as ox

from ...graph.text import visible
from ...ontology.terms import DCTERMS, PREFIXES, RDF, XSD, ZT
from .exporter import Measured
from .outline import Object, Thing, outline
from .portions import Portion

__all__ = ["RELATIVE", "Names", "Turtle", "literal"]

_HAN: Final = "\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LOCAL: Final = re.compile(f"[A-Za-z0-9_{_HAN}][A-Za-z0-9_{_HAN}-]*")
_SCOPED: Final = re.compile(r"(?P<space>.*/(?P<name>(?:agency|collective)/[A-Za-z0-9-]+|place|sector)/)[^/#?]+")
"""IRIs of data that a prefix makes short: agency-630000:青海省商务厅."""
_BASE: Final = re.compile(r"(?P<base>https?://[^#?]*/)document/")
RELATIVE: Final = re.compile(r"[A-Za-z0-9][^:/?#]*(?:/[^/?#.][^/?#]*)*(?:#[^#]*)?")
"""What may be written relative to a base that ends in a slash and means the same when it is resolved again."""
_INTEGER: Final = re.compile(r"[+-]?[0-9]+")
_DECIMAL: Final = re.compile(r"[+-]?[0-9]+\.[0-9]+")
_ESCAPES: Final = {c: f"\\u{c:04X}" for c in (*range(0x20), 0x7F, 0x85, 0x2028, 0x2029)} | {
    ord("\\"): "\\\\",
    ord('"'): '\\"',
    ord("\t"): "\\t",
    ord("\n"): "\\n",
    ord("\r"): "\\r",
}
_LONG: Final = {**_ESCAPES, ord("\n"): "\n"}
_WIDTH: Final = 100
"""Beyond so many characters a list of values goes on a line each."""


class Names:
    """Writes IRIs as short as they can be read back: with a prefix, or relative to a base.

    Attributes:
        base: the IRI that others are relative to; empty without one.
    """

    def __init__(self, prefixes: dict[str, str]) -> None:
        self._prefixes = dict(prefixes)
        self._spaces = {space: prefix for prefix, space in prefixes.items()}
        self.base = ""

    def declare(self, things: Iterable[Object]) -> list[tuple[str, str]]:
        """Takes up a prefix for each kind and area of units, places and sectors among things; gives the new ones."""
        new = {}
        for thing in things:
            match = _SCOPED.fullmatch(thing.value) if isinstance(thing, ox.NamedNode) else None
            if match and match["space"] not in self._spaces:
                prefix = match["name"].replace("/", "-")
                if prefix not in self._prefixes and prefix not in new and not prefix.endswith("-"):
                    new[prefix] = match["space"]
        self._prefixes |= new
        self._spaces |= {space: prefix for prefix, space in new.items()}
        return sorted(new.items())

    def iri(self, iri: str) -> str:
        """An IRI."""
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = self._spaces.get(iri[:cut])
        if prefix is not None and _LOCAL.fullmatch(iri, cut):
            return f"{prefix}:{iri[cut:]}"
        if self.base and iri.startswith(self.base) and RELATIVE.fullmatch(iri, len(self.base)):
            return f"<{iri[len(self.base) :]}>"
        return f"<{iri}>"

    def term(self, term: Object) -> str:
        """A term."""
        if isinstance(term, ox.NamedNode):
            return self.iri(term.value)
        if isinstance(term, ox.Triple):
            return f"<<( {term} )>>"
        return literal(term, self) if isinstance(term, ox.Literal) else str(term)


def literal(term: ox.Literal, names: Names) -> str:
    """A literal: numbers and truths bare where that says the same, texts of several lines on several lines."""
    text, datatype = term.value, term.datatype.value
    if (
        (datatype == XSD.integer and _INTEGER.fullmatch(text))
        or (datatype == XSD.decimal and _DECIMAL.fullmatch(text))
        or (datatype == XSD.boolean and text in {"true", "false"})
    ):
        return text
    quoted = f'"""{text.translate(_LONG)}"""' if "\n" in text else f'"{text.translate(_ESCAPES)}"'
    if term.language:
        return f"{quoted}@{term.language}"
    return quoted if datatype == XSD.string else f"{quoted}^^{names.iri(datatype)}"


class Turtle:
    """Writes portions of a graph.

    Args:
        out: the file.
    """

    def __init__(self, out: Measured) -> None:
        self._out = out
        self._names = Names(PREFIXES)
        self._tell(f"@prefix {prefix}: <{space}> .\n" for prefix, space in PREFIXES.items())

    def write(self, item: Portion) -> None:
        """Writes one portion."""
        if not item.fresh:
            return
        trees = outline(item.fresh)
        notice = item.notice or _only_notice(trees)
        if notice is not None:
            self._head(_title(trees, notice) or notice)
            self._names.base = f"{notice}/"
        else:
            self._head(item.graph.value if isinstance(item.graph, ox.NamedNode) else "")
            bases = (_BASE.match(t.subject.value) for t in item.fresh if isinstance(t.subject, ox.NamedNode))
            self._names.base = next((match["base"] for match in bases if match), "")
        if self._names.base:
            self._tell([f"\n@base <{self._names.base}> .\n"])
        new = self._names.declare(term for t in item.fresh for term in (t.subject, t.object))
        self._tell(f"@prefix {prefix}: <{space}> .\n" for prefix, space in new)
        for tree in trees:
            self._thing(tree)

    def finalise(self) -> None:
        """Nothing stands at the end."""

    def _head(self, text: str) -> None:
        if text:
            self._tell([f"\n\n# {'═' * 76}\n# {_comment(text)}\n# {'═' * 76}\n"])

    def _thing(self, thing: Thing) -> None:
        types = thing.types()
        if ZT.Section in types:
            heading = thing.one(ZT.numberAsWritten) + thing.one(ZT.heading)
            self._tell([f"\n\n# ──── 章节 section {thing.one(ZT.sectionNumber)}: {_comment(heading)}\n"])
        elif ZT.Task in types:
            said = f"{thing.one(ZT.taskNumber)}: {thing.one(ZT.text)}"
            self._tell([f"\n# 任务 task {_comment(said, 48)}\n"])
        elif ZT.Clause not in types and ZT.Assignment not in types and ZT.Evidence not in types:
            self._tell(["\n"])
        self._tell([_block(thing, self._names)])
        for _, lower in thing.below:
            self._thing(lower)

    def _tell(self, lines: Iterable[str]) -> None:
        self._out.write("".join(lines).encode())


def _only_notice(trees: list[Thing]) -> str | None:
    """Of a graph without names, such as that of a Turtle file: the one notice in it."""
    found = [t.subject.value for t in trees if isinstance(t.subject, ox.NamedNode) and ZT.Notice in t.types()]
    return found[0] if len(found) == 1 else None


def _title(trees: list[Thing], notice: str) -> str:
    for tree in trees:
        if isinstance(tree.subject, ox.NamedNode) and tree.subject.value == notice:
            return f"{tree.one(ZT.documentNumber)} {tree.one(DCTERMS.title)}".strip()
    return ""


def _comment(text: str, length: int = 200) -> str:
    """One line that nothing in a text can end."""
    line = visible(" ".join(text.split()))
    return line if len(line) <= length else f"{line[:length]}…"


def _block(thing: Thing, names: Names) -> str:
    lines = []
    for predicate, found in thing.statements.items():
        terms = [names.term(term) for term in found]
        long = sum(map(len, terms)) > _WIDTH
        said = (" ,\n        " if long else " , ").join(terms)
        lines.append(f"    {'a' if predicate == RDF.type else names.iri(predicate)} {said}")
    return f"{names.term(thing.subject)}\n" + " ;\n".join(lines) + " .\n"
