"""What a notice says of itself, and where its body begins.

1. header fields that a web page prints above the notice (索引号 …);
2. the title, over one line or several, and the document number below it;
3. addressees, which end in a colon;
4. the covering letter's sign-off (issuer, date);
5. the plan that the letter issues: its title comes again, and the body begins there.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from ..ontology.agencies import Authority, authority
from ..ontology.places import CENTRE, UNPLACED
from . import patterns as p
from .citation_patterns import ISSUED_HERE, RESTS_ON, TITLE_QUOTED
from .dates import date_in
from .documents import number_in
from .enclosures import attachments, plan_at, plan_title
from .figures import STATED_YEAR
from .fold import display, fold, without_space
from .glued_names import split_issuers
from .header_fields import header_fields
from .header_patterns import (
    ADDRESSED,
    ADDRESSEE_NOT,
    ANYBODYS_APPROVAL,
    APPROVAL,
    BEHIND_A_DATE,
    CENTRAL_BODY,
    COVERING,
    DASHES,
    DATED,
    HEADER_FIELD,
    ISSUED_NEXT,
    ISSUER_NOT,
    ISSUING,
    LEADING_NUMBER,
    REPLY_TO,
)
from .jurisdiction import jurisdiction_of
from .model import DocumentNumber, Header, SourceText, Span
from .own_number import above_body, own_number
from .resolve import Context, Resolver
from .sign_off import find_sign_off
from .stated import NOTHING, Stated, StatedIssuer
from .title import find_title
from .units import looks_like_unit, split_units

__all__ = ["Head", "read_header", "resolver_of"]

_TABLE_WITHIN: Final = 1500
"""A page prints the table of its fields above the notice, if not behind it."""


@dataclass(frozen=True, slots=True)
class Head:
    """What `read_header` gives.

    Attributes:
        header: the facts.
        jurisdiction: division code of the issuer's area.
        year: the notice's; none where it does not say.
        resolver: resolves the names of this notice.
        body: where the body begins.
        plan: where the title of the plan that a letter issues stands by itself; none where it does not.
        sign_off: where issuer and date stand below the covering letter or the notice; none where they do not.
        own: places where the notice names itself or its plan, which are no citations.
        title: where the title stands; none where there is none.
        top: where the first sentence or the addressees begin, behind which the notice does not say its own number.
    """

    header: Header
    jurisdiction: str
    year: int | None
    resolver: Resolver
    body: int
    plan: Span | None
    sign_off: Span | None
    own: tuple[Span, ...]
    title: Span | None
    top: int


def read_header(source: SourceText, folded: str, tables: Authority | None = None, stated: Stated = NOTHING) -> Head:
    """The header of a notice, as far as it has one.

    Args:
        source: the text as read.
        folded: the same, folded.
        tables: the authority that knows the units; the shipped one unless given.
        stated: what a person says over that.
    """
    fields, after_fields = header_fields(folded)
    # All cells of the page's own table are above the title, known labels or not.
    for table in source.tables[:2]:
        if (
            len(HEADER_FIELD.findall(folded[table.span.start : table.span.end])) > 1
            and table.span.start < _TABLE_WITHIN
        ):
            after_fields = max(after_fields, table.span.end)
    found_title = find_title(folded, after_fields)
    heading = stated.heading(found_title)
    title = heading.text
    if leading := LEADING_NUMBER.match(title):
        title = title[leading.end() :]
    number, number_end, number_span = stated.own_number(*own_number(folded, fields, heading), heading)
    position = max(heading.end, number_end)
    addressees, address_end = _addressees(source.content, folded, position, titled=heading.span is not None)
    plan = plan_title(title)
    sign_off = find_sign_off(folded, max(position, address_end), plan, stated.issued_places, stated.issued)
    found_plan = plan_at(folded, plan, max(position, address_end))
    attached, attached_at = attachments(source.content, folded, sign_off.span)
    own = [x for x in (heading.span, number_span, found_plan) if x] + _mentions(folded, plan, title)
    own += [x for span in attached_at for x in _quoted(folded, span)]
    if heading.text != found_title.text:
        # Where the text has the title as it was read before, it means itself all the same.
        own += _mentions(folded, plan_title(found_title.text), found_title.text)
    own += stated.number_places
    issued = stated.day(date_in(fields.get("issued", "")) or sign_off.day or _dated(folded, heading.end))
    year = _year(issued, number, title)
    named = stated.issuers
    if named is None:
        names = _issuers(fields.get("issuer"), title, heading.letterhead, sign_off.issuers)
        named = tuple(StatedIssuer(name) for name in names)
    jurisdiction = named[0].scope or _jurisdiction(named[0].name, year) if named else UNPLACED
    context = Context(jurisdiction, year, None, tables or authority())
    # A heading can be taken for an issuer's name (…有关法律知识问答); nobody issues as a set of units.
    resolved = (
        Resolver(context if one.scope is None else replace(context, jurisdiction=one.scope)).unit(one.name)
        for one in named
    )
    issuers = tuple(dict.fromkeys(unit for unit in resolved if not unit.collective))
    approval = _approval(folded, position)
    header = Header(
        title=display(title) or None,
        document_number=number,
        index_number=fields.get("index_number"),
        issuers=issuers,
        issued=issued,
        published=date_in(fields.get("published", "")),
        validity=fields.get("validity"),
        subject=fields.get("subject"),
        addressees=addressees,
        sign_off_issuer=" ".join(sign_off.issuers) or None,
        sign_off_date=stated.signed(sign_off),
        approval=display(source.content[approval.start : approval.end]) if approval else None,
        plan_title=display(plan) if plan else None,
        attachments=tuple(attached),
    )
    resolver = resolver_of(header, jurisdiction, tables)
    top = max(heading.end, after_fields)
    return Head(
        header,
        jurisdiction,
        year,
        resolver,
        max(position, address_end),
        found_plan,
        sign_off.span,
        tuple(own),
        heading.span,
        top + len(above_body(folded, top)),
    )


def resolver_of(header: Header, jurisdiction: str, tables: Authority | None = None) -> Resolver:
    """Resolves the names of a notice whose header is known.

    Args:
        header: what the notice says of itself.
        jurisdiction: division code of the issuer's area.
        tables: the authority that it was read with; the shipped one unless given.
    """
    year = _year(header.issued, header.document_number, fold(header.title or ""))
    issuer = header.issuers[0] if header.issuers else None
    return Resolver(Context(jurisdiction, year, issuer, tables or authority()))


def _year(issued: date | None, number: DocumentNumber | None, title: str) -> int | None:
    """The notice's year: of its date, its number or its title."""
    if issued is not None:
        return issued.year
    if number is not None and number.year is not None:
        return number.year
    stated = STATED_YEAR.search(title)
    return int(stated[1]) if stated else None


def _jurisdiction(issuer: str, year: int | None) -> str:
    """The issuer's area; a department of a ministry (生态环境部监测司) is the centre's too."""
    found = jurisdiction_of(issuer, year)
    return CENTRE if found.startswith(UNPLACED) and CENTRAL_BODY.match(issuer) else found


def _dated(folded: str, title_end: int) -> date | None:
    """The date that stands alone in a bracket below the title: （2019年3月11日）."""
    match = DATED.search(folded, title_end, min(len(folded), title_end + 400))
    return date_in(match.group()) if match else None


def _addressees(content: str, folded: str, start: int, *, titled: bool) -> tuple[tuple[str, ...], int]:
    """Whom the notice is sent to: what stands before the first colon, if the last of it is a unit.

    Args:
        content: the text as read.
        folded: the same, folded.
        start: where title and number end.
        titled: whether there is a title; a reply to a proposal has none and begins with a person or a body.
    """
    offset = re.compile(r"[) \t\r\n]*").match(folded, start).end()  # type: ignore[union-attr]
    if not titled and (reply := REPLY_TO.match(folded, start)):
        return (without_space(content[reply.start("name") : reply.end("name")]),), reply.end()
    # 国家税务总局各省…税务局: the issuer's name from the letterhead.
    if (issuer := CENTRAL_BODY.match(folded, offset)) and re.match("各(?:省|市|地|县|区)", folded[issuer.end() :][:2]):
        offset = issuer.end()
    match = ADDRESSED.match(folded, offset)
    if not match or p.LABEL.search(match.group()):
        return (), start
    units, _ = split_units(content, folded, Span(match.start(), match.end() - 1))
    names = tuple(u.name for u in units)
    # A list may end with a name that no rule knows (中国铁建); a sentence has hardly a unit's name between its commas.
    units_seen = sum(looks_like_unit(_unbracketed(fold(n))) for n in names)
    if not names or units_seen * 2 < len(names):
        return (), start
    if any(ADDRESSEE_NOT.search(fold(n)) or fold(n).count("“") != fold(n).count("”") for n in names):
        return (), start
    return names, match.end()


def _unbracketed(name: str) -> str:
    return re.sub(r"\([^()]*\)", "", name)


def _approval(folded: str, start: int) -> Span | None:
    """Who approved what is issued, as the covering sentence says it: 已经省政府同意，现印发给你们."""
    for match in APPROVAL.finditer(folded, start, min(len(folded), start + 1500)):
        before = folded[max(start, match.start() - 20) : match.start()]
        if ANYBODYS_APPROVAL.search(match.group()) or BEHIND_A_DATE.search(before):
            continue
        if COVERING.match(folded, match.end(), min(len(folded), match.end() + 120)):
            return Span(match.start(), match.end())
    return None


def _quoted(folded: str, span: Span) -> list[Span]:
    """The titles in 《》 within a stretch."""
    return [Span(m.start(), m.end()) for m in TITLE_QUOTED.finditer(folded, span.start, span.end)]


def _mentions(folded: str, plan: str | None, title: str) -> list[Span]:
    """Places where 《》 holds the notice's own plan or title."""
    own = {_key(t) for t in (plan, title) if t}
    own |= {
        _key(m.group()[1:-1])
        for m in TITLE_QUOTED.finditer(folded, 0, min(len(folded), 3000))
        if (ISSUED_HERE.match(folded[m.end() : m.end() + 60]) or ISSUED_NEXT.match(folded, m.end()))
        # 依据《甲》，现印发…: what a notice rests on it does not issue.
        and not RESTS_ON.search(folded, max(0, m.start() - 8), m.start())
    }
    return [Span(m.start(), m.end()) for m in TITLE_QUOTED.finditer(folded) if _key(m.group()[1:-1]) in own]


def _key(title: str) -> str:
    """A title for comparison: without quotes and white space, and all dashes alike (2018—2020年, 2018-2020年)."""
    return DASHES.sub("-", re.sub(r"[\s《》〈〉<>“”\"()（）]", "", fold(title)))


def _issuers(field: str | None, title: str, letterhead: str | None, signed: tuple[str, ...]) -> list[str]:
    """Full names of the issuers: several in a title stand apart by spaces."""
    if field:
        stated = [n for n in re.split(r"[\s、,]+", field) if n]
        if stated:
            return stated
    # 甲转发乙关于丙的通知: 乙 issued what 甲 forwards.
    before = ISSUING.split(title.split("关于", 1)[0], maxsplit=1)[0].strip() if "关于" in title else ""
    if found := number_in(fold(before)):
        before = before[found[2] :].strip("-— ")
    names = [n for n in re.split(r"[\s、]+", before) if 2 < len(n) < 50]
    if names and not any(ISSUER_NOT.search(n) for n in names):
        return names
    if letterhead:
        return [n for word in letterhead.split() for n in split_issuers(word)]
    return [n for n in signed if 2 < len(n) < 50]
