"""Whose area an issuer's names belong to."""

from ..ontology.places import CENTRE, UNPLACED, chain, find
from .fold import fold
from .unit_patterns import CENTRAL, COUNTY_OF_ISSUER, OF_THE_CENTRE_AT

__all__ = ["jurisdiction_of"]


def jurisdiction_of(issuer: str, year: int | None = None) -> str:
    """The scope of an issuer's names: the division code of its area, 000000 for the centre (教育部).

    An area that the tables do not hold gives a scope of its own: 浙江省某某县人民政府
    → 330000-某某县, an issuer whose place is not known → unplaced-….
    """
    name = OF_THE_CENTRE_AT.sub("", fold(issuer).replace(" ", ""))
    code = None
    while (inner := find(name, near=code or CENTRE, year=year)) and (code is None or code in chain(inner[0])[1:]):
        code = inner[0]
        name = name[inner[1] :]
    # Below the tables' depth the name itself keeps areas apart: two counties' 县财政局 are two.
    if (code is None or len(chain(code)) < 4) and (county := COUNTY_OF_ISSUER.match(name)):
        return f"{code or UNPLACED}-{county[1]}"
    if code is not None:
        return code
    return CENTRE if CENTRAL.match(name) else f"{UNPLACED}-{name[:30]}" if name else UNPLACED
