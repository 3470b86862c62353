"""What the network page shows: nodes, edges, their places, and the facts behind them.

Nodes and edges have opaque ids (``u0`` a unit, ``t0`` a task, ``s0`` a section,
``e0`` an edge), so that nothing a notice says can act as a key or a selector.
They count what this graph holds, so addresses go by keys made of the IRIs, which
stay when the graph is built anew.
"""

import hashlib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from typing import Final, Literal

from ..graph.columns import Assignment, Notice, Responsibilities, Role, Task, Unit
from ..ontology.labels import label
from ..ontology.terms import ZT
from .layout import Box, Link, Place, arrange, skeleton

__all__ = ["LANGUAGES", "Edge", "Kind", "Language", "Node", "Picture", "clause_ends", "picture", "with_tasks"]

Kind = Literal["agency", "collective", "task", "section"]
Language = Literal["zh", "en"]

LANGUAGES: Final[tuple[Language, ...]] = ("zh", "en")

_KINDS: Final[Mapping[Kind, str]] = {
    "agency": ZT.Agency,
    "collective": ZT.CollectiveUnit,
    "task": ZT.Task,
    "section": ZT.Section,
}
_ROLES: Final[Mapping[Role, str]] = {"lead": ZT.Lead, "support": ZT.Support, "responsible": ZT.Responsible}
# Leads hold a task to its place more than those who only support it do.
_PULL: Final[Mapping[str, float]] = {"lead": 1.0, "responsible": 1.0, "support": 0.45, "section": 1.3}
_ALL_PAIRS: Final = 60
"""In a clause of up to so many units every two are linked, in a larger one only neighbours in a ring.

Sixty units make 1,770 pairs: as many lines as all that one notice has, and a square's growth from there on.
The page draws by the same rule (`facts` tells it the number); its lists count all pairs all the same.
"""
_KEY: Final = 8
"""Hexadecimal digits of a key: at 5,000 nodes two share one in fewer than three of a thousand graphs."""
_LABEL: Final = 16
"""Characters of a notice's number that a label has room for."""
_CLOSING: Final = "）)】］]〕"
_STOPS: Final = "。；;，,、.！!"


@dataclass(frozen=True, slots=True)
class Node:
    """A node; `labels` by language, `font` in pixels."""

    id: str
    kind: Kind
    labels: Mapping[Language, str]
    font: int

    @property
    def round(self) -> bool:
        """Whether it is a circle around a number; all others are boxes around their labels."""
        return self.kind == "task" and len(self.labels["zh"]) <= 3

    def box(self, language: Language) -> Box:
        """The room it takes, a little generous: browsers set type differently."""
        lines = self.labels[language].split("\n")
        if self.round:
            return Box(28, 28)
        return Box(round(max(map(_ems, lines)) * self.font) + 18, round(len(lines) * self.font * 1.25) + 12)


@dataclass(frozen=True, slots=True)
class Edge:
    """A unit's role in a task, with the number of clauses that give it; or a section's task or subsection."""

    id: str
    source: str
    target: str
    kind: Role | Literal["section"]
    clauses: int


@dataclass(frozen=True, slots=True)
class Picture:
    """All that the page draws and tells.

    Attributes:
        nodes: in the order in which they are drawn.
        edges: between them.
        places: by language and view (``all``, ``agencies``), the places of nodes by id.
        facts: what panels and search need, ready for JSON.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    places: Mapping[Language, Mapping[str, Mapping[str, Place]]]
    facts: Mapping[str, object]


def with_tasks(r: Responsibilities) -> Responsibilities:
    """The same without notices that set no task, and without their sections: they assign nothing."""
    own = {task.notice for task in r.tasks.values()}
    return replace(
        r,
        notices={iri: n for iri, n in r.notices.items() if iri in own},
        sections={iri: s for iri, s in r.sections.items() if s.notice in own},
    )


def picture(r: Responsibilities) -> Picture:
    """The picture of who answers for what; the notices of `r` are those `with_tasks`."""
    ids = _ids(r)
    nodes, edges = _nodes(r, ids), _edges(r, ids)
    units = [n for n in nodes if n.kind in ("agency", "collective")]
    whole = skeleton([n.id for n in nodes], [Link(e.source, e.target, _PULL[e.kind]) for e in edges])
    agencies = skeleton([n.id for n in units], _shared(r, ids))
    places: dict[Language, dict[str, dict[str, Place]]] = {}
    for language in LANGUAGES:
        boxes = {n.id: n.box(language) for n in nodes}
        places[language] = {
            "all": arrange(whole, boxes),
            "agencies": arrange(agencies, boxes, share=0.22),
        }
    return Picture(tuple(nodes), tuple(edges), places, _facts(r, ids))


def _ids(r: Responsibilities) -> dict[str, str]:
    kinds: tuple[tuple[str, Iterable[str]], ...] = (("u", r.units), ("t", r.tasks), ("s", r.sections))
    return {iri: f"{letter}{i}" for letter, iris in kinds for i, iri in enumerate(iris)}


def _keys(iris: Iterable[str]) -> dict[str, str]:
    """A short name of each IRI that no other one here has: the first digits of its SHA-256."""
    digests = {iri: hashlib.sha256(iri.encode()).hexdigest() for iri in iris}
    lengths = dict.fromkeys(digests, _KEY)
    while True:
        keys = {iri: digest[: lengths[iri]] for iri, digest in digests.items()}
        counts = Counter(keys.values())
        alike = [iri for iri, key in keys.items() if counts[key] > 1]
        if not alike:
            return keys
        for iri in alike:
            lengths[iri] += 1


def _nodes(r: Responsibilities, ids: Mapping[str, str]) -> list[Node]:
    counts = Counter(a.unit for a in r.assignments)
    several = len(r.notices) > 1
    shorts = _short_numbers(list(r.notices.values()))
    names, english = _written(r), _english(r.units.values(), shorten=not several)
    nodes: list[Node] = []
    for section in r.sections.values():
        text = _wrapped(section.heading, 10, 24)
        if several:
            text = f"{_clipped(r.notices[section.notice].label, _LABEL)}\n{text}"
        nodes.append(Node(ids[section.iri], "section", {"zh": text, "en": text}, 14))
    for task in r.tasks.values():
        text = f"{task.number}\n{shorts[task.notice]}" if several else str(task.number)
        nodes.append(Node(ids[task.iri], "task", {"zh": text, "en": text}, 11))
    for unit in r.units.values():
        zh = _wrapped(names[unit.iri], 9, 36)
        en = _wrapped(english[unit.iri], 20, 80) if unit.iri in english else zh
        size = 13 + min(5, counts[unit.iri] // 4)
        kind: Kind = "collective" if unit.collective else "agency"
        nodes.append(Node(ids[unit.iri], kind, {"zh": zh, "en": en}, size))
    return nodes


def _edges(r: Responsibilities, ids: Mapping[str, str]) -> list[Edge]:
    drawn: Counter[tuple[str, str, Role | Literal["section"]]] = Counter()
    for section in r.sections.values():
        if section.parent and section.parent in ids:
            drawn[ids[section.parent], ids[section.iri], "section"] += 1
    for task in r.tasks.values():
        if task.section and task.section in ids:
            drawn[ids[task.section], ids[task.iri], "section"] += 1
    # Where a unit has two roles in a task, the lead is drawn last and so on top.
    roles: tuple[Role, ...] = ("support", "responsible", "lead")
    for role in roles:
        for unit, task_iri, _ in dict.fromkeys((a.unit, a.task, a.clause) for a in r.assignments if a.role == role):
            drawn[ids[unit], ids[task_iri], role] += 1
    return [Edge(f"e{i}", one, other, kind, n) for i, ((one, other, kind), n) in enumerate(drawn.items())]


def _shared(r: Responsibilities, ids: Mapping[str, str]) -> list[Link]:
    """Units that share clauses attract each other; each clause pulls a unit with one in all, however many it names."""
    clauses: dict[str, dict[str, None]] = defaultdict(dict)
    for a in r.assignments:
        clauses[a.clause][ids[a.unit]] = None
    weights: dict[tuple[str, str], float] = defaultdict(float)
    for units in clauses.values():
        pairs = _linked(sorted(units, key=lambda u: int(u[1:])))
        for pair in pairs:
            weights[pair] += len(units) / (2 * len(pairs))
    return [Link(one, other, weight) for (one, other), weight in weights.items()]


def _linked(units: Sequence[str]) -> list[tuple[str, str]]:
    """The pairs of a clause's units that are linked; `linked` in network_data.js does the same."""
    if len(units) <= _ALL_PAIRS:
        return list(combinations(units, 2))
    return [*pairwise(units), (units[0], units[-1])]


def _facts(r: Responsibilities, ids: Mapping[str, str]) -> dict[str, object]:
    by_task: dict[str, list[Assignment]] = defaultdict(list)
    for a in r.assignments:
        by_task[a.task].append(a)
    notices = {iri: i for i, iri in enumerate(r.notices)}
    names = _written(r)
    kinds = sorted({u.kind for u in r.units.values() if u.kind})
    keys = _keys(ids)
    return {
        "allPairs": _ALL_PAIRS,
        "notices": [{"number": n.number, "title": n.title, "label": n.label} for n in r.notices.values()],
        "sections": [
            {
                "id": ids[s.iri],
                "key": keys[s.iri],
                "notice": notices[s.notice],
                "heading": s.heading,
                "parent": ids.get(s.parent or ""),
            }
            for s in r.sections.values()
        ],
        "tasks": [
            {
                "id": ids[t.iri],
                "key": keys[t.iri],
                "notice": notices[t.notice],
                "number": t.number,
                "text": t.text,
                "section": ids.get(t.section or ""),
                "start": t.start,
                "quote": t.quote,
                "clauses": clause_ends(t, by_task[t.iri]),
            }
            for t in r.tasks.values()
        ],
        "units": [
            {
                "id": ids[u.iri],
                "key": keys[u.iri],
                "name": u.name,
                "short": names[u.iri],
                "english": u.english,
                "names": u.names,
                "collective": u.collective,
                "kind": kinds.index(u.kind) if u.kind else None,
            }
            for u in r.units.values()
        ],
        "assignments": [
            [ids[a.task], a.clause_number, ids[a.unit], a.role, a.written, a.start, a.end] for a in r.assignments
        ],
        "terms": {
            "roles": {role: label(iri) for role, iri in _ROLES.items()},
            "kinds": {kind: label(iri) for kind, iri in _KINDS.items()},
            "unitKinds": [_label(iri) for iri in kinds],
        },
    }


def _label(iri: str) -> dict[str, str]:
    """A concept's label; a graph may name one that our vocabulary does not know."""
    try:
        return label(iri)
    except KeyError:
        name = iri.rpartition("#")[2].rpartition("/")[2]
        return {"zh": name, "en": name}


def clause_ends(task: Task, assignments: Sequence[Assignment]) -> list[tuple[int, int]]:
    """Where each clause ends in the task's quote: its number and a code point offset.

    A clause ends with the bracket that names its units, and the full stop after
    it. Assignments that stand elsewhere in the notice (under a heading) end
    nothing; the last clause takes what is left.
    """
    ends: dict[int, int] = {}
    for a in assignments:
        if 0 <= a.start - task.start < a.end - task.start <= len(task.quote):
            ends[a.clause_number] = max(ends.get(a.clause_number, 0), a.end - task.start)
    cut: list[tuple[int, int]] = []
    for number, end in sorted(ends.items(), key=lambda e: e[1]):
        later = min((e for e in ends.values() if e > end), default=len(task.quote))
        closing = next((i for i in range(end, later) if task.quote[i] in _CLOSING), None)
        if closing is not None:
            end = closing + 1
            while end < len(task.quote) and task.quote[end] in _STOPS:
                end += 1
        cut.append((number, end))
    if cut:
        cut[-1] = (cut[-1][0], len(task.quote))
    return cut


def _written(r: Responsibilities) -> dict[str, str]:
    """What notices mostly call each unit; the full name where two units are called alike."""
    forms: dict[str, Counter[str]] = {iri: Counter() for iri in r.units}
    for a in r.assignments:
        forms[a.unit][a.written] += 1
    short = {
        iri: min(found, key=lambda f: (-found[f], len(f), f)) if found else r.units[iri].name
        for iri, found in forms.items()
    }
    return _unless_alike(short, {iri: u.name for iri, u in r.units.items()})


def _english(units: Iterable[Unit], *, shorten: bool) -> dict[str, str]:
    """English names; for one notice, without the place that most of them share, its province."""
    full = {u.iri: u.english for u in units if u.english}
    tails = Counter(name.rpartition(" of ")[2] for name in full.values() if " of " in name)
    place, count = max(tails.items(), key=lambda t: (t[1], t[0]), default=("", 0))
    if not shorten or count * 3 < len(full):
        return full
    short = {iri: name.removesuffix(f" of {place}").removeprefix(f"{place} ") for iri, name in full.items()}
    return _unless_alike(short, full)


def _unless_alike(short: Mapping[str, str], full: Mapping[str, str]) -> dict[str, str]:
    counts = Counter(short.values())
    return {iri: name if counts[name] == 1 else full[iri] for iri, name in short.items()}


def _short_numbers(notices: Sequence[Notice]) -> dict[str, str]:
    """The shortest end of each number that no other notice shares: 28号, 〔2018〕28号, or the whole."""
    labels = [n.label for n in notices]
    counts = Counter(label[-length:] for label in labels for length in range(1, min(len(label), _LABEL) + 1))
    short: dict[str, str] = {}
    for notice in notices:
        whole = _clipped(notice.label, _LABEL if notice.number else 8)
        bracket, closing = whole.find("〔"), whole.find("〕")
        ends = [whole[closing + 1 :], whole[bracket:]] if 0 <= bracket < closing < len(whole) - 1 else []
        short[notice.iri] = next((e for e in ends if counts[e] == notice.label.endswith(e)), whole)
    return short


def _wrapped(text: str, width: int, limit: int) -> str:
    """`text` on lines of about `width` wide characters, at spaces where it has any, and no longer than `limit`."""
    text = _clipped(text, limit)
    if " " in text:
        lines = [""]
        for word in text.split(" "):
            if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
                lines.append(word)
            else:
                lines[-1] = f"{lines[-1]} {word}".strip()
        return "\n".join(lines)
    count = -(-len(text) // width)
    each = -(-len(text) // count) if count else 1
    return "\n".join(text[i : i + each] for i in range(0, len(text), each))


def _clipped(text: str, limit: int) -> str:
    """One line without control characters."""
    text = " ".join("".join(c if unicodedata.category(c)[0] != "C" else " " for c in text).split())
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def _ems(line: str) -> float:
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.62 for c in line)
