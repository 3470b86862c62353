"""A corpus read a few notices at a time, so that what is held does not grow with it."""

from collections.abc import Iterator, Sequence
from typing import Final

from .columns import Responsibilities
from .fact_columns import Facts
from .facts import facts
from .responsibilities import responsibilities
from .sparql import Source

__all__ = ["PORTION", "portions"]

PORTION: Final = 50
"""Notices read at once; a dozen queries each time, whatever their number is."""


def portions(source: Source, notices: Sequence[str], size: int = PORTION) -> Iterator[tuple[Responsibilities, Facts]]:
    """Who answers for what, and the facts, of a few notices at a time.

    Args:
        source: a graph, a store or an endpoint.
        notices: IRIs; the portions are in this order.
        size: how many notices a portion has at most.

    Raises:
        QueryError: if the source refuses a query, or one of `notices` is no IRI.
        GraphError: if an endpoint does not answer, or the graph is not of Zhengtu's form.
    """
    for first in range(0, len(notices), size):
        some = notices[first : first + size]
        yield responsibilities(source, notice=some), facts(source, some)
