"""All that the authority tables say, as quads: what `zhengtu authority` writes."""

from ..ontology.agencies import Authority, authority
from ..ontology.changes import changes
from ..ontology.iris import DEFAULT_BASE, Iris
from ..ontology.issuers import issuer_codes
from ..ontology.places import places
from ..ontology.sectors import sectors
from .authority_quads import AuthorityStatements
from .statements import Quad

__all__ = ["authority_quads"]


def authority_quads(base: str = DEFAULT_BASE, tables: Authority | None = None) -> list[Quad]:
    """Every row of the tables, with its source, each kind in its own graph; without repetition, in a fixed order.

    Agencies are those that the tables name with their place; rows that hold for
    every place of a tier stand as patterns, since only a notice attests that a
    place has such a body. Changes are those of the centre, of provinces, and of the
    places that the tables name.

    Args:
        base: the IRI under which data live; ends in /.
        tables: the authority; the shipped one unless given.

    Raises:
        ValueError: if `base` is no absolute IRI that ends in /.
    """
    tables = tables or authority()
    statements = AuthorityStatements(Iris(base))
    for code in places():
        statements.place(code)
    for agency in tables.written_out():
        statements.agency(agency)
    for pattern in tables.patterns:
        if pattern.kind == "Government" or not tables.places_of(pattern):
            statements.pattern(pattern)
    for code, entry in places().items():
        if entry.tier in ("central", "provincial"):
            for change in changes(code):
                statements.change(change)
    for sector in sectors().values():
        statements.sector(sector)
    for owners in issuer_codes().values():
        for owner in owners:
            statements.issuer_code(owner)
    return list(dict.fromkeys(statements.quads))
