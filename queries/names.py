"""Which unit, and which document, a user's words mean in a graph."""

import difflib
import re
import unicodedata
from collections.abc import Iterable
from typing import Final

import pyoxigraph as ox

from ..graph.errors import QueryError
from ..graph.sparql import Source, run, values

__all__ = ["document_named", "near_names", "notice_named", "unit_named"]

_UNITS: Final = """
SELECT DISTINCT ?unit ?name ?place ?listed WHERE {{
  {{ SELECT DISTINCT ?unit WHERE {{
      VALUES ?label {{ {labels} }}
      {{ ?unit zt:name|skos:altLabel|skos:prefLabel ?label }}
      UNION {{ ?any zt:nameAsWritten ?label ; zt:unit ?unit }}
    }} }}
  ?unit zt:name ?name .
  FILTER NOT EXISTS {{ ?unit a zt:Place }}
  OPTIONAL {{ ?unit zt:jurisdiction/zt:name ?place }}
  BIND(EXISTS {{ ?unit dcterms:source ?source }} AS ?listed)
}} ORDER BY STR(?name) ?unit STR(?place)"""
_NAMED_IN: Final = """
SELECT DISTINCT ?unit WHERE {{
  ?assignment zt:unit ?unit ; zt:ofClause/zt:ofTask/zt:partOf {document} .
}} ORDER BY ?unit"""
_NAMES: Final = """
SELECT DISTINCT ?label ?name WHERE {
  { SELECT DISTINCT ?unit ?name WHERE { ?share zt:unit|zt:dutyUnit ?unit . ?unit zt:name ?name } }
  { ?unit zt:name|skos:altLabel|skos:prefLabel ?label }
  UNION { ?assignment zt:unit ?unit ; zt:nameAsWritten ?label }
} ORDER BY STR(?label) LANG(?label) STR(?name)"""
_DOCUMENTS: Final = """
SELECT DISTINCT ?document WHERE {{
  VALUES ?label {{ {labels} }}
  {{ ?document zt:documentNumber|dcterms:title ?label . FILTER NOT EXISTS {{ ?document a zt:WorkPlan }} }}
  UNION {{ ?plan dcterms:title ?label . ?document zt:issuesPlan ?plan }}
  UNION {{ ?citation zt:titleAsWritten ?label ; zt:citedDocument ?document }}
}} ORDER BY ?document"""
_BY_TITLE_ALONE: Final = """
SELECT ?alone WHERE {{
  VALUES ?document {{ {documents} }}
  ?document zt:citedByTitleAs ?alone .
}} GROUP BY ?alone HAVING (COUNT(DISTINCT ?document) = 1) ORDER BY ?alone"""
_IS_NOTICE: Final = "ASK {{ {document} a zt:Notice }}"
_IS_KNOWN: Final = "ASK {{ {{ {document} ?property ?value }} UNION {{ ?by zt:citedDocument {document} }} }}"
_NOTICE_NAMES: Final = """
SELECT DISTINCT ?name WHERE { ?notice a zt:Notice ; zt:documentNumber|dcterms:title ?name } ORDER BY STR(?name)"""
_DOCUMENT_NAMES: Final = """
SELECT ?document (MIN(STR(?n)) AS ?number) (MIN(STR(?t)) AS ?title) WHERE {{
  VALUES ?document {{ {documents} }}
  OPTIONAL {{ ?document zt:documentNumber ?n }}
  OPTIONAL {{ ?document dcterms:title ?t }}
}} GROUP BY ?document ORDER BY ?document"""
_NUMBER: Final = re.compile(r"(?P<code>.+?)[〔\[(【〖{﹝「](?P<year>\d{4})[〕\])】〗}﹞」]第?0*(?P<serial>[1-9]\d*)号?")
"""A document number after NFKC and without spaces, in any brackets."""


def unit_named(source: Source, name: str, *, document: str | None = None) -> str:
    """The IRI of the unit that a name means: a full name, a short form, one as written, or an IRI.

    Args:
        source: the graph that is asked.
        name: the name, Chinese or English.
        document: IRI of the notice in question; of several units with one short form it decides for
            the one that this notice names.

    Raises:
        QueryError: if the graph has no such unit, or several.
    """
    name = name.strip()
    if not name:
        raise QueryError("the name of the unit is empty")
    if _is_iri(name):
        return name
    found = {}
    for unit, full, place, listed in values(source, _UNITS.format(labels=_literals(name))):
        found[str(unit)] = (str(full), str(place) if place else "", bool(listed))
    if len(found) > 1 and document is not None:
        own = {str(u) for (u,) in values(source, _NAMED_IN.format(document=ox.NamedNode(document)))}
        found = {unit: known for unit, known in found.items() if unit in own} or found
    if len(found) > 1:
        # A unit that the authority does not know keeps a short form as its name, which settles nothing.
        sure = [unit for unit, (full, _, listed) in found.items() if listed and full == name]
        if len(sure) == 1:
            return sure[0]
    if len(found) == 1:
        return next(iter(found))
    if found:
        full_names = [full for full, _, _ in found.values()]
        if len(set(full_names)) == len(full_names):
            raise QueryError(f"{name} may be {_either(full_names)}; give the full name, or name the notice")
        told = [f"{full} ({place or 'unknown place'}, {unit})" for unit, (full, place, _) in found.items()]
        raise QueryError(f"{name} may be {_either(told)}; give the IRI, or name the notice")
    near = near_names(name, ((str(label), str(full)) for label, full in values(source, _NAMES)))
    raise QueryError(f"no unit in this graph is called {name}{near}")


def near_names(name: str, known: Iterable[tuple[str, str]]) -> str:
    """A question to be put behind a message that nothing is called so: did you mean one of at most three.

    >>> near_names("省卫健委", [("省卫生计生委", "青海省卫生和计划生育委员会"), ("省财政厅", "青海省财政厅")])
    '; did you mean 青海省卫生和计划生育委员会?'
    >>> near_names("青海省", [("青海省人民政府办公厅", "青海省人民政府办公厅")])
    '; did you mean 青海省人民政府办公厅?'

    Args:
        name: as somebody gave it.
        known: forms of names with the full name that each stands for.

    Returns:
        The question, or nothing where no name is like it.
    """
    forms: dict[str, dict[str, None]] = {}
    for form, full in known:
        forms.setdefault(form, {})[full] = None
    like = difflib.get_close_matches(name, forms, n=12, cutoff=0.5)
    like += sorted((form for form in forms if name in form), key=lambda form: (len(form), form))
    near = list(dict.fromkeys(full for form in like for full in forms[form]))[:3]
    return f"; did you mean {_either(near)}?" if near else ""


def notice_named(source: Source, text: str) -> str:
    """The IRI of a notice that was read; otherwise as `document_named`."""
    iri = document_named(source, text)
    named = ox.NamedNode(iri)
    if not run(source, _IS_NOTICE.format(document=named)).boolean:
        if not run(source, _IS_KNOWN.format(document=named)).boolean:
            raise QueryError(f"this graph knows no document {text}; zhengtu query notices lists those that were read")
        raise QueryError(f"{text} is a document that this graph only cites; its own text was not read")
    return iri


def document_named(source: Source, text: str) -> str:
    """The IRI of the document that a text means: a document number in any brackets, a title, or an IRI.

    Raises:
        QueryError: if the graph has no such document, or several.
    """
    text = text.strip()
    if not text:
        raise QueryError("the number or title of the document is empty")
    if _is_iri(text):
        return text
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    match = _NUMBER.fullmatch(plain)
    labels = {text, text.strip("《》")}
    if match:
        labels.add(f"{match['code']}〔{match['year']}〕{match['serial']}号")
    found = [str(d) for (d,) in values(source, _DOCUMENTS.format(labels=_literals(*sorted(labels))))]
    if len(found) > 1:
        # Cited by title alone here and read with its number there: one document, which goes by its number.
        listed = " ".join(str(ox.NamedNode(iri)) for iri in found)
        alone = {str(a) for (a,) in values(source, _BY_TITLE_ALONE.format(documents=listed))}
        found = [iri for iri in found if iri not in alone] or found
    if len(found) == 1:
        return found[0]
    if found:
        raise QueryError(f"{text} may be {_either(_told(source, found))}; give one of these IRIs")
    near = difflib.get_close_matches(text, (str(n) for (n,) in values(source, _NOTICE_NAMES)), n=3, cutoff=0.3)
    raise QueryError(
        f"no document in this graph has the number or title {text}"
        + (f"; did you mean {_either(near)}?" if near else "")
    )


def _told(source: Source, documents: list[str]) -> list[str]:
    """Documents by number or title, each with its IRI."""
    listed = " ".join(str(ox.NamedNode(iri)) for iri in documents)
    rows = values(source, _DOCUMENT_NAMES.format(documents=listed))
    names = {str(iri): str(number or title) for iri, number, title in rows if number or title}
    return [f"{names[iri]} ({iri})" if iri in names else iri for iri in documents]


def _is_iri(text: str) -> bool:
    if not text.startswith(("http://", "https://", "urn:")):
        return False
    try:
        ox.NamedNode(text)
    except ValueError:
        raise QueryError(f"{text!r} is no IRI") from None
    return True


def _literals(*texts: str) -> str:
    """Each text as a plain literal and in both languages: labels have a language, names have none."""
    try:
        return " ".join(
            str(literal)
            for text in texts
            for literal in (ox.Literal(text), ox.Literal(text, language="zh"), ox.Literal(text, language="en"))
        )
    except ValueError:
        raise QueryError("a name holds signs that are no text") from None


def _either(names: list[str]) -> str:
    shown = names[:6]
    return " or ".join(shown) + (f" or one of {len(names) - len(shown)} more" if len(names) > len(shown) else "")
