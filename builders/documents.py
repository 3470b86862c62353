"""Document numbers (发文字号) and what identifies a document.

The normal form follows GB/T 9704-2012, 7.2.5: the year in 〔〕, the serial in
plain digits without 第 and without leading zeros. A code alone names no issuer
(宁政办发 is Nanjing's and Ningxia's), so a document is its scope, code, year
and serial together.
"""

import re
from dataclasses import replace

from ..ontology.authority import CENTRE, issuer_scopes, parent_code, place, place_at_start
from .citation_patterns import (
    ANNOUNCEMENT,
    CENTRAL_CODE,
    CODE_LEAD_IN,
    COURT,
    GOVERNMENT_ORDER,
    LAW,
    NUMBER,
    ORDER,
    TITLE_YEAR,
    YEARLY,
)
from .fold import fold, without_space
from .model import Document, DocumentNumber
from .unit_patterns import CENTRAL

_OF_TIER = {
    "省": re.compile(r"[\u4e00-\u9fff]{2,6}?省"),
    "市": re.compile(r"[\u4e00-\u9fff]{1,6}?市(?=人民政府|政府|[\u4e00-\u9fff]{2,10}(?:局|委|办))"),
}

__all__ = ["identify", "number_in", "scope_of_title"]


def number_in(folded: str) -> tuple[DocumentNumber, int, int] | None:
    """The first document number in a folded text, with its start and end; None where there is none.

    Court cases (（2018）青01民终123号) are no documents. Words that run into a
    code in a sentence (按照国发〔2015〕1号) are cut off.
    """
    if COURT.search(folded):
        folded = COURT.sub(lambda m: "\n" * len(m.group()), folded)
    matches = [m for pattern in (NUMBER, ORDER, ANNOUNCEMENT) if (m := pattern.search(folded))]
    if not matches:
        return None
    match = min(matches, key=lambda m: (m.start(), -m.end()))
    code = match["code"]
    # 9月1日甲政规〔2021〕3号: the date before it runs into the code.
    after_date = code[0] in "年月日号" and folded[max(0, match.start("code") - 1) : match.start("code")].isdigit()
    cut = after_date + _lead_in(code[after_date:])
    code = without_space(code[cut:])
    if not code:
        return None
    year = int(match["year"]) if match["year"] else None
    serial = int(match["serial"])
    if match.re is NUMBER:
        text = f"{code}〔{year}〕{serial}号"
    elif match.re is ORDER:
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
        where = place(place_at_start(number.code) or "")
    else:
        code: str | None = scope
        while code is not None and parent_code(code) not in (None, CENTRE) and match["tier"] != "市":
            code = parent_code(code)
        where = place(code or "")
    # 省政府令 and 市政府令 are those of the issuer's province or city, whose name may be all that tells it.
    named = _OF_TIER[match["tier"]].match(issuer) if match["tier"] in _OF_TIER and not match["place"] else None
    if where is not None and where.code != CENTRE:
        full = f"{where.name}人民政府令"
    elif named:
        full = f"{named.group()}人民政府令"
    else:
        return number
    return replace(number, code=full, text=full + number.text.removeprefix(number.code))


def scope_of_title(title: str) -> str | None:
    """Whose document a title says it is: the division that it begins with, or the centre.

    青海省物业承接查验管理办法 is Qinghai's; 国务院关于… is the centre's;
    政府工作报告 says nothing.
    """
    text = without_space(fold(title))
    issuer, about, _ = text.partition("关于")
    if CENTRAL.match(issuer if about else text) or LAW.search(text):
        return CENTRE
    return place_at_start(text, provinces_in_full=True)


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
    named = scope_of_title(title) if title else None
    if number is not None:
        number = of_government(number, named or jurisdiction, issuer)
        central = CENTRE if CENTRAL_CODE.match(number.code) else None
        scope = issuer_scopes().get(number.code) or named or central or jurisdiction
        return Document(scope, number)
    if title is None:
        raise ValueError("a document needs a title or a number")
    folded = without_space(fold(title))
    match = TITLE_YEAR.search(folded)
    own = int(match["year"]) if match else year if YEARLY.match(folded) else None
    return Document(named or jurisdiction, None, folded, own)
