"""The clauses behind a finding, in the words of the notice."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ...graph.columns import Assignment, Responsibilities
from ...graph.coordination.load import ROLES
from .figures import ROLE_WORDS, Words
from .groups import task_of

__all__ = ["Evidence", "Mention", "Proofs"]

_HEAD, _TAIL, _WHOLE = 90, 40, 200


@dataclass(frozen=True, slots=True)
class Mention:
    """A unit as a clause names it.

    Attributes:
        unit: its IRI.
        written: its name there; the full name where no notice writes it (an inferred duty).
        start: where the name begins in the notice's text, in code points; none for an inferred duty.
        end: where it ends, exclusive.
    """

    unit: str
    written: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A clause or a task.

    Attributes:
        notice: number or title of its notice.
        task: number of the task.
        clause: number of the clause; none for a whole task.
        text: the words, shortened.
        roles: words for each role, and who has it.
    """

    notice: str
    task: int
    clause: int | None
    text: str
    roles: tuple[tuple[Words, tuple[Mention, ...]], ...]


class Proofs:
    """Looks clauses and tasks up; made once for all findings of an analysis."""

    def __init__(self, r: Responsibilities) -> None:
        self._r = r
        self._said: defaultdict[str, list[Assignment]] = defaultdict(list)
        self._inferred: defaultdict[str, list[tuple[str, Mention]]] = defaultdict(list)
        self._task = task_of(r)
        for a in r.assignments:
            self._said[a.clause].append(a)
            self._said[a.task].append(a)
        for d in r.duties:
            mention = Mention(d.unit, r.units[d.unit].name, None, None)
            if d.clause is not None:
                self._inferred[d.clause].append((d.role, mention))
            self._inferred[d.task].append((d.role, mention))

    def task(self, group: str) -> str:
        """The IRI of the task of a clause; a task's own."""
        return self._task[group]

    def of(self, group: str, *, inferred: bool) -> Evidence:
        """What a clause or task says.

        Args:
            group: its IRI.
            inferred: with the units that answer for it by inference.
        """
        task = self._r.tasks[self.task(group)]
        said = self._said[group]
        more = self._inferred[group] if inferred else []
        roles = []
        for role in ROLES:
            named = [Mention(a.unit, a.written, a.start, a.end) for a in said if a.role == role]
            named += [mention for other, mention in more if other == role]
            if named:
                roles.append((ROLE_WORDS[role], tuple(named)))
        whole = group == task.iri
        number = None if whole or not said else said[0].clause_number
        text = _shortened(task.text, _WHOLE, 0) if whole or not said else self._clause(said)
        return Evidence(self._r.notices[task.notice].label, task.number, number, text, tuple(roles))

    def _clause(self, said: Sequence[Assignment]) -> str:
        """The words of a clause with its bracket, where they are words of its task; else the task's."""
        task = self._r.tasks[said[0].task]
        first, last = min(a.start for a in said) - task.start, max(a.end for a in said) - task.start
        earlier = [a.end - task.start for a in self._said[task.iri] if a.end - task.start <= first]
        begin = max(earlier, default=0)
        if not 0 <= begin <= first < last <= len(task.quote):
            return _shortened(task.text, _WHOLE, 0)
        words = task.quote[begin:first].lstrip("）)]】。；，、 \n\t")
        after = task.quote[last : last + 1]
        end = after if after in "）)]】" else ""
        return _shortened(words, _HEAD, _TAIL) + _shortened(task.quote[first:last], _HEAD, _TAIL) + end


def _shortened(text: str, head: int, tail: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= head + tail + 1 else f"{text[:head]}…{text[len(text) - tail :]}"
