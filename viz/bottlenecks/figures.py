"""Figures of the coordination network as people write them, in Chinese and in English."""

from typing import Final

from ...graph.coordination.bottlenecks import Bottlenecks
from ...graph.coordination.null_model import Expected
from ...ontology.labels import label

__all__ = [
    "NONE",
    "ROLE_WORDS",
    "Words",
    "both",
    "chance",
    "figure",
    "group_word",
    "level_word",
    "p_and_q",
    "percent",
    "short",
]

Words = dict[str, str]
"""A text by language, zh and en."""

NONE: Final = "–"
"""What stands where there is no figure."""
ROLE_WORDS: Final = {
    "lead": {"zh": "牵头", "en": "lead"},
    "support": {"zh": "配合", "en": "support"},
    "responsible": {"zh": "负责", "en": "responsible"},
}


def both(zh: str, en: str) -> Words:
    """A text in both languages."""
    return {"zh": zh, "en": en}


def group_word(b: Bottlenecks) -> Words:
    """What units meet in: clauses or tasks."""
    return both("任务", "task") if b.choice.by == "task" else both("条款", "clause")


def level_word(iri: str) -> Words:
    """The name of a level of the state, such as 省级; the IRI of one that is unknown."""
    try:
        return label(iri)
    except KeyError:
        return both(iri, iri)


def short(text: str, most: int) -> str:
    """A text of at most so many characters, cut off with … where it is longer.

    >>> short("各市、州人民政府", 4)
    '各市、…'
    """
    return text if len(text) <= most else f"{text[: most - 1]}…"


def figure(value: float) -> str:
    r"""A share between 0 and 1 with two decimals; what is not quite 0 does not become 0.

    >>> figure(0.4034), figure(0.0), figure(0.0019)
    ('0.40', '0', '<\xa00.01')
    """
    return "0" if value == 0 else "<\u00a00.01" if value < 0.005 else f"{value:.2f}"


def chance(value: float, limit: float) -> str:
    """A p or q with two decimals, up to four where it is small, more where it would else change sides of the limit.

    >>> chance(0.11029, 0.05), chance(0.00033, 0.05), chance(0.0504, 0.05), chance(1.0, 0.05)
    ('0.11', '0.0003', '0.0504', '1')
    """
    if value == 1:
        return "1"
    first = int(f"{value:e}".partition("e")[2])
    for places in range(max(2, min(4, 1 - first)), 12):
        text = f"{value:.{places}f}"
        if float(text) not in (0.0, 1.0) and (float(text) <= limit) == (value <= limit):
            return text
    return f"{value:g}"


def percent(share: float, limit: float) -> str:
    """A share in percent, without the sign: whole where that makes neither all nor none of it, nor changes sides.

    >>> percent(0.9705, 0.8), percent(0.797, 0.8), percent(0.9996, 0.8), percent(0.0, 0.8)
    ('97', '79.7', '99.96', '0')
    """
    for places in range(12):
        text = f"{share * 100:.{places}f}"
        rounded_away = float(text) in (0.0, 100.0) and share not in (0.0, 1.0)
        if not rounded_away and (float(text) >= limit * 100) == (share >= limit):
            return text
    return f"{share * 100:g}"


def p_and_q(b: Bottlenecks, e: Expected) -> Words:
    """How likely chance alone makes a unit that central, before and after correction."""
    p, q = (chance(value, b.rules.broker) for value in (e.p, e.q))
    return both(
        f"p\u00a0=\u00a0{p}，经多重检验校正 q\u00a0=\u00a0{q}",
        f"p\u00a0=\u00a0{p}, corrected for all units q\u00a0=\u00a0{q}",
    )
