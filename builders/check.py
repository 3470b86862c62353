"""Proves the vocabulary's invariants on the quads themselves, in every build.

It reads nothing but quads, so a fault in `parse` or `quads` cannot hide itself:

1. an assignment has one clause, unit, role, name and evidence, and a unit one full name;
2. a clause has one task, a task one notice, and no number comes twice;
3. the shortcuts of clauses and tasks are just what the assignments say;
4. every evidence node quotes what stands at its offsets;
5. what must have evidence has one evidence node;
6. data IRIs are made of the characters that the vocabulary allows.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from ..ontology.terms import OA, RDF, ZT
from .errors import InvariantError
from .statements import Quad

__all__ = ["check"]

_SHORTCUTS: Final = {
    f"<{ZT.Lead}>": ZT.leadUnit,
    f"<{ZT.Support}>": ZT.supportUnit,
    f"<{ZT.Responsible}>": ZT.responsibleUnit,
}
_WITH_EVIDENCE: Final = (ZT.Assignment, ZT.Citation, ZT.BackReference, ZT.Target, ZT.Section, ZT.Task, ZT.Rule)
_PATH: Final = re.compile("[A-Za-z0-9\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff/-]+(?:#char=\\d+,\\d+)?")
_UNESCAPE: Final = re.compile(r"\\(?:u([0-9A-F]{4})|(.))")
_SIGNS: Final = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}

_Index = dict[str, dict[str, set[str]]]


def check(quads: Iterable[Quad], base: str) -> None:
    """Raises `InvariantError`, with the first faults found, if the quads break a promise.

    Args:
        quads: of one notice or more.
        base: the IRI under which their subjects must stand.
    """
    by_subject: _Index = defaultdict(lambda: defaultdict(set))
    of_type: dict[str, list[str]] = defaultdict(list)
    for quad in quads:
        by_subject[quad.subject][quad.predicate].add(quad.object)
        if quad.predicate == RDF.type:
            of_type[quad.object[1:-1]].append(quad.subject)
    faults = [
        *_single(by_subject, of_type),
        *_shortcuts(by_subject, of_type),
        *_evidence(by_subject, of_type),
        *_numbers(by_subject, of_type),
        *(
            f"IRI {s} is not made after the patterns"
            for s in by_subject
            if not (s.startswith(base) and _PATH.fullmatch(s, len(base)))
        ),
    ]
    if faults:
        raise InvariantError("; ".join(faults[:5]))


def _single(index: _Index, of_type: dict[str, list[str]]) -> Iterable[str]:
    required = (
        (ZT.Assignment, (ZT.ofClause, ZT.unit, ZT.role, ZT.nameAsWritten)),
        (ZT.Clause, (ZT.ofTask, ZT.clauseNumber, ZT.text)),
        (ZT.Task, (ZT.partOf, ZT.taskNumber, ZT.text)),
        (ZT.Citation, (ZT.citedDocument, ZT.citationRelation, ZT.citedIn)),
        (ZT.BackReference, (ZT.refersTo, ZT.standsIn)),
        (ZT.Target, (ZT.value, ZT.unitText, ZT.comparator)),
        (ZT.Agency, (ZT.name,)),
        (ZT.CollectiveUnit, (ZT.name,)),
    )
    for kind, predicates in required:
        for subject in of_type[kind]:
            for predicate in predicates:
                if len(index[subject][predicate]) != 1:
                    yield f"{subject} has {len(index[subject][predicate])} values of {predicate}"
    with_clauses = {o[1:-1] for s in of_type[ZT.Clause] for o in index[s][ZT.ofTask]}
    yield from (f"{task} has no clause" for task in of_type[ZT.Task] if task not in with_clauses)


def _shortcuts(index: _Index, of_type: dict[str, list[str]]) -> Iterable[str]:
    wanted: dict[tuple[str, str], set[str]] = defaultdict(set)
    for assignment in of_type[ZT.Assignment]:
        said = index[assignment]
        for clause in said[ZT.ofClause]:
            holders = [clause[1:-1], *(t[1:-1] for t in index[clause[1:-1]][ZT.ofTask])]
            for holder in holders:
                for role in said[ZT.role]:
                    wanted[holder, _SHORTCUTS[role]] |= said[ZT.unit]
                wanted[holder, ZT.involves] |= said[ZT.unit]
    for holder in (*of_type[ZT.Clause], *of_type[ZT.Task]):
        for shortcut in (*_SHORTCUTS.values(), ZT.involves):
            if index[holder].get(shortcut, set()) != wanted.get((holder, shortcut), set()):
                yield f"{shortcut} of {holder} is not what its assignments say"


def _evidence(index: _Index, of_type: dict[str, list[str]]) -> Iterable[str]:
    for kind in _WITH_EVIDENCE:
        for subject in of_type[kind]:
            if len(index[subject][ZT.evidence]) != 1:
                yield f"{subject} has {len(index[subject][ZT.evidence])} evidence nodes"
    for clause in of_type[ZT.Clause]:
        if len(index[clause][ZT.evidence]) != len(index[clause][ZT.deadline]):
            yield f"{clause} has a deadline without evidence, or the other way round"
    contents = {s: _plain(next(iter(index[s][ZT.content]))) for s in of_type[ZT.SourceText] if index[s][ZT.content]}
    for node in of_type[ZT.Evidence]:
        said = index[node]
        try:
            (start,), (end,), (exact,), (source,) = (
                said[OA.start],
                said[OA.end],
                said[OA.exact],
                said[OA.hasSource],
            )
            quoted = contents[source[1:-1]][_integer(start) : _integer(end)]
        except (KeyError, ValueError):
            yield f"{node} is no complete evidence"
            continue
        if quoted != _plain(exact) or not quoted:
            yield f"{node} does not quote its text"


def _numbers(index: _Index, of_type: dict[str, list[str]]) -> Iterable[str]:
    for kind, whole, number in (
        (ZT.Task, ZT.partOf, ZT.taskNumber),
        (ZT.Clause, ZT.ofTask, ZT.clauseNumber),
        (ZT.Section, ZT.partOf, ZT.sectionNumber),
    ):
        seen: set[tuple[frozenset[str], frozenset[str]]] = set()
        for subject in of_type[kind]:
            key = (frozenset(index[subject][whole]), frozenset(index[subject][number]))
            if key in seen:
                yield f"{subject} has a number that another one has"
            seen.add(key)


def _integer(term: str) -> int:
    return int(term[1 : term.index('"', 1)])


def _plain(term: str) -> str:
    """The text of a literal in N-Triples form, unescaped."""
    text = term[1 : term.rindex('"')]
    return _UNESCAPE.sub(lambda m: chr(int(m[1], 16)) if m[1] else _SIGNS.get(m[2], m[2]), text)
