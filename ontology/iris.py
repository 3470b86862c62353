"""The IRI patterns of the data, in one place.

An IRI is made of facts alone (no clock, no counter over a run), so that the
same notice has the same IRIs in every graph. Segments hold CJK letters, ASCII
letters, digits and ``-`` only: such IRIs need no escaping in any syntax and
were tried in Oxigraph, rdflib and Virtuoso.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

__all__ = ["DEFAULT_BASE", "Iris", "scope_and_year", "segment", "title_key"]

DEFAULT_BASE: Final = "https://w3id.org/zhengtu/id/"
"""Where data live unless set otherwise. The w3id name is not registered yet."""

_OTHER = re.compile("[^A-Za-z0-9\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff-]")
_BASE = re.compile(r"https?://[^\s<>\"{}|\\^`#\x00-\x20]+/")
_TITLE_NOISE = re.compile(r"[\s“”\"‘’'《》〈〉<>()（）]+")


def segment(text: str) -> str:
    """One path segment from any text.

    Width is folded and punctuation dropped. Letters of other scripts cannot
    stand, so a text that holds them gets a short hash in their stead: two
    names that differ only there still have two IRIs.
    """
    folded = unicodedata.normalize("NFKC", text)
    plain = _OTHER.sub("", folded)
    lost = [c for c in _OTHER.findall(folded) if c.isalnum()]
    if lost or not plain:
        digest = hashlib.sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()
        plain = "-".join(filter(None, [plain, digest[:6]]))
    return plain


def title_key(title: str) -> str:
    """Twelve hex digits that stand for a title in an IRI.

    Quotation marks, brackets and white space do not count: the same title is
    written 青海省“十三五”规划 here and 青海省"十三五"规划 there.
    """
    folded = _TITLE_NOISE.sub("", unicodedata.normalize("NFKC", title))
    return hashlib.sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def scope_and_year(document: str) -> tuple[str, str]:
    """The issuer's scope and the year in a document's IRI, as segments; empty where it has none.

    >>> scope_and_year("https://w3id.org/zhengtu/id/document/630000/青政办-2018-28")
    ('630000', '2018')
    >>> scope_and_year("https://w3id.org/zhengtu/id/document/unplaced/undated/f0331f5f9c7e")
    ('unplaced', '')
    """
    scope, _, rest = document.rpartition("document/")[2].partition("/")
    head, slash, _ = rest.partition("/")
    year = head if slash else rest.rpartition("-")[0].rpartition("-")[2]
    return scope, year if re.fullmatch(r"\d{4}", year) else ""


@dataclass(frozen=True, slots=True)
class Iris:
    """Makes IRIs under one base.

    Attributes:
        base: an absolute http(s) IRI that ends in ``/``.

    Raises:
        ValueError: if `base` is no such IRI.
    """

    base: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        if not _BASE.fullmatch(self.base):
            raise ValueError(f"the base IRI must start with http(s)://, end in / and hold no space or #: {self.base!r}")

    def numbered_document(self, scope: str, code: str, year: int | None, serial: int) -> str:
        """``document/630000/青政办-2018-28``; orders without a year have none in it."""
        number = "-".join([segment(code), *([str(year)] if year else []), str(serial)])
        return f"{self.base}document/{segment(scope)}/{number}"

    def titled_document(self, scope: str, year: int | None, title: str) -> str:
        """``document/630000/2018/3f…``: a document that is known by its title alone."""
        return f"{self.base}document/{segment(scope)}/{year or 'undated'}/{title_key(title)}"

    def agency(self, scope: str, full_name: str) -> str:
        """``agency/630000/青海省商务厅``."""
        return f"{self.base}agency/{segment(scope)}/{segment(full_name)}"

    def collective(self, scope: str, phrase: str) -> str:
        """``collective/630000/各市州人民政府``; `scope` is the notice's jurisdiction."""
        return f"{self.base}collective/{segment(scope)}/{segment(phrase)}"

    def place(self, code: str) -> str:
        """``place/630000``."""
        return f"{self.base}place/{segment(code)}"

    def sector(self, slug: str) -> str:
        """``sector/finance``."""
        return f"{self.base}sector/{segment(slug)}"

    def change(self, scope: str, date: str, names: Iterable[str]) -> str:
        """``change/630000/2018-11-29-3f…``: an event by its place, date and bodies."""
        return f"{self.base}change/{segment(scope)}/{date}-{title_key('|'.join(names))}"

    def pattern(self, name: str, scope: Iterable[str], since: int | None) -> str:
        """``pattern/3f…``: a row of the tables of agencies that holds for many places."""
        return f"{self.base}pattern/{title_key('|'.join((name, *sorted(scope), str(since))))}"

    def issuer_code(self, scope: str, code: str) -> str:
        """``issuer-code/630000/青政办``; a code that is a beginning of others (发改*) ends in ``-``."""
        return f"{self.base}issuer-code/{segment(scope)}/{segment(code.replace('*', '-'))}"

    def authority_graph(self, name: str) -> str:
        """``graph/agencies``: the named graph that holds one authority table."""
        return f"{self.base}graph/{segment(name)}"

    def software(self, version: str) -> str:
        """``software/zhengtu-0-1-0``: a version of this software, as an agent."""
        return f"{self.base}software/zhengtu-{segment(version.replace('.', '-'))}"

    @property
    def inferred_graph(self) -> str:
        """``graph/inferred``: the named graph of what follows from the notices."""
        return f"{self.base}graph/inferred"

    @staticmethod
    def member_duty(assignment: str, code: str) -> str:
        """``{assignment}/member/630100``: the share of one member of a collective, by its division's code."""
        return f"{assignment}/member/{code}"

    @staticmethod
    def rule_duty(rule: str, task: int, clause: int, kind: str, who: str) -> str:
        """``{rule}/task/9/clause/4/member/630100`` or ``…/unit/1``: what a rule on all lays on one unit."""
        return f"{rule}/task/{task}/clause/{clause}/{kind}/{who}"

    @staticmethod
    def rolled_up_duty(task: str, role: str, order: int) -> str:
        """``{task}/roll-up/lead/1``: a heading task's share in its lower tasks; `order` counts within the role."""
        return f"{task}/roll-up/{role}/{order}"

    @staticmethod
    def plan(document: str) -> str:
        """``{document}/plan``."""
        return f"{document}/plan"

    @staticmethod
    def part(document: str, kind: str, number: int) -> str:
        """``{document}/{kind}/{number}``: a section, task, citation, target or rule."""
        return f"{document}/{kind}/{number}"

    @staticmethod
    def clause(document: str, task: int, clause: int) -> str:
        """``{document}/task/9/clause/4``."""
        return f"{document}/task/{task}/clause/{clause}"

    @staticmethod
    def assignment(clause: str, role: str, order: int) -> str:
        """``{clause}/lead/1``: `order` counts within the role's group, from 1."""
        return f"{clause}/{role}/{order}"

    @staticmethod
    def text(document: str) -> str:
        """``{document}/text``."""
        return f"{document}/text"

    @staticmethod
    def evidence(document: str, start: int, end: int) -> str:
        """``{document}/text#char=848,852`` (RFC 5147: code points, end exclusive)."""
        return f"{document}/text#char={start},{end}"
