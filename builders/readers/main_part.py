"""The notice in a page: its header fields, title, text, tables and attachments, without the site around it.

Sites differ too much for lists of their class names, and change every few
years. What does not change is how notices and sites are written:

1. The **body** is the deepest element that holds three quarters of what the
   page weighs (`html_weights`). If none does below some element (a letter and its
   plan side by side), it is that element; where two compete, the names of
   well-known editors help.
2. **Above** it the notice has its own marks: header fields, a title, a heading.
   From the first of them on, all that is neither furniture nor links is the
   notice's: date and source, the number.
3. **Below** it the notice ends where the site begins again: 相关解读, 上一篇, the
   footer. Up to there, the last lines that say something or close a notice are
   the notice's, and so are attachments, even further below.

A page without sentences and tables is taken whole, and so is a part of a page,
but for its furniture.
"""

import re
from bisect import bisect_left
from dataclasses import replace
from itertools import accumulate
from typing import Final

from ..fold import fold
from . import html_words as words
from .blocks import Grid, GridCell, Paragraph
from .html_blocks import Extent, Item, Items, items_of
from .html_boxes import Box, Page
from .html_weights import Weights, is_linked

__all__ = ["main_part"]

_BODY: Final = 0.75
"""A covering letter is a tenth to a quarter of its plan: less than this would lose it."""
_KNOWN_BODY: Final = 0.5
_KNOWN: Final = re.compile(
    r"(?<!\S)(?:UCAP-CONTENT|trs_editor\w*|trs_ueditor|custom_unionstyle|zoom|pages_content)(?!\S)", re.I
)
# An element that holds a single paragraph is that paragraph, unless it calls itself content.
_CONTENT: Final = re.compile(rf"{_KNOWN.pattern}|content|article|detail|text|txt|neirong", re.I)

_STRAY: Final = 0.1
_MENU: Final = 3
"""A sentence of so little weight, parted from the next by so many links, is a site's motto."""

_RELATED_FROM: Final = 0.4
_FOOTER_FROM: Final = 0.6
"""Shares of the page's weight above which 相关文件 is a heading of its own, and 版权所有 a sentence of the notice."""
_FAR: Final = 30
"""So many blocks of furniture below the body, and nothing more of the notice will come."""

_HEADINGS: Final = frozenset(["h1", "h2", "h3", "h4"])
_HEADING_HINT: Final = re.compile(r"(?:^|[\s_-])(?:\w*title\w*|\w*tit|bt|biaoti)(?:$|[\s_-]|\d)", re.I)
_HEADING_WITHIN: Final = 15
_TITLE_LINES: Final = 4
_TITLE_LENGTH: Final = 200
_TITLE_KEY: Final = 8
"""Fewer characters are the name of a column, or the number of a page."""
_LISTS: Final = frozenset(["dl", "ol", "ul"])


def main_part(page: Page) -> list[Item]:
    """The blocks of the notice in a page."""
    return _Search(page, items_of(page)).notice()


class _Search:
    """One page that is looked through."""

    def __init__(self, page: Page, made: Items) -> None:
        self._items = made.items
        self._extents = made.extents
        self._root = page.root
        titles = [_key(fold(t)) for title in page.titles for t in re.split(r"[_|]|\s[-–—]+\s", title)]
        self._titles = [t for t in titles if len(t) >= _TITLE_KEY]
        self._weights = Weights(made)

    def notice(self) -> list[Item]:
        """The blocks to keep."""
        weights = self._weights
        if not weights.total:
            return self._items
        box = self._body()
        body = self._extents[box]
        telling = [n for n in range(body.start, body.end) if weights.says(n)]
        telling = self._trimmed(telling or [n for n in range(body.start, body.end) if weights[n]])
        first = telling[0]
        stop = self._stop(first)
        last = max(n for n in telling if n < stop)
        lists = self._link_lists(telling)
        beside = [_is_beside(item.box, box) for item in self._items]
        kept = self._above(first, body, beside)
        for n in range(first, last + 1):
            if not (weights.is_furniture(n) or lists[n]):
                # A title with a comma reads as a sentence: date and tools still follow it.
                top = n - first < _TITLE_LINES and not weights.says(n)
                kept += _cleaned(self._items[n]) if top else [self._items[n]]
        return kept + self._below(last, stop, body, beside, lists)

    def _body(self) -> Box:
        """The deepest element that holds most of the weight and is no single paragraph."""
        weights = self._weights
        known = [b for b in self._extents if _KNOWN.search(b.hint)]
        box = max(known, key=weights.of, default=self._root)
        if weights.of(box) < _KNOWN_BODY * weights.total:
            box = self._root
        while True:
            inner = [c for c in box.children if isinstance(c, Box) and c in self._extents]
            heaviest = max(inner, key=weights.of, default=None)
            if heaviest is None or weights.of(heaviest) < _BODY * weights.total:
                return box
            extent = self._extents[heaviest]
            if extent.end - extent.start == 1 and not _CONTENT.search(heaviest.hint):
                return box
            box = heaviest

    def _trimmed(self, telling: list[int]) -> list[int]:
        """What says something, without mottoes at the ends."""

        def is_stray(n: int, following: range) -> bool:
            light = self._weights[n] < _STRAY * self._weights.total
            return light and sum(self._weights.is_aside(k) for k in following) >= _MENU

        start, end = 0, len(telling)
        while start + 1 < end and is_stray(telling[start], range(telling[start] + 1, telling[start + 1])):
            start += 1
        while start + 1 < end and is_stray(telling[end - 1], range(telling[end - 2] + 1, telling[end - 1])):
            end -= 1
        return telling[start:end]

    def _stop(self, first: int) -> int:
        """Where the site begins again below the notice."""
        items = self._items
        for n in range(first + 1, len(items)):
            share = self._weights.share_before(n)
            if share >= _RELATED_FROM and words.is_related(items[n].folded):
                return n
            if share >= _FOOTER_FROM and words.is_footer(items[n].folded):
                # Above the line that surely is the site's stand others that could be a notice's: 主办单位：….
                while n - 1 > first and (words.is_small_print(items[n - 1].folded) or self._weights.is_aside(n - 1)):
                    n -= 1
                return n
        return len(items)

    def _link_lists(self, telling: list[int]) -> list[bool]:
        """Which items stand in lists of links, such as those of related notices."""
        marked = [False] * len(self._items)
        linked = [0, *accumulate(i.linked for i in self._items)]
        sizes = [0, *accumulate(i.size for i in self._items)]
        # A list among the paragraphs of the notice is the notice's own: documents that it repeals.
        around = {b for n in telling for b in (self._items[n].box, self._items[n].box.parent)}
        for box, extent in self._extents.items():
            many = box.tag in _LISTS or extent.end - extent.start >= _MENU
            tells = bisect_left(telling, extent.start) < bisect_left(telling, extent.end)
            if not many or tells or box.parent in around:
                continue
            if linked[extent.end] - linked[extent.start] <= 0.6 * (sizes[extent.end] - sizes[extent.start]):
                continue
            some = self._items[extent.start : extent.end]
            if not any(i.file or words.is_attachment(i.folded) for i in some):
                marked[extent.start : extent.end] = [True] * len(some)
        return marked

    def _above(self, first: int, body: Extent, beside: list[bool]) -> list[Item]:
        """What stands above the first sentence and is the notice's."""
        free = {n for n in range(first) if not self._weights.is_aside(n) and not words.is_trail(self._items[n].folded)}
        top = min([self._top(first, free), *(n for n in free if beside[n] and self._weights.says(n))])
        # In the body's own element, lines go with those below them, up to where the site's end.
        while top - 1 in free and top > body.start:
            top -= 1
        kept: list[Item] = []
        fields: list[tuple[Item, Item]] = []
        for n in sorted(n for n in free if n >= top):
            item = self._items[n]
            if fields and item is fields[-1][1]:
                continue
            if not words.is_empty_field(item.folded):
                kept += [*_joined(fields), *_cleaned(item)]
                fields = []
            elif self._weights.fields[n] and n + 1 in free:
                fields.append((item, self._items[n + 1]))
            # Else there is no value: 主题词： would take the next line, the title, for its own.
        return kept + _joined(fields)

    def _top(self, first: int, free: set[int]) -> int:
        """The first item above the body that is the notice's."""
        order = sorted(free)
        lines = [n for n in order if not isinstance(self._items[n].block, Grid)]
        titles = [n for n in lines if self._is_title(n)] or [n for n in lines if words.is_title(self._items[n].folded)]
        titles = titles or self._headings(first, order)[-1:]
        fields = [n for n in order if self._weights.fields[n]]
        marks = titles + (fields if sum(self._weights.fields[n] for n in fields) > 1 else [])
        top = min(marks, default=first)
        # A title of two lines: the organ above, 关于… below. A title without the words of titles: what is nearest.
        for _ in range(_TITLE_LINES):
            text = self._items[top - 1].folded if top - 1 in free else ""
            if not text or not (words.is_organ(text) or (not titles and not words.is_site_name(text))):
                break
            top -= 1
        return top

    def _headings(self, first: int, order: list[int]) -> list[int]:
        """Items that stand in headings, with no list of links between them and the body."""
        found: list[int] = []
        for n in order:
            links = sum(is_linked(i) for i in self._items[n:first]) if first - n <= _HEADING_WITHIN else _FAR
            if links <= _MENU and _in_heading(self._items[n].box) and not words.is_related(self._items[n].folded):
                found.append(n)
        return found

    def _is_title(self, n: int) -> bool:
        """Whether an item surely is the title: 关于…的通知, or what the page calls itself."""
        text = self._items[n].folded
        if isinstance(self._items[n].block, Grid) or len(text) > _TITLE_LENGTH:
            return False
        if words.is_title(text) and "关于" in text:
            return True
        key = _key(text)
        longest = max(map(len, self._titles), default=0)
        if len(key) < _TITLE_KEY or len(key) * 2 < longest or words.is_site_name(text):
            return False
        return any(key in t or (t in key and not words.is_site_name(t)) for t in self._titles)

    def _reach(self, last: int, stop: int) -> int:
        """The last line below the body that says something or closes a notice, as where its end stands apart."""
        reach = last
        for n in range(last + 1, stop):
            if n - reach > _FAR:
                break
            text = self._items[n].folded
            if self._weights.says(n) or words.is_closing(text) or words.is_attachment(text):
                reach = n
        return reach

    def _below(self, last: int, stop: int, body: Extent, beside: list[bool], lists: list[bool]) -> list[Item]:
        """What stands below the last sentence and is the notice's."""
        kept: list[Item] = []
        missed, listing = 0, False
        reach = self._reach(last, stop)
        for n in range(last + 1, len(self._items)):
            item = self._items[n]
            text = item.folded
            inside = n < min(stop, body.end)
            if self._weights.is_furniture(n):
                keep = False
            elif words.is_attachment(text) or (listing and words.is_listed(text)):
                keep = listing = True
            elif n >= stop:
                keep = listing = listing and item.file
            elif inside:
                # Links to the other pages of a long text are numbers and 下一页.
                keep = item.file or not (lists[n] or (is_linked(item) and item.size < _TITLE_KEY))
            elif is_linked(item):
                keep = item.file
            else:
                keep = item.file or n <= reach or (beside[n] and not words.is_small_print(text))
            if keep:
                kept += _cleaned(item)
            missed = 0 if keep or inside else missed + 1
            if missed > _FAR:
                break
        return kept


def _is_beside(box: Box, body: Box) -> bool:
    """Whether a line's element stands right beside the body, as where an editor put most paragraphs in one more."""
    around = body.parent
    if around is None or around.tag in ("html", "body"):
        return False
    return box is around or (box is not body and box.parent is around)


def _in_heading(box: Box | None) -> bool:
    for _ in range(3):
        if box is None:
            return False
        if box.tag in _HEADINGS or _HEADING_HINT.search(box.hint):
            return True
        box = box.parent
    return False


def _cleaned(item: Item) -> list[Item]:
    """An item above or below the body without the tools in it. A row of date, source and tools is no table."""
    if not isinstance(item.block, Grid):
        text = words.without_tools(item.text, item.folded)
        return [item if text == item.text else replace(item, block=Paragraph(text), text=text)] if text else []
    if any(cell.row for cell in item.block.cells) or words.header_fields(item.lines) > 1:
        return [item]
    texts = [words.without_tools(c.text, fold(c.text)) for c in item.block.cells]
    return [replace(item, block=Paragraph(text), text=text) for text in texts if text]


def _joined(fields: list[tuple[Item, Item]]) -> list[Item]:
    """Labels and values that stand in elements of their own, as in a <dl>, as the table that a reader sees."""
    if not fields:
        return []
    cells = [GridCell(i.text, row, column) for row, pair in enumerate(fields) for column, i in enumerate(pair)]
    return [replace(fields[0][0], block=Grid(tuple(cells)))]


def _key(text: str) -> str:
    return re.sub(r"\W", "", text)
