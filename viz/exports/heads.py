"""What the data say of themselves: dates and places of the notices, and the software that read them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from ...graph.sparql import Source, values

__all__ = ["Heads", "heads"]

_NOTICES: Final = """
SELECT ?notice (MIN(STR(?d)) AS ?issued) (MIN(STR(?p)) AS ?place) WHERE {
  #only#
  ?notice a zt:Notice .
  OPTIONAL { ?notice dcterms:issued ?d }
  OPTIONAL { ?notice zt:jurisdiction ?p }
} GROUP BY ?notice ORDER BY ?notice"""
_SOFTWARE: Final = """
SELECT DISTINCT ?agent ?version WHERE {
  #only#
  ?made zt:statementsOf ?notice ; prov:wasGeneratedBy/prov:wasAssociatedWith ?agent .
  ?agent zt:softwareVersion ?version .
} ORDER BY ?agent ?version"""


@dataclass(frozen=True, slots=True)
class Heads:
    """What the data say of themselves: dates and places of the notices, and the software that read them."""

    dates: Mapping[str, str]
    places: tuple[str, ...]
    software: tuple[tuple[str, str], ...]


def heads(source: Source, notice: str | None) -> Heads:
    """Reads it.

    Raises:
        GraphError: if an endpoint does not answer.
    """
    only = "" if notice is None else f"VALUES ?notice {{ {ox.NamedNode(notice)} }}"
    rows = values(source, _NOTICES.replace("#only#", only))
    software = values(source, _SOFTWARE.replace("#only#", only))
    return Heads(
        {str(iri): str(issued)[:10] for iri, issued, _ in rows if issued is not None},
        tuple(sorted({str(place) for _, _, place in rows if place is not None})),
        tuple((str(agent), str(version)) for agent, version in software),
    )
