"""What became of the headings."""

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from typing import Final

from ..columns import Section, Task
from .changes import SectionChange
from .matching import Item, matched
from .wording import masked

__all__ = ["section_changes", "successors"]

_ALIKE: Final = 60
"""Hundredths of Dice's measure from which a heading is the same, reworded."""
_FLOW: Final = 50
"""Hundredths of the tasks of both sections that must have gone from one into the other, where the words do not tell."""


def successors(
    before: Sequence[Section], after: Sequence[Section], carried: Sequence[tuple[Task, Task]]
) -> dict[str, str]:
    """The section of the later notice that a section of the earlier one became, by IRI.

    Headings that are the same but for figures come first, then those that are alike, then sections that most of the
    tasks went along between.

    Args:
        before: sections of the earlier notice.
        after: those of the later one.
        carried: the tasks that were carried on, earlier and later.
    """
    became: dict[str, str] = {}
    for threshold in (100, _ALIKE):
        old, new = _left(before, became), _left(after, set(became.values()))
        pairs = matched([Item(s.heading) for s in old], [Item(s.heading) for s in new], threshold=threshold).pairs
        became.update({old[pair.first].iri: new[pair.second].iri for pair in pairs})
    flows = Counter((one.section, other.section) for one, other in carried)
    old_sizes = Counter(one.section for one, _ in carried)
    new_sizes = Counter(other.section for _, other in carried)
    taken = set(became.values())
    # More than half of both: there can be one such section on either side.
    for (one, other), count in flows.items():
        if one is None or other is None or one in became or other in taken:
            continue
        if 100 * count > _FLOW * max(old_sizes[one], new_sizes[other]):
            became[one] = other
    return became


def section_changes(
    before: Sequence[Section], after: Sequence[Section], became: Mapping[str, str]
) -> list[SectionChange]:
    """Headings that are new, gone or reworded; other figures alone are no other heading.

    Args:
        before: sections of the earlier notice.
        after: those of the later one.
        became: what `successors` found.
    """
    later = {section.iri: section for section in after}
    found = []
    for section in before:
        if section.iri not in became:
            found.append(SectionChange(section, None))
        elif masked(section.heading) != masked((successor := later[became[section.iri]]).heading):
            found.append(SectionChange(section, successor))
    taken = set(became.values())
    return found + [SectionChange(None, section) for section in after if section.iri not in taken]


def _left(sections: Sequence[Section], taken: Container[str]) -> list[Section]:
    return [section for section in sections if section.iri not in taken]
