"""A unit's place among its neighbours: constraint, effective size, k-core; and brokerage between kinds of units."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import networkx as nx
import numpy as np
from scipy import sparse

from .pairs import Floats, Pairs

__all__ = ["Brokerage", "brokerage", "constraint", "core_number", "effective_size"]

_ROWS: Final = 500


def constraint(of: Pairs) -> Floats:
    """Burt's constraint of each unit: how far its ties lead back to each other; not a number without ties.

    Σ_j (p_ij + Σ_q p_iq p_qj)² over neighbours j, p_ij being the share of i's tie strength that goes to j (Burt 1992,
    Structural Holes, ch. 2). Low where a unit's partners do not meet elsewhere; it can exceed 1 for one or two ties.
    """
    tie, share, ties = _matrices(of)
    direct = share + _where_tied(share, share, tie)
    values: Floats = np.asarray(direct.multiply(direct).multiply(tie).sum(axis=1), dtype=np.float64).ravel()
    values[ties == 0] = np.nan
    return values


def effective_size(of: Pairs) -> Floats:
    """Burt's effective size of each unit: its partners less what they have in common; not a number without ties.

    Σ_j (1 − Σ_q p_iq m_jq), q ≠ i, j, m_jq being j's tie to q over j's strongest tie (Burt 1992, Structural Holes,
    ch. 2). Between 1 and the number of partners.
    """
    tie, share, ties = _matrices(of)
    weight = _symmetric(of, of.weight)
    strongest = weight.max(axis=1).toarray().ravel() if of.n else np.zeros(0)
    relative = sparse.diags_array(np.divide(1.0, strongest, where=strongest > 0, out=np.zeros(of.n))) @ weight
    redundant = np.asarray(_where_tied(share, sparse.csr_array(relative.T), tie).sum(axis=1)).ravel()
    values: Floats = ties - redundant
    values[ties == 0] = np.nan
    return values


def core_number(of: Pairs) -> list[int]:
    """The largest k for which each unit is in the k-core, the part where all have k partners in that part.

    Seidman (1983), Social Networks 5, 269–287. One clause of n units makes an (n−1)-core by itself.
    """
    network: nx.Graph[int] = nx.Graph()
    network.add_nodes_from(range(of.n))
    network.add_edges_from(zip(of.one.tolist(), of.other.tolist(), strict=True))
    found = nx.core_number(network)
    return [found[i] for i in range(of.n)]


@dataclass(frozen=True, slots=True)
class Brokerage:
    """Gould–Fernandez counts of one unit v: pairs a → v → c where a does not lead c itself.

    Attributes:
        coordinator: all three of one kind.
        consultant: a and c of one kind, v of another (Gould and Fernandez' itinerant broker).
        gatekeeper: v and c of one kind: v takes work from another kind in.
        representative: a and v of one kind: v passes its kind's work to another.
        liaison: three kinds.
    """

    coordinator: int = 0
    consultant: int = 0
    gatekeeper: int = 0
    representative: int = 0
    liaison: int = 0

    @property
    def total(self) -> int:
        """All pairs."""
        return self.coordinator + self.consultant + self.gatekeeper + self.representative + self.liaison


def brokerage(network: "nx.DiGraph[str]", kind: Mapping[str, str]) -> dict[str, Brokerage]:
    """Brokerage roles between kinds of units (Gould and Fernandez 1989, Sociol. Methodol. 19, 89–126).

    Args:
        network: lead → support and responsible, as `networks.lead_network` gives it.
        kind: of each unit.
    """
    after = {unit: set(network.successors(unit)) for unit in network}
    return {unit: _brokered(network, after, kind, unit) for unit in network}


def _brokered(
    network: "nx.DiGraph[str]", after: Mapping[str, set[str]], kind: Mapping[str, str], unit: str
) -> Brokerage:
    own = kind[unit]
    counts: Counter[str] = Counter()
    for before in network.predecessors(unit):
        for last in after[unit] - after[before] - {before}:
            first_kind, last_kind = kind[before], kind[last]
            if first_kind == last_kind:
                counts["coordinator" if own == first_kind else "consultant"] += 1
            elif own == last_kind:
                counts["gatekeeper"] += 1
            else:
                counts["representative" if own == first_kind else "liaison"] += 1
    return Brokerage(**counts)


def _symmetric(of: Pairs, values: Floats) -> sparse.csr_array:
    ends = np.concatenate([of.one, of.other]), np.concatenate([of.other, of.one])
    return sparse.csr_array((np.concatenate([values, values]), ends), shape=(of.n, of.n))


def _where_tied(one: sparse.csr_array, other: sparse.csr_array, tie: sparse.csr_array) -> sparse.csr_array:
    """The product of two matrices where units are tied, some rows at a time: all of it is as good as dense."""
    rows = range(0, max(1, tie.shape[0]), _ROWS)
    parts = [(one[i : i + _ROWS] @ other).multiply(tie[i : i + _ROWS]) for i in rows]
    return sparse.csr_array(sparse.vstack(parts))


def _matrices(of: Pairs) -> tuple[sparse.csr_array, sparse.csr_array, Floats]:
    """Whether two units share a group; the share of the first's tie strength that goes to the second; ties of each."""
    tie, weight = _symmetric(of, np.ones(len(of.one))), _symmetric(of, of.weight)
    strength = np.asarray(weight.sum(axis=1)).ravel()
    share = sparse.diags_array(np.divide(1.0, strength, where=strength > 0, out=np.zeros(of.n))) @ weight
    return tie, sparse.csr_array(share), np.asarray(tie.sum(axis=1)).ravel().astype(np.float64)
