"""How a sheet is printed: paper, the notice's name above each page, page numbers below it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from ...graph.columns import Notice
from .cells import plain, stored
from .columns import Language, spoken
from .measures import wide
from .memory import Memory
from .verbatim import Verbatim
from .widths import paper

__all__ = ["about", "footer", "header", "header_of", "page", "put_heads", "words_of"]

_LONGEST: Final = 255
"""Characters of a header with its codes (Excel specifications and limits), counted as UTF-16 code units."""
_LINE: Final = 116
"""Half-widths in a line of a header that A4 has room for; programs do not wrap them."""
_LINES: Final = 2
_ISSUERS: Final = 3
"""So many are named; of more, the first with 等."""
_LOOK: Final = r'&"[^"]*"|&K(?:[0-9A-Fa-f]{6}|\d\d[+-]\d{3})|&\d{1,3} ?|&[BIUESXYOH](?![A-Za-z])'
_CODE: Final = re.compile(rf"(?P<sign>&&)|{_LOOK}|&\[(?P<long>\w)\w*\]|&(?P<field>[LCRPNADTFZG])")
"""The sign itself, a code of the look of type, or one of a place or field (ECMA-376 18.3.1.46)."""


def about(notices: Sequence[Notice], language: Language, elsewhere: int = 0) -> str:
    """What a ledger is of, in a line: number and title of one notice, or how many there are and who issued them.

    Args:
        notices: that it is made from.
        language: of our words.
        elsewhere: how many more it holds of which nothing but their rows is known.
    """
    if len(notices) == 1 and not elsewhere:
        told = [word for word in (notices[0].number, notices[0].title) if word]
        return ("\u3000" if language == "zh" else " ").join(told) or spoken("title", language)
    count = len(notices) + elsewhere
    said = spoken("title", language) + (f"（{count}份公文" if language == "zh" else f" ({count} notices")
    issuers = [] if elsewhere else list(dict.fromkeys(name for n in notices for name in n.issuers))
    named = spoken("comma", language).join(issuers[:_ISSUERS])
    if len(issuers) > _ISSUERS:
        named += "等" if language == "zh" else " and others"
    colon = spoken("colon", language) if named else ""
    return said + colon + named + ("）" if language == "zh" else ")")


def header(of: str, unit: str) -> str:
    r"""What stands above each printed page: what the ledger is of, then the unit, or the name of the sheet.

    >>> header("a&b", "")
    '&Ca&&b\n&A'

    Args:
        of: as `about` gives it.
        unit: the unit that the sheet is about; empty where it is about none.
    """
    below = "\n" + _below(unit)
    lines: list[str] = []
    rest = " ".join(_clean(of).split())
    left = _LONGEST - _units("&C" + below)
    while rest and left > 1:
        last = len(lines) == _LINES - 1
        line = _start(rest, min(_LINE, left - 2))
        rest = rest[len(line) :]
        shown = _doubled(line if not (last and rest) else line[:-1] + "…", left - 1)
        lines.append(shown)
        left -= _units(shown) + 1
        if last:
            break
    return "&C" + "\n".join(lines) + below


def header_of(other: str, unit: str) -> str:
    r"""What stands above the pages of a sheet, by what stands above those of another one of the workbook.

    >>> header_of("&C甲\n&A", "省财政厅")
    '&C甲\n省财政厅'

    Args:
        other: as `header` made it.
        unit: as for `header`.
    """
    return f"{other.rpartition(chr(10))[0]}\n{_below(unit)}"


def _below(unit: str) -> str:
    return _doubled(unit, 80) if unit else "&A"


def _start(text: str, within: int) -> str:
    """As much of a text as has so many half-widths."""
    end = len(text)
    while end > 1 and wide(text[:end]) > within:
        end -= max((wide(text[:end]) - within) // 2, 1)
    return text[:end]


def _doubled(text: str, most: int) -> str:
    """Words as a header shows them: no sign of them is a code, and no more than so many UTF-16 code units."""
    clean = _clean(text)
    while _units(shown := stored(clean).replace("&", "&&")) > most:
        clean = clean.rstrip("…")[:-1] + "…"
    return shown


def _clean(text: str) -> str:
    return "".join(c if c.isprintable() or c == "\u3000" else " " for c in text)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def footer(language: Language) -> str:
    """What stands below each printed page: the sheet's name, and which page it is of how many."""
    return f"&L&A&C{spoken('page', language)}"


def words_of(raw: str) -> str:
    """A header without its looks and white space, by which it is known whatever program has saved it.

    >>> words_of('&C&"宋体,常规"&12甲 &P') == words_of("&C甲&P")
    True
    """
    kept = _CODE.sub(lambda m: m["sign"] or "".join(f"&{c}" for c in (m["long"], m["field"]) if c), plain(raw))
    return "".join(kept.split())


def put_heads(sheet: Worksheet, memory: Memory, unit: str, of: str, language: Language) -> Memory:
    """Writes header and footer, and remembers them."""
    made = replace(memory, header=header(of, unit), footer=footer(language))
    sheet.HeaderFooter.oddHeader, sheet.HeaderFooter.oddFooter = Verbatim(made.header), Verbatim(made.footer)
    # Otherwise they are made smaller together with the sheet.
    sheet.HeaderFooter.scaleWithDoc = False
    return made


def page(sheet: Worksheet, role: str) -> None:
    """Sets paper and margins of a sheet; its width is fitted to that of the paper."""
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = paper(role)
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    # Lines are printed and not drawn cell by cell: an empty cell need not be there.
    sheet.print_options.gridLines = True
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.header, margins.top, margins.footer, margins.bottom = 0.3, 0.95, 0.3, 0.65
