"""What a notice says of itself, and where its body begins.

1. header fields that a web page prints above the notice (索引号 …);
2. the title, over one line or several, and the document number below it;
3. addressees, which end in a colon;
4. the covering letter's sign-off (issuer, date);
5. the plan that the letter issues: its title comes again, and the body begins there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain, zip_longest
from typing import Final

from ..ontology.authority import UNPLACED
from . import patterns as p
from .agencies import jurisdiction_of, resolve
from .citation_patterns import ISSUED_HERE, TITLE_QUOTED
from .dates import date_in
from .documents import number_in
from .fold import display, fold, without_space
from .header_patterns import (
    ABOUT,
    ABOVE_TITLE,
    ADDRESSEES,
    ANY_DATE,
    APPROVAL,
    ATTACHMENT,
    DATED,
    HEADER_FIELD,
    ISSUES,
    ISSUING,
    LEADING_NUMBER,
    NEXT_FIELD,
    NOISE_LINE,
    OWN_NUMBER,
    PAGE_FIELD,
    PASSED,
    SIGNER,
    TITLE_END,
    TITLE_INLINE,
)
from .model import DocumentNumber, Header, SourceText, Span
from .outline_patterns import MARKER
from .units import split_units

__all__ = ["Head", "read_header"]

_HEAD_LINES = 60
"""No notice has more lines than this before its body."""


_LETTER: Final = 6000
"""A sign-off stands below the covering letter, which is short, or at the notice's end."""


@dataclass(frozen=True, slots=True)
class Head:
    """What `read_header` gives.

    Attributes:
        header: the facts.
        jurisdiction: division code of the issuer's area.
        body: where the body begins.
        plan: where the title of the plan that a letter issues stands by itself; none where it does not.
        sign_off: where issuer and date stand below the covering letter or the notice; none where they do not.
        own: places where the notice names itself or its plan, which are no citations.
    """

    header: Header
    jurisdiction: str
    body: int
    plan: Span | None
    sign_off: Span | None
    own: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str


def read_header(source: SourceText, folded: str) -> Head:
    """The header of a notice, as far as it has one."""
    fields, after_fields = _fields(folded)
    lines = list(_lines(folded, after_fields))
    title, title_end, own_title = _title(folded, lines)
    if leading := LEADING_NUMBER.match(title):
        title = title[leading.end() :]
    number, number_end = _number(folded, fields, title_end)
    position = max(title_end, number_end)
    addressees, address_end = _addressees(source.content, folded, position)
    plan_title = _plan_title(title)
    sign_off, sign_date, sign_span = _sign_off(folded, max(position, address_end), plan_title)
    plan_at = _plan_at(folded, plan_title, max(position, address_end))
    own = [own_title] if own_title else []
    body = max(position, address_end)
    if plan_at is not None:
        own.append(plan_at)
    own += _mentions(folded, plan_title, title)
    issuer_names = _issuers(fields.get("issuer"), title, sign_off)
    jurisdiction = jurisdiction_of(issuer_names[0]) if issuer_names else UNPLACED
    approval = APPROVAL.search(folded, position, min(len(folded), position + 1500))
    header = Header(
        title=display(title) or None,
        document_number=number,
        index_number=fields.get("index_number"),
        issuers=tuple(resolve(name, jurisdiction) for name in issuer_names),
        issued=date_in(fields.get("issued", "")) or sign_date or _dated(folded, title_end),
        published=date_in(fields.get("published", "")),
        validity=fields.get("validity"),
        subject=fields.get("subject"),
        addressees=addressees,
        sign_off_issuer=sign_off,
        sign_off_date=sign_date,
        approval=display(source.content[approval.start() : approval.end()]) if approval else None,
        plan_title=display(plan_title) if plan_title else None,
        attachments=tuple(
            display(source.content[m.start("title") : m.end("title")]) for m in ATTACHMENT.finditer(folded)
        ),
    )
    return Head(header, jurisdiction, body, plan_at, sign_span, tuple(own))


def _fields(folded: str) -> tuple[dict[str, str], int]:
    """Header fields by name, and where the last one ends. They stand at the top or nowhere."""
    found: dict[str, str] = {}
    end = 0
    matches = list(HEADER_FIELD.finditer(folded, 0, min(len(folded), 2000)))
    for match, following in zip_longest(matches, matches[1:]):
        if match.start() - end > 200 and found:
            break
        line_end = folded.find("\n", match.end())
        stop = min(
            x
            for x in (
                following.start() if following else len(folded),
                line_end if line_end >= 0 else len(folded),
            )
        )
        value = folded[match.end() : stop].strip()
        value = NEXT_FIELD.split(value, maxsplit=1)[0]
        if not value or len(value) > 80:
            continue
        name = str(match.lastgroup)
        found.setdefault(name, display(value))
        end = stop
    return (found, end) if len(found) > 1 else ({}, 0)


def _lines(folded: str, start: int) -> Iterator[_Line]:
    """Non-empty lines from `start` on, without white space at their ends."""
    for count, match in enumerate(re.finditer(r"[^\r\n]+", folded[start:])):
        if count > _HEAD_LINES * 2:
            return
        raw = match.group()
        text = raw.strip()
        if text:
            begin = start + match.start() + len(raw) - len(raw.lstrip())
            yield _Line(begin, begin + len(text), text)


def _title(folded: str, lines: list[_Line]) -> tuple[str, int, Span | None]:
    """The title, where it ends, and its place. A title may run over up to four lines."""
    lines = [x for x in lines if not NOISE_LINE.match(x.text) and not ABOVE_TITLE.match(x.text)]
    for first, line in enumerate(lines[:12]):
        if (inline := TITLE_INLINE.match(line.text)) and len(line.text) > len(inline.group()) + 2:
            return inline.group(), line.start + inline.end(), Span(line.start, line.start + inline.end())
        if len(line.text) > 160 or ADDRESSEES.match(line.text) or "。" in line.text:
            break
        run = [line]
        for following in lines[first + 1 : first + 4]:
            if TITLE_END.search(run[-1].text) and ABOUT.search("".join(x.text for x in run)):
                break
            if len(following.text) > 120 or MARKER.match(following.text) or following.text.endswith((":", "。")):
                break
            run.append(following)
        for size in range(len(run), 0, -1):
            joined = "".join(x.text for x in run[:size])
            if ABOUT.search(joined) and TITLE_END.search(joined):
                # Pages repeat the title above the document; the last of equal lines is as good as the first.
                return joined, run[size - 1].end, Span(line.start, run[size - 1].end)
    if not lines or MARKER.match(lines[0].text):
        return "", 0, None
    # No words of a title: the first line, or its first words where all stands in one.
    line = lines[0]
    words = line.text if len(line.text) <= 80 else re.split(r"[\s。]", line.text, maxsplit=1)[0]
    if not 4 < len(words) <= 80 or "。" in words or p.LABEL.search(words):
        return "", 0, None
    return words, line.start + len(words), Span(line.start, line.start + len(words))


def _number(folded: str, fields: dict[str, str], title_end: int) -> tuple[DocumentNumber | None, int]:
    """The notice's own number: from the fields, else from below the title, before the first sentence."""
    stop = folded.find("。", title_end)
    stop = min(title_end + 400, stop if stop >= 0 else len(folded))
    below, end = None, title_end
    # A page prints 发布时间：… between title and number; any other colon ends the list of addressees.
    window = PAGE_FIELD.sub(lambda m: "\n" * len(m.group()), folded[title_end:stop])
    window = window.split(":", maxsplit=1)[0]
    if match := PASSED.search(window) or OWN_NUMBER.search(window):
        below = number_in(match["number"])
        end = title_end + match.end() if below else title_end
    if "document_number" in fields and (found := number_in(fold(fields["document_number"]))):
        return found[0], end
    if below:
        return below[0], end
    # GB/T 9704 puts the number above the title.
    above = OWN_NUMBER.search(folded, 0, max(0, title_end - 1))
    return (number_in(above["number"]) or (None,))[0] if above else None, title_end


def _dated(folded: str, title_end: int) -> date | None:
    """The date that stands alone in a bracket below the title: （2019年3月11日）."""
    match = DATED.search(folded, title_end, min(len(folded), title_end + 400))
    return date_in(match.group()) if match else None


def _addressees(content: str, folded: str, start: int) -> tuple[tuple[str, ...], int]:
    """The units that the notice is sent to: what stands before the first colon, if that ends a line or comes soon."""
    offset = start + len(folded[start:]) - len(folded[start:].lstrip(") \t\r\n"))
    match = re.compile(r"[^。;\n:]{2,300}?:(?=\s|$|[\u4e00-\u9fff《])").match(folded, offset)
    if (
        not match
        or not re.search(r"政府|部门|单位|各|厅|局|委|有关|省|市|县", match.group())
        or p.LABEL.search(match.group())
    ):
        return (), start
    names, _ = split_units(content, folded, Span(match.start(), match.end() - 1))
    return tuple(n.name for n in names), match.end()


def _sign_off(folded: str, start: int, plan: str | None) -> tuple[str | None, date | None, Span | None]:
    """Issuer and date below the covering letter or the notice."""
    plan = fold(plan) if plan else ""
    end = len(folded)
    near = chain(
        ANY_DATE.finditer(folded, start, min(end, start + _LETTER)),
        ANY_DATE.finditer(folded, max(start + _LETTER, end - _LETTER)),
    )
    for match in near:
        window = max(start, match.start() - 120)
        signer = SIGNER.search(folded[window : match.start()])
        if not signer or not 2 <= len(signer["issuer"]) <= 60:
            continue
        stands_last = match.end() == len(folded) or folded[match.end()] in " \t\r\n("
        # In a text flattened to one line the plan follows at once.
        if stands_last or (plan and folded.startswith(plan, match.end())):
            span = Span(window + signer.start("issuer"), match.end())
            return without_space(signer["issuer"]), date_in(match.group()), span
    return None, None, None


def _plan_title(title: str) -> str | None:
    match = ISSUES.search(without_space(title))
    if not match:
        return None
    return re.sub(r"^《(.*)》$", r"\1", match["plan"]).strip() or None


def _plan_at(folded: str, plan: str | None, start: int) -> Span | None:
    """Where the plan's title stands by itself, as a line or run of lines."""
    if not plan:
        return None
    letters = [re.escape(c) for c in without_space(fold(plan)) if c not in '《》“”"()（）']
    pattern = re.compile(
        r"(?:^|\n)[ \t]*(?P<title>" + r"[\s《》“”\"()]*".join(letters) + r"[》”\")]*)[ \t]*(?=\r?\n|$)"
    )
    match = pattern.search(folded, start)
    return Span(match.start("title"), match.end("title")) if match else None


def _mentions(folded: str, plan: str | None, title: str) -> list[Span]:
    """Places where 《》 holds the notice's own plan or title."""
    own = {_key(t) for t in (plan, title) if t}
    own |= {
        _key(m.group()[1:-1])
        for m in TITLE_QUOTED.finditer(folded, 0, min(len(folded), 3000))
        if ISSUED_HERE.match(folded[m.end() : m.end() + 60])
    }
    return [Span(m.start(), m.end()) for m in TITLE_QUOTED.finditer(folded) if _key(m.group()[1:-1]) in own]


def _key(title: str) -> str:
    return re.sub(r"[\s《》〈〉“”\"()（）]", "", fold(title))


def _issuers(field: str | None, title: str, sign_off: str | None) -> list[str]:
    """Full names of the issuers: several in a title stand apart by spaces."""
    before = ISSUING.split(title.split("关于", 1)[0], maxsplit=1)[0].strip() if "关于" in title else ""
    if found := number_in(fold(before)):
        before = before[found[2] :].strip("-— ")
    names = [n for n in re.split(r"[\s、]+", before) if 2 < len(n) < 50]
    if field:
        stated = [n for n in re.split(r"[\s、,]+", field) if n]
        return stated or names
    if names:
        return names
    return [sign_off] if sign_off and 2 < len(sign_off) < 50 else []
