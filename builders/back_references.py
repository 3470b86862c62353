"""Words that point back to a document without naming it: 该通知, 上述文件.

They count only where the antecedent is certain: one document alone was cited
before in the same paragraph, after the notice last spoke of itself, and its title
says that it is of the kind that is pointed to. Anything less is left unsaid.
"""

from dataclasses import dataclass

from .citation_patterns import BACK_REFERENCE, OWN_VOICE
from .citations import FoundCitation
from .model import Document, Span

__all__ = ["FoundReference", "find_references"]


@dataclass(frozen=True, slots=True)
class FoundReference:
    """A back reference before it is placed in its task."""

    document: Document
    span: Span


def find_references(folded: str, citations: list[FoundCitation], start: int, end: int) -> list[FoundReference]:
    """The back references between two offsets whose antecedent is certain, in order.

    Args:
        folded: the text, folded.
        citations: all citations of the text, in order.
        start: where the body begins.
        end: where it ends.
    """
    found: list[FoundReference] = []
    for match in BACK_REFERENCE.finditer(folded, start, end):
        paragraph = folded.rfind("\n", 0, match.start()) + 1
        before = [c for c in citations if paragraph <= c.span.start and c.span.end <= match.start()]
        if not before or len({c.document for c in before}) != 1:
            continue
        cited = before[-1]
        if OWN_VOICE.search(folded, cited.span.end, match.start()):
            continue
        kind = match["kind"]
        if kind == "文件" or (cited.title or "").endswith(kind):
            found.append(FoundReference(cited.document, Span(*match.span())))
    return found
