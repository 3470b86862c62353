"""Which documents are cited no longer, which are new, and which gave way to a later edition."""

from collections.abc import Sequence

from ..facts import Citation
from .changes import DocumentChange
from .wording import folded, masked

__all__ = ["document_changes"]


def document_changes(before: Sequence[Citation], after: Sequence[Citation]) -> list[DocumentChange]:
    """What is cited in one notice alone.

    A document that one notice cites by number and title and the other by title alone is one document. Two of one
    title that differ in years and figures alone, or in the year that they are known by, are editions of one.

    Args:
        before: mentions in the earlier notice.
        after: those in the later one.
    """
    olds, news = _by_document(before), _by_document(after)
    for iri in olds.keys() & news.keys():
        del olds[iri], news[iri]
    found = []
    for old in list(olds):
        title, numbered = _title(olds[old]), _numbered(olds[old])
        same = [
            new
            for new, mentions in news.items()
            if title and folded(_title(mentions)) == folded(title) and _numbered(mentions) != numbered
        ]
        if len(same) == 1:
            del olds[old], news[same[0]]
    for old in list(olds):
        title = _title(olds[old])
        edition = next((new for new, m in news.items() if title and masked(_title(m)) == masked(title)), None)
        if edition is not None:
            found.append(DocumentChange(tuple(olds.pop(old)), tuple(news.pop(edition))))
    found += [DocumentChange((), tuple(mentions)) for mentions in news.values()]
    found += [DocumentChange(tuple(mentions), ()) for mentions in olds.values()]
    return sorted(found, key=lambda change: ((change.after or change.before)[0].start, not change.after))


def _by_document(citations: Sequence[Citation]) -> dict[str, list[Citation]]:
    found: dict[str, list[Citation]] = {}
    for citation in citations:
        found.setdefault(citation.document, []).append(citation)
    return found


def _title(mentions: Sequence[Citation]) -> str:
    return next((mention.title for mention in mentions if mention.title), "")


def _numbered(mentions: Sequence[Citation]) -> bool:
    return any(mention.number for mention in mentions)
