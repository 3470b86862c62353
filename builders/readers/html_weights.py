"""What each block of a page weighs as part of a notice.

A notice is sentences; menus, lists of titles and footers are links and words.
So a block weighs as many characters as it has in sentences outside of links, a
table of data half of its characters, any other line little, and what is known
as a site's furniture nothing.
"""

import re
from itertools import accumulate, zip_longest
from typing import Final

from . import html_words as words
from .blocks import Grid
from .html_blocks import Item, Items
from .html_boxes import Box

__all__ = ["Weights", "is_linked"]

_OF_TABLES: Final = 0.5
_OF_LINES: Final = 0.25
_SHORT_LINE: Final = 12

_SITE_TAGS: Final = frozenset(["aside", "footer", "nav"])
_SITE_HINT: Final = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|foot|footer|crumbs?|breadcrumbs?|share|bshare\w*|bdshare\w*|social\w*|related|sidebar"
    r"|copyright|toolbar|pagination)(?:$|[\s_-]|\d)",
    re.I,
)
_SITE_MOST: Final = 0.3
"""An element that has more of the page's weight than this is no furniture, whatever it is called."""

_VALUE: Final = 80
"""No value of a header's field is longer."""


class Weights:
    """The weights of a page's items, and what they are weighed by.

    Attributes:
        fields: how many fields of a header each item holds.
        site: whether it stands in an element that calls itself a menu, a footer or the like.
        total: the weight of the page.
    """

    def __init__(self, made: Items) -> None:
        self._items = made.items
        self._extents = made.extents
        self.fields = [_fields(item, after) for item, after in zip_longest(made.items, made.items[1:])]
        self.site = [False] * len(made.items)
        self._furniture = [words.is_furniture(item.folded) for item in made.items]
        self._set([_weight(item, fields) for item, fields in zip(made.items, self.fields, strict=True)])
        self._mark_site()
        self._set(self._weights)
        if not self.total:
            self._set([float(item.size - item.linked) for item in made.items])

    def __getitem__(self, n: int) -> float:
        return self._weights[n]

    def of(self, box: Box) -> float:
        """The weight of an element."""
        extent = self._extents[box]
        return self._sums[extent.end] - self._sums[extent.start]

    def share_before(self, n: int) -> float:
        """Which share of the page's weight stands before an item."""
        return self._sums[n] / self.total

    def says(self, n: int) -> bool:
        """Whether an item says something: a sentence, or a table of data."""
        item = self._items[n]
        if not self._weights[n] or isinstance(item.block, Grid):
            return self._weights[n] > 0 and not self.fields[n]
        return words.is_prose(item.text, item.size - item.linked)

    def is_furniture(self, n: int) -> bool:
        """Whether an item is the site's, by its words or by where it stands."""
        return self._furniture[n] or self.site[n]

    def is_aside(self, n: int) -> bool:
        """Whether an item is furniture or nothing but links."""
        return self.is_furniture(n) or (is_linked(self._items[n]) and not self._items[n].file)

    def _set(self, weights: list[float]) -> None:
        """Takes the weights of the items, those of furniture set to nothing."""
        self._weights = [0.0 if self.is_furniture(n) else weight for n, weight in enumerate(weights)]
        self._sums = [0.0, *accumulate(self._weights)]
        self.total = self._sums[-1]

    def _mark_site(self) -> None:
        for box, extent in self._extents.items():
            named = box.tag in _SITE_TAGS or (box.tag not in ("html", "body") and _SITE_HINT.search(box.hint))
            if named and self.of(box) <= _SITE_MOST * self.total:
                for n in range(extent.start, extent.end):
                    self.site[n] = not self.fields[n]


def is_linked(item: Item) -> bool:
    """Whether an item is more link than text."""
    return item.linked * 2 > item.size


def _weight(item: Item, fields: int) -> float:
    unlinked = item.size - item.linked
    if fields or words.is_footer(item.folded) or words.is_small_print(item.folded) or words.is_related(item.folded):
        return 0.0
    if isinstance(item.block, Grid):
        return unlinked * _OF_TABLES
    if words.is_prose(item.text, unlinked):
        return float(unlinked)
    return unlinked * _OF_LINES if unlinked >= _SHORT_LINE else 0.0


def _fields(item: Item, after: Item | None) -> int:
    """How many fields of a notice's header an item holds."""
    found = words.header_fields(item.lines)
    if isinstance(item.block, Grid):
        # In a header half of the cells are labels; 名称 and 来源 are also columns of many a table of data.
        return found if found > 1 and found * 5 >= len(item.lines) else 0
    if found and words.is_empty_field(item.folded):
        # Its value stands in the element beside it, or nowhere, as in a form for searches.
        beside = after is not None and after.box.parent is item.box.parent and after.size <= _VALUE
        return int(beside and after is not None and not words.header_fields(after.lines))
    return found
