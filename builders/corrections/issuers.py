"""Rows on who issues a notice."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from ...ontology.agencies import Authority
from ...ontology.places import CENTRE, names_of
from ..fold import without_space
from ..model import Span, Unit
from ..resolve import Resolver
from ..stated import StatedIssuer
from ..units import is_collective
from .errors import RowError, cut
from .own import Own
from .rows import Row
from .said import Values, of_unit
from .state import State
from .units import tell_unlisted

__all__ = ["correct_issuer", "tell_issuers"]

_LONGEST: Final = 80


def correct_issuer(own: Own, row: Row) -> None:
    """Takes in a row on an issuer.

    Raises:
        RowError: if it cannot be applied.
    """
    span = own.place(row)
    state = own.state
    read = state.notice.header.issuers
    now = own.stated.issuers
    if now is None:
        # The first one's area is the notice's, and what was written told it better than the full name may.
        areas = (state.head.jurisdiction, *[None] * len(read))
        now = tuple(StatedIssuer(u.name, area) for u, area in zip(read, areas, strict=False))
    named = StatedIssuer(_name(state, row, span), row.text("scope"))
    if named.scope is not None and named.scope != CENTRE and not names_of(named.scope.partition("-")[0]):
        raise RowError(
            row.number,
            f"scope “{cut(named.scope)}” is no division code (GB/T 2260)",
            chinese=f"辖区“{cut(named.scope)}”不是行政区划代码（GB/T 2260）",
        )
    meant = None if row.action == "add" else _meant(state, row, span, read)
    if row.action == "remove":
        left = now if meant is None else tuple(one for one in now if one.name != meant.name)
        _put(own, row, span, left, now, {} if meant is None else of_unit(meant), {})
        return
    unit = _unit(own, row, named)
    if unit.known:
        # By its full name it is the same unit whatever area the notice turns out to be of.
        named = replace(named, name=unit.name)
    same = any(_same(unit, u) for u in ([meant] if meant is not None else read))
    if not same and meant is None and read and row.action != "add":
        listed = "、".join(u.name for u in read)
        raise RowError(
            row.number,
            f"“{cut(row.words)}” is none of the {len(read)} issuers read ({listed}); use add",
            chinese=f"“{cut(row.words)}”不在已识别的{len(read)}个发文机关（{listed}）之中，请用“增加”",
        )
    if same:
        _put(own, row, span, now, now, {"unit": named.name}, {"unit": named.name})
        return
    after: Values = {"unit": named.name, "scope": named.scope}
    if meant is None:
        state.claim(row, unit.name, unit.scope)
        _put(own, row, span, (*now, named), now, {}, after)
        return
    at = next((i for i, one in enumerate(now) if one.name == meant.name), len(now))
    _put(own, row, span, (*now[:at], named, *now[at + 1 :]), now, of_unit(meant), after)


def tell_issuers(state: State, rows: Iterable[Row], tables: Authority) -> None:
    """Warns of issuers that rows name and no table has, once the notice is read with what the rows say."""
    for row in rows:
        for issuer in state.notice.header.issuers:
            if row.action is not None and row.unit is not None and without_space(row.unit) == issuer.name:
                tell_unlisted(state, row, issuer, None, tables)


def _put(
    own: Own,
    row: Row,
    span: Span,
    issuers: tuple[StatedIssuer, ...],
    now: tuple[StatedIssuer, ...],
    before: Values,
    after: Values,
) -> None:
    stated = own.stated if issuers == now else replace(own.stated, issuers=issuers)
    own.put(row, span, stated, before, after)


def _same(unit: Unit, other: Unit) -> bool:
    return (unit.name, unit.scope) == (other.name, other.scope)


def _unit(own: Own, row: Row, named: StatedIssuer) -> Unit:
    """The unit that a row names.

    Raises:
        RowError: if it is a set of units, as which nobody issues.
    """
    context = own.state.head.resolver.context
    unit = Resolver(context if named.scope is None else replace(context, jurisdiction=named.scope)).unit(named.name)
    if row.action is not None and (unit.collective or is_collective(named.name)):
        raise RowError(
            row.number,
            f"“{cut(named.name)}” names a set of units, and a set issues nothing; write one unit in unit",
            chinese=f"“{cut(named.name)}”是多个单位的统称，不能作发文机关；“单位”列请填一个单位",
        )
    return unit


def _name(state: State, row: Row, span: Span) -> str:
    name = without_space(row.unit or state.notice.source.words(span))
    if not 1 < len(name) <= _LONGEST or not re.search(r"\w", name):
        raise RowError(
            row.number,
            f"“{cut(name)}” is no name of an issuer; write its full name in unit",
            chinese=f"“{cut(name)}”不是发文机关名称，“单位”列请填全称",
        )
    return name


def _meant(state: State, row: Row, span: Span, read: tuple[Unit, ...]) -> Unit | None:
    """The issuer that a row is about: the one that its words name, else the only one that was read."""
    words = without_space(state.notice.source.words(span))
    named = [u for u in read if u.name == words] or [u for u in read if state.head.resolver.unit(words).name == u.name]
    if len(named) == 1:
        return named[0]
    return read[0] if len(read) == 1 and row.action == "change" else None
