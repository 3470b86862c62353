"""Which documents a notice cites, and how.

A citation is a mention in 《》, or a document number that stands alone. How it
is cited is said by the words right before it or, for a list, before the first
of the list; or by the words behind it (《…》中期评估). The notice's own title,
plan and number are no citations.
"""

import re
from dataclasses import dataclass, replace
from typing import Final

from ..ontology.iris import title_key
from .citation_patterns import (
    ASSESSES,
    ATTACHMENT_LIST,
    BARE_NUMBER,
    CALLED,
    CALLED_INSIDE,
    CITED_KIND,
    ISSUED_BEFORE,
    LIST_JOIN,
    LIST_JOIN_ISSUER,
    NUMBER,
    NUMBER_AFTER,
    NUMBER_ANYWHERE,
    RELATION_AFTER,
    RELATION_BEFORE,
    SAME_CODE,
    TITLE_QUOTED,
)
from .documents import identify, number_in
from .fold import without_space
from .header import Head
from .model import Document, DocumentNumber, Relation, Span

__all__ = ["FoundCitation", "find_citations"]


_LEAD: Final = 90
"""The words that say how a document is cited stand no further before it, the bodies that issued it included."""


@dataclass(frozen=True, slots=True)
class FoundCitation:
    """A citation before it is placed in its task."""

    title: str | None
    document: Document
    relation: Relation
    span: Span


@dataclass(frozen=True, slots=True)
class _Mention:
    span: Span
    quoted: Span | None
    number: DocumentNumber | None


def find_citations(content: str, folded: str, head: Head, end: int) -> list[FoundCitation]:
    """All citations of a text, in order.

    Args:
        content: the text as read.
        folded: the same, folded.
        head: the notice's header, which says what it calls itself.
        end: where its body ends; page furniture behind it cites nothing.
    """
    issued = head.header.issued
    year = issued.year if issued else head.header.document_number.year if head.header.document_number else None
    issuer = head.header.issuers[0].name if head.header.issuers else head.header.title or ""
    found: list[FoundCitation] = []
    before: _Mention | None = None
    relation: Relation = "mentions"
    called: dict[str, Document] = {}
    for mention in _mentions(folded, head, end):
        between = folded[before.span.end : mention.span.start] if before is not None else ""
        after_list = before is not None and (LIST_JOIN.match(between) or LIST_JOIN_ISSUER.match(between))
        said = _said_before(folded, mention)
        if said is None and before is not None and after_list:
            said = relation
        behind = _said_behind(folded, mention.span)
        if behind == "mentions" or (behind == "evaluates" and said not in ("basis", "follows")) or said is None:
            said = behind or said
        title = without_space(content[mention.quoted.start : mention.quoted.end]) if mention.quoted else None
        if title is not None and CALLED.search(folded[max(0, mention.span.start - 8) : mention.span.start]):
            # 《…规划》…（以下简称《规划》）: the second names the first again.
            if found:
                called[title] = found[-1].document
            continue
        relation = said or "mentions"
        short = called.get(title) if title is not None and mention.number is None else None
        document = short or identify(title, mention.number, head.jurisdiction, year, issuer)
        if name := CALLED_INSIDE.search(folded, mention.span.start, mention.span.end):
            called[name["short"]] = document
        found.append(FoundCitation(title, document, relation, mention.span))
        before = mention
    return _joined(found)


def _joined(found: list[FoundCitation]) -> list[FoundCitation]:
    """Citations by title alone as those of the same title with a number, where scope and year agree.

    Within one notice the same words mean the same document; its year must not contradict the number's.
    """
    numbered: dict[str, set[Document]] = {}
    for citation in found:
        if citation.title is not None and citation.document.number is not None:
            numbered.setdefault(title_key(citation.title), set()).add(citation.document)
    joined = []
    for citation in found:
        if citation.title is not None and citation.document.number is None:
            same = {
                document
                for document in numbered.get(title_key(citation.title), ())
                if document.scope == citation.document.scope
                and document.number is not None
                and citation.document.year in (None, document.number.year)
            }
            if len(same) == 1:
                citation = replace(citation, document=same.pop())
        joined.append(citation)
    return joined


def _mentions(folded: str, head: Head, end: int) -> list[_Mention]:
    own = head.header.document_number
    mentions: list[_Mention] = []
    taken = bytearray(len(folded))
    for span in head.own:
        _mark(taken, span)
    for match in ATTACHMENT_LIST.finditer(folded, head.body, end):
        _mark(taken, Span(*match.span()))
    for match in TITLE_QUOTED.finditer(folded, 0, end):
        inner = match.group()[1:-1].strip()
        if any(taken[match.start() : match.end()]):
            continue
        number, stop = None, match.end()
        bracket = NUMBER_AFTER.match(folded, match.end())
        if bracket and (read := number_in(bracket["inside"])):
            number, stop = read[0], bracket.end()
        if (number is not None and number == own) or (number is None and not _is_title(inner)):
            continue
        span = Span(match.start(), stop)
        mentions.append(_Mention(span, Span(match.start() + 1, match.end() - 1), number))
        _mark(taken, span)
    mentions += _numbers_alone(folded, taken, own, end)
    mentions.sort(key=lambda m: m.span)
    return mentions


def _mark(taken: bytearray, span: Span) -> None:
    """Marks the characters of `span` as part of a mention."""
    taken[span.start : span.end] = b"\x01" * (span.end - span.start)


def _numbers_alone(folded: str, taken: bytearray, own: DocumentNumber | None, end: int) -> list[_Mention]:
    found = []
    for match in NUMBER_ANYWHERE.finditer(folded, 0, end):
        if any(taken[match.start() : match.end()]):
            continue
        line = folded.rfind("\n", 0, match.start()) + 1
        window = max(line, match.start() - 24)
        # What stands before may hold another number.
        window = max(window, folded.rfind("号", window, match.start()) + 1)
        read = number_in(folded[window : match.end()])
        behind = _same_code(folded, match)
        if behind is not None:
            read = (behind, match.start() - window, match.end() - window)
        if read is None or read[0] == own:
            continue
        span = Span(window + read[1], window + read[2])
        if not any(taken[span.start : span.end]):
            found.append(_Mention(span, None, read[0]))
            _mark(taken, span)
    return found


def _same_code(folded: str, match: re.Match[str]) -> DocumentNumber | None:
    """The number of 〔2014〕2920号 behind 发改办气候〔2013〕2526号、: it has the code of the one before it."""
    before = folded[max(0, match.start() - 60) : match.start()]
    if not SAME_CODE.search(before) or not (bare := BARE_NUMBER.fullmatch(match.group())):
        return None
    earlier = list(NUMBER.finditer(before))
    read = number_in(before[earlier[-1].start() :]) if earlier else None
    if read is None or read[0].year is None:
        return None
    year, serial = int(bare["year"]), int(bare["serial"])
    return DocumentNumber(read[0].code, year, serial, f"{read[0].code}〔{year}〕{serial}号")


def _is_title(inner: str) -> bool:
    """《》 also holds the names of newspapers and books; a document's title says what kind it is, or is long."""
    return len(inner) >= 2 and bool(CITED_KIND.search(inner))


def _said_before(folded: str, mention: _Mention) -> Relation | None:
    start = mention.span.start
    sentence = max(folded.rfind(stop, max(0, start - _LEAD), start) for stop in "。;\n《》")
    lead = re.sub(r"\s", "", folded[max(sentence + 1, start - _LEAD, 0) : start])
    for name, pattern in RELATION_BEFORE:
        if pattern.search(lead):
            if name == "implements" and ASSESSES.search(lead):
                return "evaluates"
            if name == "to_be_issued" and (
                ISSUED_BEFORE.search(lead) or (mention.number is not None and lead.endswith("印发"))
            ):
                # What has a number was issued.
                return "mentions"
            return name
    return None


def _said_behind(folded: str, span: Span) -> Relation | None:
    rest = folded[span.end : span.end + 60]
    for name, pattern in RELATION_AFTER:
        if pattern.match(rest):
            return name
    return None
