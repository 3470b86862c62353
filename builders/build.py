"""Files in, checked quads out: what `zhengtu build` does before anything is written."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from ..ontology.agencies import Authority
from ..ontology.iris import DEFAULT_BASE, Iris
from ..ontology.terms import RDF
from .check import check
from .corrections.apply import corrected_beside
from .model import Assignment, Notice
from .parse import parse
from .quads import document_iri, notice_quads
from .read import STDIN, read
from .statements import Quad, n_quads

__all__ = ["Built", "Summary", "build", "iri_as_read", "merge", "read_notice", "summarise"]


@dataclass(frozen=True, slots=True)
class Built:
    """A notice with its checked quads.

    Attributes:
        notice: what was read.
        document: its IRI, which is also the name of its graph.
        quads: all of them, the authority's included.
    """

    notice: Notice
    document: str
    quads: list[Quad]

    @property
    def n_quads(self) -> str:
        """The quads as N-Quads, which `zhengtu.load` takes."""
        return merge([self])[0]


@dataclass(frozen=True, slots=True)
class Summary:
    """How much a notice says, counted."""

    sections: int
    tasks: int
    clauses: int
    lead: int
    support: int
    responsible: int
    agencies: int
    collectives: int
    documents: int
    citations: int
    targets: int
    warnings: int
    groups_seen: int
    groups_read: int

    @property
    def assignments(self) -> int:
        """Of all roles."""
        return self.lead + self.support + self.responsible


def read_notice(path: str | PathLike[str], tables: Authority | None = None, *, corrections: bool = True) -> Notice:
    """Reads a file as a notice, with the corrections that stand beside it (``FILE.corrections.csv``).

    >>> import zhengtu
    >>> notice = zhengtu.read("examples/qinghai-2018-28/notice.txt")
    >>> notice.header.document_number.text, len(notice.tasks)
    ('青政办〔2018〕28号', 71)
    >>> [a.name for a in notice.tasks[8].clauses[3].assignments]
    ['中国铁路青藏公司', '海东工业园区管委会']

    Args:
        path: the notice's file.
        tables: the authority that knows the units; the shipped one unless given.
        corrections: whether to apply them.

    Raises:
        NoticeError: if the file cannot be read as a text, or its corrections cannot be applied as they stand.
    """
    path = Path(path)
    notice = parse(read(path), tables)
    return corrected_beside(notice, path, tables) if corrections and path != STDIN else notice


def build(
    path: str | PathLike[str],
    base: str = DEFAULT_BASE,
    tables: Authority | None = None,
    *,
    corrections: bool = True,
) -> Built:
    """Reads a file and makes its quads.

    >>> import zhengtu
    >>> built = zhengtu.build("examples/qinghai-2018-28/notice.txt")
    >>> built.document
    'https://w3id.org/zhengtu/id/document/630000/青政办-2018-28'

    Args:
        path: the notice's file.
        base: the IRI under which the data live; ends in /.
        tables: the authority that knows the units; the shipped one unless given.
        corrections: whether to apply the corrections that stand beside the file.

    Raises:
        NoticeError: if the file cannot be read as a text, or its corrections cannot be applied as they stand.
        InvariantError: if the quads break a promise of the vocabulary, which is a fault of Zhengtu.
        ValueError: if `base` is no absolute IRI that ends in /.
    """
    notice = read_notice(path, tables, corrections=corrections)
    quads = notice_quads(notice, base, tables)
    check(quads, base)
    return Built(notice, document_iri(notice.document, Iris(base)), quads)


def iri_as_read(notice: Notice, base: str, tables: Authority | None = None) -> str:
    """The IRI that a notice would have without its corrections.

    Args:
        notice: with corrections applied.
        base: the IRI under which the data live.
        tables: the authority that it was read with; the shipped one unless given.
    """
    return document_iri(parse(notice.source, tables).document, Iris(base))


def merge(built: Iterable[Built]) -> tuple[str, list[str]]:
    """All notices as one N-Quads text, and the names of files that a later file of the same document replaced.

    The order of the files does not show in the text: notices stand in the order
    of their IRIs, and what the authority says of a unit stands once.
    """
    by_document: dict[str, Built] = {}
    replaced = []
    for one in built:
        earlier = by_document.get(one.document)
        if earlier is not None and earlier.notice.source.sha256 != one.notice.source.sha256:
            replaced.append(earlier.notice.source.name)
        by_document[one.document] = one
    ordered = [by_document[iri] for iri in sorted(by_document)]
    own = (q for one in ordered for q in one.quads if q.graph == one.document)
    shared = sorted({q for one in ordered for q in one.quads if q.graph != one.document}, key=_authority_order)
    return n_quads(own) + n_quads(shared), replaced


def _authority_order(quad: Quad) -> tuple[str, str, bool, str, str]:
    return quad.graph, quad.subject, quad.predicate != RDF.type, quad.predicate, quad.object


def summarise(notice: Notice) -> Summary:
    """Counts what a notice says. Agencies and collectives are those that assignments name."""
    assignments = list(_assignments(notice))
    units = {a.unit for a in assignments}
    roles = [a.role for a in assignments]
    return Summary(
        sections=len(notice.sections),
        tasks=len(notice.tasks),
        clauses=sum(len(t.clauses) for t in notice.tasks),
        lead=roles.count("lead"),
        support=roles.count("support"),
        responsible=roles.count("responsible"),
        agencies=sum(not u.collective for u in units),
        collectives=sum(u.collective for u in units),
        documents=len({c.document for c in notice.citations}),
        citations=len(notice.citations),
        targets=len(notice.targets),
        warnings=len(notice.problems),
        groups_seen=notice.groups_seen,
        groups_read=notice.groups_read,
    )


def _assignments(notice: Notice) -> Iterator[Assignment]:
    for task in notice.tasks:
        for clause in task.clauses:
            yield from clause.assignments
