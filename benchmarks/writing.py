"""Writing a notice's quads: our strings against pyoxigraph's serialiser and rdflib's.

The three write the same statements of the Qinghai notice, many notices' worth
of them, in one process and in turn; the medians and their ratios are printed.
Run it with ``make bench``.
"""

import statistics
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
from rdflib import Dataset, Literal, URIRef
from zhengtu.builders.build import build
from zhengtu.builders.check import check
from zhengtu.builders.parse import parse
from zhengtu.builders.quads import notice_quads
from zhengtu.builders.statements import n_quads
from zhengtu.ontology.iris import DEFAULT_BASE

NOTICE = Path(__file__).resolve().parent.parent / "examples" / "qinghai-2018-28" / "notice.txt"
ROUNDS = 7


def main() -> None:
    """Prints a table of medians, in milliseconds a notice."""
    built = build(NOTICE)
    quads = built.quads
    facts = [
        (q.subject.value, q.predicate.value, _parts(q.object), q.graph_name.value)
        for q in ox.parse(n_quads(quads), format=ox.RdfFormat.N_QUADS)
    ]

    def with_pyoxigraph() -> object:
        made = (ox.Quad(ox.NamedNode(s), ox.NamedNode(p), _oxigraph(o), ox.NamedNode(g)) for s, p, o, g in facts)
        return ox.serialize(made, format=ox.RdfFormat.N_QUADS)

    def with_rdflib() -> object:
        data = Dataset()
        for s, p, o, g in facts:
            data.graph(URIRef(g)).add((URIRef(s), URIRef(p), _rdflib(o)))
        return data.serialize(format="nquads")

    cases: dict[str, Callable[[], object]] = {
        "write, strings (Zhengtu)": lambda: n_quads(quads),
        "write, pyoxigraph": with_pyoxigraph,
        "write, rdflib": with_rdflib,
        "parse the text": lambda: parse(built.notice.source),
        "make the quads": lambda: notice_quads(built.notice),
        "check the quads": lambda: check(quads, DEFAULT_BASE),
    }
    taken: dict[str, list[float]] = {name: [] for name in cases}
    for _ in range(ROUNDS):
        for name, run in cases.items():
            start = time.perf_counter()
            run()
            taken[name].append((time.perf_counter() - start) * 1000)
    medians = {name: statistics.median(values) for name, values in taken.items()}
    first = medians["write, strings (Zhengtu)"]
    print(f"{len(quads)} quads, {ROUNDS} rounds in turn, milliseconds (median), ratio to our writing")
    for name, median in medians.items():
        print(f"{name:<28}{median:>9.2f}{median / first:>8.1f}")


Parts = tuple[str, str | None, str | None]
"""An object's text, its language and its datatype; an IRI has neither."""


def _parts(term: object) -> Parts:
    if isinstance(term, ox.Literal):
        return term.value, term.language, None if term.language else term.datatype.value
    if isinstance(term, ox.NamedNode):
        return term.value, None, None
    raise TypeError(f"no such term in our graphs: {term}")


def _oxigraph(parts: Parts) -> ox.NamedNode | ox.Literal:
    value, language, datatype = parts
    if language:
        return ox.Literal(value, language=language)
    return ox.Literal(value, datatype=ox.NamedNode(datatype)) if datatype else ox.NamedNode(value)


def _rdflib(parts: Parts) -> URIRef | Literal:
    value, language, datatype = parts
    if language:
        return Literal(value, lang=language)
    return Literal(value, datatype=URIRef(datatype)) if datatype else URIRef(value)


if __name__ == "__main__":
    main()
