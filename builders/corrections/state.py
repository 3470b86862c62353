"""A notice while it is put right: what each step of `apply` reads and changes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from ..corrected import Correction, Outcome
from ..header import Head
from ..model import Clause, Notice, Problem, Span, Task, Unit
from .errors import RowError
from .places import Places
from .rows import Row
from .said import Values, told

__all__ = ["Place", "State", "between", "in_row"]

Place = tuple[int, int]
"""Numbers of a task and of a clause within it."""


@dataclass(slots=True)
class State:
    """What is known and changed while a table is applied.

    Attributes:
        notice: as it was read.
        folded: its text, folded.
        head: what it says of itself, with the resolver of its names.
        places: finds words.
        tasks: number -> task, changed step by step.
        done: what came of each row.
        faults: what is wrong with rows.
        problems: what a reader should look at.
        unlisted: units that rows name and no table has.
        claims: which row has changed what.
        spoken: which rows speak of a place in the text, by kind.
        agreed: what the first row of a kind says of what a notice has but one of.
    """

    notice: Notice
    folded: str
    head: Head
    places: Places
    tasks: dict[int, Task]
    done: list[Correction] = field(default_factory=list)
    faults: list[RowError] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unlisted: set[Unit] = field(default_factory=set)
    claims: dict[tuple[object, ...], Row] = field(default_factory=dict)
    spoken: dict[tuple[str, object], list[Row]] = field(default_factory=dict)
    agreed: dict[str, tuple[Row, object]] = field(default_factory=dict)

    def clauses(self) -> Iterator[tuple[Task, Clause]]:
        """All clauses with their tasks."""
        for task in self.tasks.values():
            for clause in task.clauses:
                yield task, clause

    def clause(self, place: Place) -> tuple[Task, Clause]:
        """The task and the clause of a place, as they are by now."""
        task = self.tasks[place[0]]
        return task, next(c for c in task.clauses if c.number == place[1])

    def refuse(self, row: Row, fault: RowError) -> None:
        """Keeps what is wrong with a row; a row that corrects nothing may be as it likes."""
        if row.action is not None:
            self.faults.append(fault)

    def speak(self, row: Row, of: object) -> None:
        """Notes that a row speaks of a place; two rows that may mean the same thing there must not.

        Raises:
            RowError: if another row does.
        """
        if row.action is None:
            return
        others = self.spoken.setdefault((row.kind, of), [])
        for other in others:
            if _may_be_one(row, other):
                raise _twice(row, other)
        others.append(row)

    def agree(self, row: Row, meaning: object) -> None:
        """Notes what a row says of what a notice has but one of; rows on several places of it must say the same.

        Raises:
            RowError: if another row says otherwise.
        """
        if row.action is None:
            return
        earlier, said = self.agreed.setdefault(row.kind, (row, meaning))
        if said != meaning:
            raise _twice(row, earlier)

    def claim(self, row: Row, *about: object) -> None:
        """Notes that a row changes something; two rows must not.

        Raises:
            RowError: if another row does.
        """
        earlier = self.claims.setdefault((row.kind, *about), row)
        if earlier is not row:
            raise _twice(row, earlier)

    def note(
        self,
        row: Row,
        span: Span | None,
        outcome: Outcome,
        place: tuple[int | None, int | None] = (None, None),
        *,
        before: Values | None = None,
        after: Values | None = None,
        number: int | None = None,
        words: str | None = None,
        places: Iterable[Span] = (),
    ) -> None:
        """Records what came of a row that has an action."""
        if row.action is None:
            return
        words = words or (self.notice.source.words(span) if span else row.words)
        self.done.append(
            Correction(
                row.number,
                row.action,
                row.kind,
                outcome,
                "".join(words.split()),
                span,
                *place,
                number,
                told(before or {}) or None,
                told(after or {}) or None,
                row.by,
                row.on,
                row.note,
                tuple(places),
            )
        )

    def warn(self, row: Row, message: str, chinese: str, span: Span | None, code: str = "correction") -> None:
        """Something about a row that a person should look at, in English and in Chinese."""
        here, here_zh = in_row(row.number)
        self.problems.append(Problem(code, here + message, span, here_zh + chinese, row.number))

    def compare(self, row: Row, said: Values, span: Span) -> None:
        """Says so where a row without an action differs from what is read: the action may have been forgotten."""
        differing = [
            c for c, value in row.values.items() if c in said and value != said[c] and c not in ("scope", "number")
        ]
        if differing:
            there = {c: said[c] for c in differing}
            self.warn(
                row,
                f"has no action and differs from what is read ({told(there)}); fill action",
                f"未填操作，所填内容与读取结果（{told(there)}）不同，请填写操作",
                span,
            )

    # --- where a row's words stand ---

    def within(self, row: Row) -> tuple[Span | None, str, str]:
        """Where a row without start and end is to be looked for, and what that is called in English and Chinese."""
        task = self.tasks.get(row.task) if row.task is not None else None
        if row.task is not None and task is None:
            numbers = sorted(self.tasks)
            known = f"they are {numbers[0]} to {numbers[-1]}" if numbers else "the notice has none"
            known_zh = f"任务编号为{numbers[0]}至{numbers[-1]}" if numbers else "公文没有任务"
            raise RowError(
                row.number, f"there is no task {row.task}; {known}", chinese=f"没有任务{row.task}，{known_zh}"
            )
        if task is None:
            return None, "the text", "原文"
        clause = next((c for c in task.clauses if c.number == row.clause), None) if row.clause is not None else None
        if row.clause is not None and clause is None:
            raise RowError(
                row.number,
                f"task {task.number} has no clause {row.clause}; it has {len(task.clauses)}",
                chinese=f"任务{task.number}没有条款{row.clause}，共有{len(task.clauses)}条",
            )
        spans = [clause.span] if clause else [task.span]
        spans += [c.group for c in ([clause] if clause else task.clauses) if c.group is not None]
        named, named_zh = f"task {task.number}", f"任务{task.number}"
        if clause is not None:
            named, named_zh = f"clause {clause.number} of {named}", f"{named_zh}条款{clause.number}"
        return Span(min(s.start for s in spans), max(s.end for s in spans)), named, named_zh

    def located(self, row: Row) -> Span:
        """The place of a row: the one that it states, or the only one where its words stand.

        Raises:
            RowError: if its words do not stand there, or in several places.
        """
        return self.places.stated(row) if row.start is not None else self.places.only(row, *self.within(row))

    def clause_at(self, row: Row, span: Span) -> tuple[Task, Clause]:
        """The clause that a place belongs to: the one the row names, or else by where it stands.

        Raises:
            RowError: if it stands in no task.
        """
        named = self.tasks.get(row.task) if row.task is not None else None
        if named is not None:
            if row.clause is not None:
                clause = next((c for c in named.clauses if c.number == row.clause), None)
                if clause is None:
                    self.within(row)
                    raise RowError(
                        row.number,
                        f"task {named.number} has no clause {row.clause}",
                        chinese=f"任务{named.number}没有条款{row.clause}",
                    )
                return named, clause
            return named, _clause_of(named, span)
        if row.task is not None and row.start is None:
            self.within(row)
        around = [t for t in self.tasks.values() if t.span.start <= span.start < t.span.end]
        around += [
            t
            for t in self.tasks.values()
            if t not in around and any(c.group and c.group.start <= span.start < c.group.end for c in t.clauses)
        ]
        if not around:
            raise RowError(
                row.number,
                f"{span.start}–{span.end} stands in no task; fill task, or add a row of the kind task before it",
                chinese=f"{span.start}–{span.end} 不在任何任务之内，请填写任务，或者先增加一行任务",
            )
        task = max(around, key=lambda t: t.span.start)
        return task, _clause_of(task, span)

    def replace_clause(self, task: int, clause: Clause) -> None:
        """Puts a clause in place of that of its number."""
        old = self.tasks[task]
        clauses = tuple(clause if c.number == clause.number else c for c in old.clauses)
        self.tasks[task] = replace(old, clauses=clauses)


def in_row(number: int) -> tuple[str, str]:
    """How a message on a row begins, in English and in Chinese."""
    return f"correction in row {number}: ", f"更正表第{number}行："


def _clause_of(task: Task, span: Span) -> Clause:
    """The clause of a task in whose group a place stands, or the last that begins before it."""
    for clause in task.clauses:
        if clause.group is not None and clause.group.start <= span.start < clause.group.end:
            return clause
    before = [c for c in task.clauses if c.span.start <= span.start]
    return max(before, key=lambda c: c.span.start) if before else task.clauses[0]


def _may_be_one(row: Row, other: Row) -> bool:
    """Whether two rows of a kind on the same place may mean the same thing."""

    def apart(one: object, two: object) -> bool:
        return one is not None and two is not None and one != two

    if apart(row.task, other.task) or apart(row.clause, other.clause):
        return False
    return not any(apart(row.values.get(c), other.values.get(c)) for c in ("number", "indicator"))


def _twice(row: Row, earlier: Row) -> RowError:
    same = (earlier.action, dict(earlier.values)) == (row.action, dict(row.values))
    said = "says again what row" if same else "contradicts row"
    what = "says; delete one of them" if same else "on the same words; keep one of them"
    told = f"重复第{earlier.number}行，请删去一行" if same else f"与第{earlier.number}行就同一文字相矛盾，请保留一行"
    return RowError(row.number, f"{said} {earlier.number} {what}", earlier.number, chinese=told)


def between(numbers: Iterable[int], before: int, wanted: int | None) -> int:
    """A number for something that is added: the one wanted, the next free one after `before`, or a new one.

    What was read keeps its number, so that nothing else is renamed.
    """
    taken = set(numbers)
    if wanted is not None and wanted > 0 and wanted not in taken:
        return wanted
    if before + 1 not in taken:
        return before + 1
    return max(taken, default=0) + 1
