"""Zhengtu 政图: Chinese government work-plan notices as a knowledge graph.

    >>> import zhengtu
    >>> built = zhengtu.build("examples/qinghai-2018-28/notice.txt")
    >>> graph = zhengtu.load(built.n_quads)
    >>> len(zhengtu.query(graph, "tasks-led-by", agency="省商务厅").rows)
    10

Reading: `read` a file as a notice, `build` its graph. Graphs: `load` what was
built, `open` a file, a store or an endpoint, `validate` it, `infer` what follows. Asking: `query` the library,
`sparql` anything. Taking away: `dataset` for rdflib, `responsibilities` with
`responsibility_network` and `shared_clauses` for networkx, `bottlenecks`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from .builders.build import build
    from .builders.build import read_notice as read
    from .builders.errors import NoticeError
    from .graph.coordination.bottlenecks import bottlenecks
    from .graph.coordination.networks import shared_clauses
    from .graph.dataset import dataset
    from .graph.errors import AnalysisError, GraphError, QueryError
    from .graph.inference import infer
    from .graph.network import responsibility_network
    from .graph.open import open_source as open  # noqa: A004 - as gzip.open
    from .graph.responsibilities import responsibilities
    from .graph.sparql import run as sparql
    from .graph.store import load
    from .graph.validation import validate
    from .ontology.version import __version__
    from .queries.answer import query

__all__ = [
    "AnalysisError",
    "GraphError",
    "NoticeError",
    "QueryError",
    "__version__",
    "bottlenecks",
    "build",
    "dataset",
    "infer",
    "load",
    "open",
    "query",
    "read",
    "responsibilities",
    "responsibility_network",
    "shared_clauses",
    "sparql",
    "validate",
]

_HOMES: Final = {
    "AnalysisError": ("graph.errors", "AnalysisError"),
    "GraphError": ("graph.errors", "GraphError"),
    "NoticeError": ("builders.errors", "NoticeError"),
    "QueryError": ("graph.errors", "QueryError"),
    "__version__": ("ontology.version", "__version__"),
    "bottlenecks": ("graph.coordination.bottlenecks", "bottlenecks"),
    "build": ("builders.build", "build"),
    "dataset": ("graph.dataset", "dataset"),
    "infer": ("graph.inference", "infer"),
    "load": ("graph.store", "load"),
    "open": ("graph.open", "open_source"),
    "query": ("queries.answer", "query"),
    "read": ("builders.build", "read_notice"),
    "responsibilities": ("graph.responsibilities", "responsibilities"),
    "responsibility_network": ("graph.network", "responsibility_network"),
    "shared_clauses": ("graph.coordination.networks", "shared_clauses"),
    "sparql": ("graph.sparql", "run"),
    "validate": ("graph.validation", "validate"),
}
"""Where each public name lives. They are imported on first use: a command pays for what it needs alone."""


def __getattr__(name: str) -> Any:
    try:
        module, attribute = _HOMES[name]
    except KeyError:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}") from None
    found = getattr(import_module(f".{module}", __name__), attribute)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
