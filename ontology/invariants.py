"""What holds of every graph and SHACL Core cannot say, or not at the speed of a build: proved on the statements.

It reads nothing but statements, so a fault in the making of them cannot hide itself:

1. an assignment has one clause, unit, role, name and evidence, and a unit one full name;
2. a clause has one task, a task one notice, and no number comes twice;
3. the shortcuts of clauses and tasks are just what the assignments say;
4. every evidence node quotes what stands at its offsets, a name as written is what its evidence quotes, and a
   text has the digest that it states;
5. what must have evidence has one evidence node;
6. parts have the IRIs of their wholes, made of the characters that the vocabulary allows;
7. what is inferred stands apart from what notices say.

`builders` proves 1 to 6 at every build; `graph` proves of any graph what the
shapes (``shapes.ttl``) cannot say, which is 3, 4, 6, 7 and the numbers of 2.
"""

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from .terms import OA, RDF, ZT

__all__ = ["RULES", "Fault", "Index", "apart", "beyond_shapes", "counts", "index", "iris"]

RULES: Final = {
    "count": ("应有的陈述缺失或者重复。", "A statement that must be there once is missing or repeated."),
    "shortcut": (
        "任务、分工条款的单位须与任务分工一致。",
        "The units of a task or clause are those that its assignments name.",
    ),
    "quote": ("出处的文字须与原文起止位置之间的文字一致。", "Evidence quotes what stands at its offsets in the text."),
    "name": (
        "单位名称原文须与其出处的文字一致（空白除外）。",
        "A name as written is what stands at its place in the text, white space apart.",
    ),
    "digest": ("原文的 SHA-256 值须与内容一致。", "The SHA-256 digest of a text is that of its content."),
    "number": (
        "同一公文的任务、章节，同一任务的分工条款，序号不得重复。",
        "Tasks and sections of a notice, and clauses of a task, differ in number.",
    ),
    "part": (
        "章节、任务、分工条款、任务分工和出处的标识须由所属对象的标识和自身的序号、角色或者位置构成。",
        "The IRI of a section, task, clause, assignment or evidence is its whole's with its number, role or place.",
    ),
    "apart": (
        "推定的内容须单独存放，不得与公文所写的内容混在一个图中。",
        "What is inferred stands in a graph of its own, apart from what notices say.",
    ),
    "iri": (
        "数据标识只用汉字、英文字母、数字、“-”和“/”。",
        "IRIs of data are made of Chinese characters, ASCII letters, digits, - and /.",
    ),
}
"""What each rule demands, in Chinese and English."""

_SHORTCUTS: Final = {
    f"<{ZT.Lead}>": ZT.leadUnit,
    f"<{ZT.Support}>": ZT.supportUnit,
    f"<{ZT.Responsible}>": ZT.responsibleUnit,
}
_SEGMENTS: Final = dict(zip(_SHORTCUTS, ("lead", "support", "responsible"), strict=True))
_WITH_EVIDENCE: Final = (ZT.Assignment, ZT.Citation, ZT.BackReference, ZT.Target, ZT.Section, ZT.Task, ZT.Rule)
_PATH: Final = re.compile("[A-Za-z0-9\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff/-]+(?:#char=\\d+,\\d+)?")
_KINDS: Final = re.compile("/(?:document|agency|collective|place|sector|change|pattern|issuer-code|software)/")
_UNESCAPE: Final = re.compile(r"\\(?:u([0-9A-F]{4})|U([0-9A-F]{8})|(.))")
_SIGNS: Final = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


class Fault(NamedTuple):
    """A promise that a graph breaks.

    Attributes:
        subject: IRI of what breaks it.
        rule: key of `RULES`.
        detail: what is there and should not be, or the other way round.
    """

    subject: str
    rule: str
    detail: str


class Index(NamedTuple):
    """Statements by subject and predicate, with objects in N-Triples form, and subjects by class."""

    said: dict[str, dict[str, set[str]]]
    of_type: dict[str, dict[str, None]]


def index(statements: Iterable[tuple[str, str, str, str]]) -> Index:
    """Indexes statements: subject, predicate, object in N-Triples form, graph."""
    said: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    # Things in the order in which they come; one that two graphs name is one.
    of_type: dict[str, dict[str, None]] = defaultdict(dict)
    for subject, predicate, term, _ in statements:
        said[subject][predicate].add(term)
        if predicate == RDF.type:
            of_type[term[1:-1]][subject] = None
    return Index(said, of_type)


def beyond_shapes(of: Index) -> Iterator[Fault]:
    """The faults that the shapes cannot see, IRIs apart."""
    yield from _shortcuts(of)
    yield from _quotes(of)
    yield from _names(of)
    yield from _numbers(of)
    yield from _parts(of)


def counts(of: Index) -> Iterator[Fault]:
    """What is there too often or not often enough; the shapes say it too, and much more, but take ten times as long."""
    required = (
        (ZT.Assignment, (ZT.ofClause, ZT.unit, ZT.role, ZT.nameAsWritten)),
        (ZT.Clause, (ZT.ofTask, ZT.clauseNumber, ZT.text)),
        (ZT.Task, (ZT.partOf, ZT.taskNumber, ZT.text)),
        (ZT.Citation, (ZT.citedDocument, ZT.citationRelation, ZT.citedIn)),
        (ZT.BackReference, (ZT.refersTo, ZT.standsIn)),
        (ZT.Target, (ZT.value, ZT.unitText, ZT.comparator)),
        (ZT.Agency, (ZT.name,)),
        (ZT.CollectiveUnit, (ZT.name,)),
        *((kind, (ZT.evidence,)) for kind in _WITH_EVIDENCE),
    )
    for kind, predicates in required:
        for subject in of.of_type.get(kind, ()):
            for predicate in predicates:
                if len(of.said[subject][predicate]) != 1:
                    yield Fault(subject, "count", f"{len(of.said[subject][predicate])} values of {predicate}")
    with_clauses = {o[1:-1] for s in of.of_type.get(ZT.Clause, ()) for o in of.said[s][ZT.ofTask]}
    yield from (Fault(t, "count", "no clause") for t in of.of_type.get(ZT.Task, ()) if t not in with_clauses)
    for clause in of.of_type.get(ZT.Clause, ()):
        if len(of.said[clause][ZT.evidence]) != len(of.said[clause][ZT.deadline]):
            yield Fault(clause, "count", "a deadline without evidence, or the other way round")


def apart(statements: Iterable[tuple[str, str, str, str]]) -> Iterator[Fault]:
    """Duties in a graph that holds what notices say, whichever of the two does not belong there."""
    inferred: dict[str, set[str]] = defaultdict(set)
    written: set[str] = set()
    for subject, predicate, term, graph in statements:
        if predicate != RDF.type:
            continue
        if term == f"<{ZT.Duty}>":
            inferred[graph].add(subject)
        elif term in {f"<{ZT.Notice}>", f"<{ZT.Assignment}>"}:
            written.add(graph)
    for graph in sorted(inferred.keys() & written):
        for subject in sorted(inferred[graph]):
            yield Fault(subject, "apart", f"stands in {graph} with what notices say")


def iris(of: Index, base: str | None = None) -> Iterator[Fault]:
    """Subjects whose IRI is not one of data under `base`; without one, the base is what stands before the pattern."""
    for subject in of.said:
        start = base
        if start is None:
            kind = _KINDS.search(subject)
            if kind is None:
                continue  # no data of ours: a shape reports what should be
            start = subject[: kind.start() + 1]
        if not (subject.startswith(start) and _PATH.fullmatch(subject, len(start))):
            yield Fault(subject, "iri", "not made after the patterns")


def _shortcuts(of: Index) -> Iterator[Fault]:
    said = of.said
    wanted: dict[tuple[str, str], set[str]] = defaultdict(set)
    for assignment in of.of_type.get(ZT.Assignment, ()):
        told = said[assignment]
        for clause in told[ZT.ofClause]:
            holders = [clause[1:-1], *(t[1:-1] for t in said[clause[1:-1]][ZT.ofTask])]
            for holder in holders:
                for role in told[ZT.role]:
                    if role in _SHORTCUTS:
                        wanted[holder, _SHORTCUTS[role]] |= told[ZT.unit]
                wanted[holder, ZT.involves] |= told[ZT.unit]
    for holder in (*of.of_type.get(ZT.Clause, ()), *of.of_type.get(ZT.Task, ())):
        for shortcut in (*_SHORTCUTS.values(), ZT.involves):
            found, due = said[holder].get(shortcut, set()), wanted.get((holder, shortcut), set())
            if found != due:
                differing = ", ".join(sorted(found ^ due)[:3])
                yield Fault(holder, "shortcut", f"{shortcut} is not what the assignments say: {differing}")


def _quotes(of: Index) -> Iterator[Fault]:
    contents: dict[str, str] = {}
    for text in of.of_type.get(ZT.SourceText, ()):
        told = of.said[text]
        if len(told[ZT.content]) != 1 or not (term := next(iter(told[ZT.content]))).startswith('"'):
            continue
        contents[text] = content = _plain(term)
        digest = hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
        if told[ZT.sha256] and told[ZT.sha256] != {f'"{digest}"'}:
            yield Fault(text, "digest", f"the content has {digest}")
    for node in of.of_type.get(ZT.Evidence, ()):
        told = of.said[node]
        try:
            (start,), (end,), (exact,), (source,) = told[OA.start], told[OA.end], told[OA.exact], told[OA.hasSource]
            quoted = contents[source[1:-1]][int(_lexical(start)) : int(_lexical(end))]
            said = _plain(exact)
        except (KeyError, ValueError):
            yield Fault(node, "quote", "no complete evidence")
            continue
        if quoted != said or not quoted:
            yield Fault(node, "quote", f"the text has {quoted[:40]!r} there")


def _names(of: Index) -> Iterator[Fault]:
    """Names as written that are not the words at their place, white space and invisible characters apart."""
    for assignment in of.of_type.get(ZT.Assignment, ()):
        name, evidence = _one(of, assignment, ZT.nameAsWritten), _one(of, assignment, ZT.evidence)
        exact = _one(of, evidence[1:-1], OA.exact) if evidence else None
        if not (name and exact and name.startswith('"') and exact.startswith('"')):
            continue
        if _visible(_plain(exact)) != _plain(name):
            yield Fault(assignment, "name", f"the text has {_plain(exact)[:40]!r} there")


def _visible(text: str) -> str:
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) != "Cf")


def _numbers(of: Index) -> Iterator[Fault]:
    for kind, whole, number in (
        (ZT.Task, ZT.partOf, ZT.taskNumber),
        (ZT.Clause, ZT.ofTask, ZT.clauseNumber),
        (ZT.Section, ZT.partOf, ZT.sectionNumber),
    ):
        seen: set[tuple[frozenset[str], frozenset[str]]] = set()
        for subject in of.of_type.get(kind, ()):
            key = (frozenset(of.said[subject][whole]), frozenset(of.said[subject][number]))
            if not all(key):
                continue
            if key in seen:
                yield Fault(subject, "number", "a number that another one has")
            seen.add(key)


def _parts(of: Index) -> Iterator[Fault]:
    """IRIs that are not those of the whole with the number, role or place that they bear."""
    for kind, whole, number, between in (
        (ZT.Section, ZT.partOf, ZT.sectionNumber, "/section/"),
        (ZT.Task, ZT.partOf, ZT.taskNumber, "/task/"),
        (ZT.Clause, ZT.ofTask, ZT.clauseNumber, "/clause/"),
    ):
        for subject in of.of_type.get(kind, ()):
            above, term = _one(of, subject, whole), _one(of, subject, number)
            if above and term and subject != (due := f"{above[1:-1]}{between}{_lexical(term)}"):
                yield Fault(subject, "part", f"should be {due}")
    for subject in of.of_type.get(ZT.Assignment, ()):
        clause, role = _one(of, subject, ZT.ofClause), _one(of, subject, ZT.role)
        if clause and role and not subject.startswith(due := f"{clause[1:-1]}/{_SEGMENTS.get(role, '')}/"):
            yield Fault(subject, "part", f"should begin with {due}")
    for node in of.of_type.get(ZT.Evidence, ()):
        source, start, end = (_one(of, node, p) for p in (OA.hasSource, OA.start, OA.end))
        if source and start and end:
            due = f"{source[1:-1]}#char={_lexical(start)},{_lexical(end)}"
            if node != due:
                yield Fault(node, "part", f"should be {due}")


def _one(of: Index, subject: str, predicate: str) -> str | None:
    """The one value of a property; none where there is none or more than one, which the shapes report."""
    found = of.said[subject][predicate]
    return next(iter(found)) if len(found) == 1 else None


def _lexical(term: str) -> str:
    return term[1 : term.rindex('"')] if term.startswith('"') else term


def _plain(term: str) -> str:
    """The text of a literal in N-Triples form, unescaped."""
    text = term[1 : term.rindex('"')]
    return (
        _UNESCAPE.sub(lambda m: chr(int(m[1] or m[2], 16)) if m[1] or m[2] else _SIGNS.get(m[3], m[3]), text)
        if "\\" in text
        else text
    )
