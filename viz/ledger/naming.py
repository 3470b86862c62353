"""What a ledger calls the units: by their official names, or as the notices write them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ...graph.columns import Responsibilities, Role
from .memory import Names
from .rows import Entry

__all__ = ["Naming", "joint", "naming"]


@dataclass(frozen=True, slots=True)
class Naming:
    """The names of a ledger.

    Attributes:
        names: which kind.
        of: name of each unit by IRI, where no clause is spoken of; no two have the same.
        official: official name of each unit by IRI.
        forms: how often each unit is written in which way.
    """

    names: Names
    of: Mapping[str, str]
    official: Mapping[str, str] = field(default_factory=dict)
    forms: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def listed(self, entries: Iterable[Entry], role: Role) -> list[str]:
        """The units of some clauses in a role, each once: where names are as written, as the clause writes them."""
        found: dict[str, str] = {}
        for named in (n for e in entries for n in e.named if n.role == role):
            written = named.written if self.names == "written" else ""
            found.setdefault(named.unit, written or self.of[named.unit])
        # One phrase may stand for several units.
        return list(dict.fromkeys(found.values()))


def naming(r: Responsibilities, entries: Iterable[Entry], names: Names) -> Naming:
    """Chooses the names.

    Args:
        r: who answers for what.
        entries: the clauses.
        names: which kind. A unit that is written in several ways is called by the commonest of them, the first
            of several; one whose commonest stands for another unit too, or is another's official name, keeps its own.
    """
    official = {iri: unit.name for iri, unit in r.units.items()}
    forms: dict[str, Counter[str]] = {}
    for named in (n for e in entries for n in e.named if n.written):
        forms.setdefault(named.unit, Counter())[named.written] += 1
    return _chosen(names, official, forms)


def joint(of: Iterable[Naming], names: Names) -> Naming:
    """The names of several parts of a ledger together."""
    official: dict[str, str] = {}
    forms: dict[str, Counter[str]] = {}
    for one in of:
        official.update(one.official)
        for iri, written in one.forms.items():
            forms.setdefault(iri, Counter()).update(written)
    return _chosen(names, official, forms)


def _chosen(names: Names, official: Mapping[str, str], forms: Mapping[str, Mapping[str, int]]) -> Naming:
    if names == "official":
        return Naming(names, official, official, forms)
    commonest = {iri: max(written, key=lambda form: written[form]) for iri, written in forms.items()}
    taken = Counter(commonest.get(iri, name) for iri, name in official.items())
    known = Counter(official.values())
    of = {}
    for iri, name in official.items():
        form = commonest.get(iri, name)
        of[iri] = form if taken[form] == 1 and known[form] - (form == name) == 0 else name
    return Naming(names, of, official, forms)
