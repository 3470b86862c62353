"""A page about the bottlenecks of a plan, to read on a screen and to print: findings first, figures after."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ...graph.columns import Responsibilities, Unit
from ...graph.coordination.bottlenecks import Bottleneck, Bottlenecks
from ...graph.coordination.findings import LABELS, Label
from ...graph.coordination.load import ROLES
from ...graph.formats import written_whole
from ..pages import asset, policy, render
from .cells import Row, Whole
from .chart import SHAPES, bottleneck_chart
from .columns import on_page
from .evidence import Evidence, Proofs
from .figures import Words, both, group_word, short
from .groups import by_role
from .heat_map import heat_map
from .network import figures
from .notes import notes
from .words import OPEN, Sentences, label_words, ranked_word

if TYPE_CHECKING:
    from markupsafe import Markup

__all__ = ["bottleneck_report", "marked", "write_bottleneck_report"]

MOST_CARDS: Final = 30
MOST_EVIDENCE: Final = 40
MOST_UNDECIDED: Final = 60
MOST_ROWS: Final = 300
MOST_MAPPED: Final = 60
MOST_SECTIONS: Final = 14
_MOST_NOTICES: Final = 5
_MOST_NAMES: Final = 8
_HEADING: Final = 14
_WIDE, _NARROW = 960, 350
_IN_CHINESE: Final = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”《》〔〕]+")
_BREAK: Final = re.compile("(?<=/)|(?<=.)(?=前三|中心性|效率|单位|的伙伴)")
_CHINESE: Final = re.compile("[\u2e80-\u9fff]")


@dataclass(frozen=True, slots=True)
class _Finding:
    label: Label
    words: Words
    sentence: Words
    evidence: tuple[Evidence, ...]
    total: int


@dataclass(frozen=True, slots=True)
class _Card:
    unit: Unit
    findings: tuple[_Finding, ...]


@dataclass(frozen=True, slots=True)
class _Answer:
    """Which units bear a label; `tested` tells whether any could."""

    label: Label
    words: Words
    means: Words
    names: tuple[Unit, ...]
    total: int
    tested: bool


def write_bottleneck_report(
    r: Responsibilities, b: Bottlenecks, path: Path, *, language: str = "zh", options: str = "--graph graph.nq"
) -> None:
    """Writes the page; arguments as for `bottleneck_report`.

    Raises:
        GraphError: if the page cannot be written.
    """
    page = bottleneck_report(r, b, language=language, options=options)
    with written_whole(path) as file:
        file.write(page.encode(errors="replace"))


def bottleneck_report(
    r: Responsibilities, b: Bottlenecks, *, language: str = "zh", options: str = "--graph graph.nq"
) -> str:
    """The page as HTML, in one file that fetches nothing; the same input gives the same text.

    Args:
        r: who answers for what, as `b` was made from it.
        b: the analysis.
        language: the language that the page begins in, zh or en; readers can switch.
        options: those that name the source and the choice, as a shell takes them; the command on the page ends so.
    """
    script, style = asset("language.js"), asset("bottlenecks.css")
    sentences, whole, columns = Sentences(r, b), Whole.of(r, b, None), on_page(b)
    labelled = [u for u in b.units if u.findings[0].label not in OPEN]
    undecided = [u for u in b.units if u.findings[0].label in OPEN]
    charts = [
        (other, size, bottleneck_chart(r, b, language=other, width=width, key=f"{other}-{size}"))
        for other in ("zh", "en")
        for size, width in (("wide", _WIDE), ("narrow", _NARROW))
    ]
    return render(
        "bottlenecks.html",
        language=language,
        policy=policy([script], style),
        script=script,
        style=style,
        marked=marked,
        short=short,
        shapes=SHAPES,
        noun=group_word(b),
        notices=[_notice(r, iri) for iri in list(r.notices)[:_MOST_NOTICES]],
        more_notices=max(0, len(r.notices) - _MOST_NOTICES),
        several=len(r.notices) > 1,
        answers=list(_answers(b)),
        cards=list(_cards(r, b, sentences, labelled[:MOST_CARDS])),
        labelled=len(labelled),
        rest=[(u.unit, sentences.of(u, u.findings[0])) for u in undecided[:MOST_UNDECIDED]],
        undecided=len(undecided),
        open_words=[
            (label, label_words(label)) for label in LABELS if any(u.findings[0].label == label for u in undecided)
        ],
        open_labels=OPEN,
        units=r.units,
        charts=charts if b.network.groups else [],
        heat=heat_map(r, b, rows=MOST_MAPPED, columns=MOST_SECTIONS),
        heading=_HEADING,
        measures=[(_breakable(column.label(b)), column.explained(b)) for column in columns],
        table=[
            (
                u.unit,
                [(f.label, label_words(f.label)) for f in u.findings],
                [column.shown(Row(whole, u.load, u)) for column in columns],
            )
            for u in b.units[:MOST_ROWS]
        ],
        total=len(b.units),
        collectives=[
            (load.unit, [len(by_role(b, load)[role]) for role in ROLES]) for load in b.collectives[:MOST_ROWS]
        ],
        whole=[figure for figure in figures(b).values() if figure.value is not None],
        notes=notes(r, b),
        rules=b.rules,
        among=ranked_word(b),
        command=f"zhengtu bottlenecks --format csv -o bottlenecks.csv {options}",
    )


def _notice(r: Responsibilities, iri: str) -> tuple[str, str]:
    notice = r.notices[iri]
    return notice.label, notice.title if notice.title != notice.label else ""


def _answers(b: Bottlenecks) -> Iterator[_Answer]:
    among = ranked_word(b)
    means: dict[Label, Words] = {
        "load-hub": both(f"在{among['zh']}中，任务量稳居前列", f"steadily among the {among['en']} with most to do"),
        "structural-broker": both(
            "居于其他单位之间，超出任务量所能解释的程度", "between others more than its load explains"
        ),
        "cut-point": both("有的单位只靠它与其他单位相联系", "some units meet the others through it alone"),
        "not-distinguishable": both("以上各类均不能成立", "none of these can be upheld"),
        "not-tested": both("未作重新抽样或者随机比较", "not resampled or not compared with random plans"),
    }
    untested = {label for label, drawn in (("load-hub", b.resampled), ("structural-broker", b.null)) if drawn is None}
    for label in LABELS:
        units = [u.unit for u in b.units if any(f.label == label for f in u.findings)]
        if units or label not in OPEN:
            names = () if label in OPEN else tuple(units[:_MOST_NAMES])
            yield _Answer(label, label_words(label), means[label], names, len(units), label not in untested)


def _cards(r: Responsibilities, b: Bottlenecks, sentences: Sentences, units: Sequence[Bottleneck]) -> Iterator[_Card]:
    proofs, order = Proofs(r), {task: i for i, task in enumerate(r.tasks)}
    for unit in units:
        yield _Card(
            unit.unit,
            tuple(
                _Finding(
                    finding.label,
                    label_words(finding.label),
                    sentences.of(unit, finding),
                    tuple(
                        proofs.of(group, inferred=b.choice.inferred)
                        for group in sorted(finding.groups, key=lambda g: order[proofs.task(g)])[:MOST_EVIDENCE]
                    ),
                    len(finding.groups),
                )
                for finding in unit.findings
            ),
        )


def _breakable(words: Words) -> Words:
    """A head with places where a line may end; in Chinese not at its spaces, as in k 核."""
    return both(_BREAK.sub("\u200b", words["zh"].replace(" ", "\u00a0")), _BREAK.sub("\u200b", words["en"]))


def marked(text: str) -> "Markup":
    """A text of another language as HTML, with its Chinese marked as such."""
    from markupsafe import Markup, escape

    parts: list[Markup] = []
    end = 0
    for found in _IN_CHINESE.finditer(text):
        if not _CHINESE.search(found[0]):
            continue
        parts += [escape(text[end : found.start()]), Markup('<span lang="zh-CN">{}</span>').format(found[0])]
        end = found.end()
    return Markup("").join([*parts, escape(text[end:])])
