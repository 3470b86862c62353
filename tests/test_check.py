"""Each invariant, broken on purpose, is noticed."""

import re
from collections.abc import Callable

import pytest
from zhengtu.builders.build import Built
from zhengtu.builders.check import check
from zhengtu.builders.errors import InvariantError
from zhengtu.builders.parse import parse
from zhengtu.builders.quads import notice_quads
from zhengtu.builders.read import source_text
from zhengtu.builders.statements import Quad
from zhengtu.ontology.iris import DEFAULT_BASE
from zhengtu.ontology.terms import OA, ZT

Change = Callable[[list[Quad]], list[Quad]]


def without_first(predicate: str) -> Change:
    def change(quads: list[Quad]) -> list[Quad]:
        first = next(q for q in quads if q.predicate == predicate)
        return [q for q in quads if q != first]

    return change


def replaced(predicate: str, term: str) -> Change:
    def change(quads: list[Quad]) -> list[Quad]:
        first = next(q for q in quads if q.predicate == predicate)
        return [q._replace(object=term) if q == first else q for q in quads]

    return change


def added(predicate: str, term: str) -> Change:
    def change(quads: list[Quad]) -> list[Quad]:
        first = next(q for q in quads if q.predicate == predicate)
        return [*quads, first._replace(object=term)]

    return change


def renamed(quads: list[Quad]) -> list[Quad]:
    first = quads[0].subject
    return [q._replace(subject=f"{first} x") if q.subject == first else q for q in quads]


FAULTS: list[tuple[str, Change]] = [
    ("a shortcut is missing", without_first(ZT.leadUnit)),
    ("a shortcut says too much", added(ZT.supportUnit, f"<{DEFAULT_BASE}agency/630000/某厅>")),
    ("a super-property is missing", without_first(ZT.involves)),
    ("a role is missing", without_first(ZT.role)),
    ("two roles", added(ZT.role, f"<{ZT.Support}>")),
    ("a unit is missing", without_first(ZT.unit)),
    ("evidence is missing", without_first(ZT.evidence)),
    ("a wrong quote", replaced(OA.exact, '"别的字"')),
    ("a wrong offset", replaced(OA.start, '"1"^^<http://www.w3.org/2001/XMLSchema#integer>')),
    ("a clause of no task", without_first(ZT.ofTask)),
    ("a task number twice", replaced(ZT.taskNumber, '"2"^^<http://www.w3.org/2001/XMLSchema#integer>')),
    ("a target without a value", without_first(ZT.value)),
    ("a citation of nothing", without_first(ZT.citedDocument)),
    ("a unit with two names", added(ZT.name, '"别名"')),
    ("an IRI with a space", renamed),
]


def test_a_good_graph_passes(built: Built) -> None:
    check(built.quads, DEFAULT_BASE)


@pytest.mark.parametrize(("fault", "change"), FAULTS, ids=[f for f, _ in FAULTS])
def test_a_fault_is_noticed(built: Built, fault: str, change: Change) -> None:
    with pytest.raises(InvariantError):
        check(change(list(built.quads)), DEFAULT_BASE)


def test_the_message_names_the_place(built: Built) -> None:
    with pytest.raises(InvariantError, match=re.escape("/task/")):
        check(without_first(ZT.leadUnit)(list(built.quads)), DEFAULT_BASE)


@pytest.mark.parametrize(
    "text", ['牵头:"', '1.甲工作。（牵头单位："省\\厅"、省财政厅）', "牵头:\\n局", "牵头：省\u200b财政\n厅"]
)
def test_names_with_signs_that_literals_escape(text: str) -> None:
    check(notice_quads(parse(source_text("x.txt", text))), DEFAULT_BASE)
