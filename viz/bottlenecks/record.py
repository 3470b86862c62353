"""The analysis of bottlenecks as JSON: all figures, and the words of the notices behind each finding."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict

from ...graph.columns import Assignment, Responsibilities, Unit
from ...graph.coordination.bottlenecks import Bottleneck, Bottlenecks
from ...graph.coordination.findings import Finding
from ...graph.coordination.load import Load
from ...graph.coordination.what_if import Change, Difference
from .notes import notes
from .words import Sentences

__all__ = ["as_record", "difference_record"]

Record = dict[str, object]


def as_record(r: Responsibilities, b: Bottlenecks) -> Record:
    """All of it: figures as numbers; notices, tasks, clauses and units by IRI; findings with their evidence."""
    said: defaultdict[str, list[Assignment]] = defaultdict(list)
    for a in r.assignments:
        said[a.unit].append(a)
    sentences = Sentences(r, b)
    return {
        "notices": [{"iri": n.iri, "number": n.number, "title": n.title, "year": n.year} for n in r.notices.values()],
        "choice": asdict(b.choice),
        "rules": asdict(b.rules),
        "network": asdict(b.network),
        "resamples": _resamples(b),
        "null_model": _null_model(b),
        "validated_pairs": _pairs(r, b),
        "notes": notes(r, b),
        "units": [_unit(r, sentences, unit, said[unit.unit.iri]) for unit in b.units],
        "collectives": [_load(load) for load in b.collectives],
    }


def difference_record(found: Difference) -> Record:
    """What a change of the plan would do: the network and the units that change, before and after."""
    return {
        "network": {"before": asdict(found.before), "after": asdict(found.after)},
        "units": [_change(change) for change in found.units],
    }


def _change(change: Change) -> Record:
    return _named(change.unit) | {"before": _place(change.before), "after": _place(change.after)}


def _place(unit: Bottleneck | None) -> Record | None:
    if unit is None:
        return None
    return {
        "clauses": dict(unit.load.clauses),
        "partners": unit.partners,
        "betweenness": unit.betweenness,
        "bipartite": unit.bipartite,
        "participation": unit.load.participation,
        "constraint": unit.constraint,
        "effective_size": unit.effective_size,
        "brokerage": unit.brokerage.total,
        "removal": unit.removal and asdict(unit.removal),
        "cuts_off": unit.cuts_off,
    }


def _resamples(b: Bottlenecks) -> Record | None:
    if b.resampled is None:
        return None
    return {"number": b.resampled.resamples, "confidence": b.resampled.confidence, "seed": b.resampled.seed}


def _null_model(b: Bottlenecks) -> Record | None:
    if b.null is None:
        return None
    return {
        "units": len(b.null.units),
        "groups": b.null.groups,
        "draws": b.null.draws,
        "burn_in": b.null.burn_in,
        "thinning": b.null.thinning,
        "seed": b.null.seed,
    }


def _pairs(r: Responsibilities, b: Bottlenecks) -> list[Record] | None:
    if b.validated is None:
        return None
    return [
        {
            "units": [_named(r.units[pair.one]), _named(r.units[pair.other])],
            "count": pair.count,
            "p": pair.p,
            "q": pair.q,
        }
        for pair in b.validated.pairs
    ]


def _unit(r: Responsibilities, sentences: Sentences, unit: Bottleneck, said: Sequence[Assignment]) -> Record:
    return _load(unit.load) | {
        "partners": [_named(r.units[iri]) for iri in unit.partners],
        "shared": unit.shared,
        "betweenness": unit.betweenness,
        "betweenness_error": unit.betweenness_error,
        "betweenness_interval": unit.betweenness_interval and asdict(unit.betweenness_interval),
        "load_interval": unit.load_interval and asdict(unit.load_interval),
        "expected": unit.expected and asdict(unit.expected),
        "bipartite": unit.bipartite,
        "constraint": unit.constraint,
        "effective_size": unit.effective_size,
        "core": unit.core,
        "brokerage": asdict(unit.brokerage),
        "removal": unit.removal and asdict(unit.removal),
        "cuts_off": [_named(r.units[iri]) for iri in unit.cuts_off],
        "validated": unit.validated,
        "findings": [
            {
                "label": finding.label,
                "why": sentences.of(unit, finding),
                "groups": finding.groups,
                "evidence": _evidence(r, said, finding),
            }
            for finding in unit.findings
        ],
    }


def _evidence(r: Responsibilities, said: Sequence[Assignment], finding: Finding) -> list[Record]:
    """The words that name the unit in the clauses (or tasks) behind a finding, with their places in the notices."""
    behind = frozenset(finding.groups)
    return [
        {
            "notice": r.tasks[a.task].notice,
            "task": r.tasks[a.task].number,
            "clause": a.clause,
            "role": a.role,
            "written": a.written,
            "start": a.start,
            "end": a.end,
        }
        for a in said
        if a.clause in behind or a.task in behind
    ]


def _load(load: Load) -> Record:
    return _named(load.unit) | {
        "kind": _local(load.unit.kind),
        "level": _local(load.unit.level),
        "clauses": dict(load.clauses),
        "tasks": dict(load.tasks),
        "sections": load.sections,
        "sectors": dict(load.sectors),
        "participation": load.participation,
    }


def _local(iri: str | None) -> str | None:
    return None if iri is None else iri.rpartition("#")[2]


def _named(unit: Unit) -> Record:
    return {"unit": unit.iri, "name": unit.name}
