"""The notice in a page: its header fields, title, text, tables and attachments, without the site around it.

Sites differ too much for lists of their class names, and change every few
years. What does not change is how notices and sites are written:

1. A notice is sentences; menus, lists of titles and footers are links and
   words. Each block weighs as many characters as it has in sentences outside of
   links, a table of data half of its characters, other lines little, and known
   furniture nothing.
2. The **body** is the deepest element that holds three quarters of that weight.
   If none does below some element (a letter and its plan side by side), it is
   that element; names of well-known editors help where two elements compete.
3. What stands **above** is looked through for the notice's own marks: header
   fields, a title, a heading. From the first of them on, all that is neither
   furniture nor links is the notice's: date and source, the number.
4. What stands **below** ends where the site begins again: 相关解读, 上一篇, the
   footer. Up to there, attachments, date and copies are the notice's, and below
   that only what is called an attachment.

A page without sentences and tables, or a part of a page, is taken whole but for
its furniture.
"""

import re
from dataclasses import replace
from itertools import accumulate, zip_longest
from typing import Final

from . import html_words as words
from .blocks import Grid, Paragraph
from .html_blocks import Extent, Item, Items, items_of
from .html_boxes import Box, Page

__all__ = ["main_part"]

_BODY: Final = 0.75
"""A covering letter is a tenth to a quarter of its plan: less than this would lose it."""
_KNOWN_BODY: Final = 0.5
_KNOWN: Final = re.compile(r"\b(?:UCAP-CONTENT|trs_editor\w*|trs_ueditor|custom_unionstyle|zoom|pages_content)\b", re.I)
# An element that holds a single paragraph is that paragraph, unless it calls itself content.
_CONTENT: Final = re.compile(rf"{_KNOWN.pattern}|content|article|detail|text|txt|neirong", re.I)

_SITE_TAGS: Final = frozenset(["aside", "footer", "nav"])
_SITE_HINT: Final = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|foot|footer|crumbs?|breadcrumbs?|share|bshare\w*|bdshare\w*|social\w*|related|sidebar"
    r"|copyright|toolbar|pagination)(?:$|[\s_-]|\d)",
    re.I,
)
_SITE_MOST: Final = 0.3
"""An element that has more of the page's weight than this is no furniture, whatever it is called."""

_WEIGHT_OF_TABLES: Final = 0.5
_WEIGHT_OF_LINES: Final = 0.25
_SHORT_LINE: Final = 12

_RELATED_FROM: Final = 0.4
_FOOTER_FROM: Final = 0.6
"""Shares of the body's weight above which 相关文件 is a heading of its own, and 版权所有 a sentence of the notice."""

_FAR: Final = 30
"""So many blocks of furniture below the body, and nothing more of the notice will come."""
_HEADINGS: Final = frozenset(["h1", "h2", "h3", "h4"])
_HEADING_HINT: Final = re.compile(r"(?:^|[\s_-])(?:\w*title\w*|\w*tit|bt|biaoti)(?:$|[\s_-]|\d)", re.I)
_HEADING_WITHIN: Final = 15
_TITLE_LENGTH: Final = 200
_TITLE_KEY: Final = 8
_VALUE: Final = 80
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
        self._titles = [_key(t) for title in page.titles for t in re.split(r"[_|]|\s[-–—]+\s", title) if t.strip()]
        self._fields = [_fields(item, after) for item, after in zip_longest(made.items, made.items[1:])]
        self._furniture = [words.is_furniture(item.folded) for item in self._items]
        self._site = [False] * len(self._items)
        self._set_weights([_weight(i, f) for i, f in zip(self._items, self._fields, strict=True)])
        self._mark_site()
        self._set_weights(self._weights)
        if not self._total:
            self._set_weights([float(i.size - i.linked) for i in self._items])

    def _set_weights(self, weights: list[float]) -> None:
        """Takes the weights of the items, those of furniture set to nothing."""
        self._weights = [w * (not f) for w, f in zip(weights, map(max, self._furniture, self._site), strict=True)]
        self._sums = [0.0, *accumulate(self._weights)]
        self._total = self._sums[-1]

    def _weight_of(self, box: Box) -> float:
        extent = self._extents[box]
        return self._sums[extent.end] - self._sums[extent.start]

    def _mark_site(self) -> None:
        """Marks the items in elements that call themselves a menu, a footer or the like."""
        for box, extent in self._extents.items():
            named = box.tag in _SITE_TAGS or (box.tag not in ("html", "body") and _SITE_HINT.search(box.hint))
            if named and self._weight_of(box) <= _SITE_MOST * self._total:
                self._site[extent.start : extent.end] = [True] * (extent.end - extent.start)

    def notice(self) -> list[Item]:
        """The blocks to keep."""
        if not self._total:
            return self._items
        body = self._extents[self._body()]
        weighty = [n for n in range(body.start, body.end) if self._weights[n]]
        telling = [n for n in weighty if _tells(self._items[n], self._fields[n])] or weighty
        first = telling[0]
        stop = self._stop(first)
        last = max(n for n in telling if n < stop)
        lists = self._link_lists(telling)
        kept = self._above(first, body)
        kept += [
            self._items[n] for n in range(first, last + 1) if not (self._furniture[n] or self._site[n] or lists[n])
        ]
        return kept + self._below(last, stop, body, lists)

    def _body(self) -> Box:
        """The deepest element that holds most of the weight and is no single paragraph."""
        known = [b for b in self._extents if _KNOWN.search(b.hint)]
        box = max(known, key=self._weight_of, default=self._root)
        if self._weight_of(box) < _KNOWN_BODY * self._total:
            box = self._root
        while True:
            inner = [c for c in box.children if isinstance(c, Box) and c in self._extents]
            heaviest = max(inner, key=self._weight_of, default=None)
            if heaviest is None or self._weight_of(heaviest) < _BODY * self._total:
                return box
            extent = self._extents[heaviest]
            if extent.end - extent.start == 1 and not _CONTENT.search(heaviest.hint):
                return box
            box = heaviest

    def _stop(self, first: int) -> int:
        """Where the site begins again below the notice."""
        items = self._items
        for n in range(first + 1, len(items)):
            share = self._sums[n] / self._total
            if share >= _RELATED_FROM and words.is_related(items[n].folded):
                return n
            if share >= _FOOTER_FROM and words.is_footer(items[n].folded):
                # Above the line that surely is the site's stand others that could be a notice's: 主办单位：….
                while n - 1 > first and (words.is_small_print(items[n - 1].folded) or self._aside(n - 1)):
                    n -= 1
                return n
        return len(items)

    def _aside(self, n: int) -> bool:
        """Whether an item is furniture or nothing but links."""
        return self._furniture[n] or self._site[n] or (_linked(self._items[n]) and not self._items[n].file)

    def _link_lists(self, telling: list[int]) -> list[bool]:
        """Which items stand in lists of links, such as those of related notices."""
        marked = [False] * len(self._items)
        linked = [0, *accumulate(i.linked for i in self._items)]
        sizes = [0, *accumulate(i.size for i in self._items)]
        # A list among the paragraphs of the notice is the notice's own: documents that it repeals.
        around = {b for n in telling for b in (self._items[n].box, self._items[n].box.parent)}
        for box, extent in self._extents.items():
            if box.tag not in _LISTS or box.parent in around:
                continue
            if linked[extent.end] - linked[extent.start] <= 0.6 * (sizes[extent.end] - sizes[extent.start]):
                continue
            some = self._items[extent.start : extent.end]
            if not any(i.file or words.is_attachment(i.folded) for i in some):
                marked[extent.start : extent.end] = [True] * len(some)
        return marked

    def _above(self, first: int, body: Extent) -> list[Item]:
        """What stands above the first sentence and is the notice's."""
        free = [n for n in range(first) if not self._aside(n) and not words.is_trail(self._items[n].folded)]
        top = self._top(first, free)
        kept: list[Item] = []
        for n in free:
            if n < top and not body.start <= n:
                continue
            # 主题词： with nothing behind it would take the next line, the title, for its value.
            if words.is_empty_field(self._items[n].folded) and not self._fields[n]:
                continue
            if cleaned := _cleaned(self._items[n]):
                kept.append(cleaned)
        return kept

    def _top(self, first: int, free: list[int]) -> int:
        """The first item above the body that is the notice's."""
        marks = [n for n in free if self._is_title(n)]
        if not marks:
            marks = [
                n for n in free if not isinstance(self._items[n].block, Grid) and words.is_title(self._items[n].folded)
            ]
        if not marks:
            marks = [n for n in free if first - n <= _HEADING_WITHIN and _in_heading(self._items[n].box)][-1:]
        if sum(self._fields[n] for n in free) > 1:
            marks.append(next(n for n in free if self._fields[n]))
        top = min(marks, default=first)
        # A title of two lines: the organ above, 关于… below.
        above = set(free)
        while top - 1 in above and words.is_organ(self._items[top - 1].folded):
            top -= 1
        return top

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
        return any(key in t or t in key for t in self._titles if len(t) >= _TITLE_KEY)

    def _below(self, last: int, stop: int, body: Extent, lists: list[bool]) -> list[Item]:
        """What stands below the last sentence and is the notice's."""
        kept: list[Item] = []
        missed, listing = 0, False
        for n in range(last + 1, len(self._items)):
            item = self._items[n]
            text = item.folded
            inside = n < min(stop, body.end)
            if self._site[n] or self._furniture[n]:
                keep = False
            elif words.is_attachment(text):
                keep = listing = True
            elif n >= stop:
                keep = listing = listing and item.file
            else:
                signs = words.is_organ(text) and any(words.is_closing(i.folded) for i in self._items[n + 1 : n + 3])
                says = words.is_closing(text) or _tells(item, self._fields[n]) and not isinstance(item.block, Grid)
                keep = item.file or (not lists[n] if inside else (signs or says) and not _linked(item))
            if keep and (cleaned := _cleaned(item)):
                kept.append(cleaned)
            missed = 0 if keep or inside else missed + 1
            if missed > _FAR:
                break
        return kept


def _weight(item: Item, fields: int) -> float:
    unlinked = item.size - item.linked
    if fields or words.is_footer(item.folded) or words.is_small_print(item.folded) or words.is_related(item.folded):
        return 0.0
    if isinstance(item.block, Grid):
        return unlinked * _WEIGHT_OF_TABLES
    if words.is_prose(item.text, unlinked):
        return float(unlinked)
    return unlinked * _WEIGHT_OF_LINES if unlinked >= _SHORT_LINE else 0.0


def _fields(item: Item, after: Item | None) -> int:
    """How many fields of a notice's header an item holds."""
    found = words.header_fields(item.lines)
    if isinstance(item.block, Grid):
        # In a header half of the cells are labels; 名称 and 来源 are also columns of many a table of data.
        return found if found > 1 and found * 5 >= len(item.lines) else 0
    if found and words.is_empty_field(item.folded):
        # Its value stands in the next line, or nowhere, as in a form for searches.
        return int(
            after is not None
            and after.size <= _VALUE
            and not words.header_fields(after.lines)
            and not words.is_title(after.folded)
        )
    return found


def _tells(item: Item, fields: int) -> bool:
    """Whether an item says something: a sentence, or a table of data."""
    if isinstance(item.block, Grid):
        return not fields
    return words.is_prose(item.text, item.size - item.linked)


def _linked(item: Item) -> bool:
    return item.linked * 2 > item.size


def _in_heading(box: Box | None) -> bool:
    for _ in range(3):
        if box is None:
            return False
        if box.tag in _HEADINGS or _HEADING_HINT.search(box.hint):
            return True
        box = box.parent
    return False


def _cleaned(item: Item) -> Item | None:
    """An item above or below the body without the tools in it."""
    if isinstance(item.block, Grid):
        return item
    text = words.without_tools(item.text, item.folded)
    if text == item.text:
        return item
    return replace(item, block=Paragraph(text), text=text) if text else None


def _key(text: str) -> str:
    return re.sub(r"\W", "", text)
