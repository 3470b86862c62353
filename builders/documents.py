"""Document numbers (发文字号) and what identifies a document.

The normal form follows GB/T 9704-2012, 7.2.5: the year in 〔〕, the serial in
plain digits without 第 and without leading zeros. A code alone names no issuer
(宁政办发 is Nanjing's and Ningxia's), so a document is its scope, code, year
and serial together.
"""

import re
from dataclasses import replace

from ..ontology.issuers import issuer_codes, scope_of_code
from ..ontology.places import CENTRE, UNPLACED, chain, find, place
from .citation_patterns import (
    ANNOUNCEMENT,
    BODY_BEFORE_CODE,
    CENTRAL_CODE,
    CODE_LEAD_IN,
    COURT,
    GOVERNMENT_ORDER,
    LAW,
    NUMBER,
    ORDER,
    ORDER_BEHIND,
    STATE,
    TITLE_YEAR,
    YEARLY,
)
from .fold import fold, without_space
from .model import Document, DocumentNumber
from .numerals import chinese_number
from .unit_patterns import CENTRAL

_OF_TIER = {
    "省": re.compile(r"[\u4e00-\u9fff]{2,6}?省"),
    "市": re.compile(r"[\u4e00-\u9fff]{1,6}?市(?=人民政府|政府|[\u4e00-\u9fff]{2,10}(?:局|委|办))"),
}

__all__ = ["by_title_alone", "identify", "number_in", "of_government", "scope_of_title"]


def number_in(folded: str) -> tuple[DocumentNumber, int, int] | None:
    """The first document number in a folded text, with its start and end; None where there is none.

    Court cases (（2018）青01民终123号) are no documents. Words that run into a
    code in a sentence (按照国发〔2015〕1号) are cut off.
    """
    for hidden in (COURT, STATE):
        if hidden.search(folded):
            folded = hidden.sub(lambda m: "\n" * len(m.group()), folded)
    matches = [m for pattern in (NUMBER, ORDER, ORDER_BEHIND, ANNOUNCEMENT) if (m := pattern.search(folded))]
    if not matches:
        return None
    match = min(matches, key=lambda m: (m.start(), -m.end()))
    code = match["code"]
    # 9月1日甲政规〔2021〕3号: the date before it runs into the code.
    after_date = code[0] in "年月日号" and folded[max(0, match.start("code") - 1) : match.start("code")].isdigit()
    cut = after_date + _lead_in(code[after_date:])
    if match.re is NUMBER:
        cut += _body_before(code[cut:])
    code = without_space(code[cut:]).replace("(", "（").replace(")", "）")
    if not code:
        return None
    year = int(match["year"]) if match["year"] else None
    serial = int(match["serial"]) if match["serial"].isdigit() else chinese_number(match["serial"])
    if not serial:
        return None
    if match.re is ORDER_BEHIND:
        code += "令"
    if match.re is NUMBER:
        text = f"{code}〔{year}〕{serial}号"
    elif match.re in (ORDER, ORDER_BEHIND):
        text = f"{code}第{serial}号" if year is None else f"{code}{year}年第{serial}号"
    else:
        text = f"{code}{year}年第{serial}号"
    return DocumentNumber(code, year, serial, text), match.start("code") + cut, match.end()


def _lead_in(code: str) -> int:
    """How many characters before a code belong to the sentence: 认真贯彻落实国发 → 6."""
    cut = 0
    while (lead_in := CODE_LEAD_IN.match(code[cut:])) and cut + lead_in.end() < len(code):
        cut += lead_in.end()
    return cut


def _body_before(code: str) -> int:
    """How many characters before a code name the body that issued it: 天津市卫健委津卫医政 → 6.

    The table of codes tells: what follows the body's name must be a code that it
    has, or begin as a ministry's or a province's do.
    """
    if code in issuer_codes():
        return 0
    for at in range(2, len(code) - 1):
        if code[at:] in issuer_codes() and at > 2:
            return at
    for match in BODY_BEFORE_CODE.finditer(code, 2):
        rest = code[match.end() :]
        if len(rest) > 1 and (match.group() or scope_of_code(rest, CENTRE)[1]):
            return match.end()
    return 0


def of_government(number: DocumentNumber, scope: str, issuer: str = "") -> DocumentNumber:
    """An order by the full name of its government: 省政府令第246号 is 江西省人民政府令第246号 in Jiangxi's notices.

    Args:
        number: as written.
        scope: division code of the area that the order holds in.
        issuer: the notice's issuer, whose name tells the province where the tables do not know it.
    """
    match = GOVERNMENT_ORDER.match(number.code)
    if not match:
        return number
    if match["place"]:
        named_place = find(number.code, near=scope, year=number.year)
        where = place(named_place[0], number.year) if named_place else None
    else:
        # 省政府令 in a county's notice is its province's; where no tier is said, the order is the issuer's own.
        areas = [a for code in chain(scope) if (a := place(code, number.year)) is not None]
        where = next((a for a in areas if match["tier"] in (None, a.tier_word)), None)
    # 省政府令 and 市政府令 are those of the issuer's province or city, whose name may be all that tells it.
    named = _OF_TIER[match["tier"]].match(issuer) if match["tier"] in _OF_TIER and not match["place"] else None
    if where is not None and where.code != CENTRE:
        full = f"{where.name}人民政府令"
    elif named:
        full = f"{named.group()}人民政府令"
    else:
        return number
    return replace(number, code=full, text=full + number.text.removeprefix(number.code))


def scope_of_title(title: str, near: str = CENTRE) -> str | None:
    """Whose document a title says it is: the division that it begins with, or the centre.

    Of several places of one name that nearest to the scope `near` is meant.

    青海省物业承接查验管理办法 is Qinghai's; 国务院关于… is the centre's;
    政府工作报告 says nothing.
    """
    text = without_space(fold(title))
    issuer, about, _ = text.partition("关于")
    if CENTRAL.match(issuer if about else text) or LAW.search(text):
        return CENTRE
    found = find(text, near=near, provinces_in_full=True)
    return found[0] if found else None


def _scope_of_number(number: DocumentNumber, named: str | None, jurisdiction: str) -> str:
    """Whose a number is: its code says it, or the title, or the notice that cites it.

    Where the code is several issuers' and nothing settles whose it is here, the
    scope says that it is open, apart for each citing jurisdiction: two open
    documents of two provinces are not made one.
    """
    scope, listed = scope_of_code(number.code, named or jurisdiction, year=number.year)
    if listed and scope is None and named is not None:
        scope, _ = scope_of_code(number.code, jurisdiction, year=number.year)
    if scope is not None:
        return scope
    if listed:
        return f"{UNPLACED}-{jurisdiction}"
    if named is not None:
        return named
    return CENTRE if CENTRAL_CODE.match(number.code) else jurisdiction


def identify(
    title: str | None, number: DocumentNumber | None, jurisdiction: str, year: int | None, issuer: str = ""
) -> Document:
    """What identifies a document that a notice cites.

    Args:
        title: the words inside 《》.
        number: its number, where the notice gives it.
        jurisdiction: the citing issuer's.
        year: the citing notice's.
        issuer: the citing issuer's name.
    """
    named = scope_of_title(title, jurisdiction) if title else None
    if number is not None:
        number = of_government(number, named or jurisdiction, issuer)
        return Document(_scope_of_number(number, named, jurisdiction), number)
    if title is None:
        raise ValueError("a document needs a title or a number")
    folded = without_space(fold(title))
    match = TITLE_YEAR.search(folded)
    own = int(match["year"]) if match else year if YEARLY.match(folded) else None
    return Document(named or jurisdiction, None, folded, own)


def by_title_alone(document: Document, title: str) -> Document | None:
    """What a citation by title alone makes of a numbered document, where title, scope and year agree.

    They agree where the title itself names the year (2018年服务业发展工作要点) and the number is of that year. A title
    that names no year may be that of a later document too.
    """
    if document.number is None or document.number.year is None:
        return None
    alone = identify(title, None, document.scope, None)
    return alone if alone.scope == document.scope and alone.year == document.number.year else None
