"""The network page: who answers for what, in one HTML file that works offline.

1. `picture` makes nodes, edges, places and facts of the assignments.
2. pyvis holds nodes, edges and options as vis-network wants them; its own
   template, which reaches for servers and leaves things unescaped, is not used.
3. Our template takes the style, the data, vis-network as pyvis brings it, and
   our scripts. A content security policy names each of them by its hash; nothing
   else runs, and nothing is fetched.
"""

import json
import re
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from ..graph.columns import Responsibilities
from ..graph.errors import GraphError
from ..graph.formats import written_whole
from .network_data import LANGUAGES, Language, Picture, picture, with_tasks
from .pages import asset, policy, render

__all__ = ["MOST_NODES", "network_page", "write_network"]

MOST_NODES: Final = 5000
"""A picture of more could neither be drawn in time nor read."""

_VIS_NETWORK: Final = ("templates/lib/vis-9.1.2/vis-network.min.js", "lib/vis-9.1.2/vis-network.min.js")
_LIBRARY: Final = "vis-network 9.1.2 © Almende B.V., visjs contributors (Apache-2.0 / MIT)"
_SCRIPTS: Final = ("words", "data", "state", "scene", "drawing", "panel", "search", "legend", "")
_SOURCE_MAP: Final = re.compile(r"\n//# sourceMappingURL=\S+\s*$")
# What could end the element that holds the data, or turn the source around for who reads it.
_UNSAFE: Final = re.compile("[<>&\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
_OPTIONS: Final[Mapping[str, object]] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "interaction": {
        "dragNodes": False,
        "hover": True,
        "selectable": False,
        "keyboard": False,
        "hideEdgesOnDrag": False,
    },
    "nodes": {
        "chosen": False,
        "margin": {"top": 5, "right": 8, "bottom": 5, "left": 8},
        "scaling": {"label": {"enabled": False, "drawThreshold": 5, "maxVisible": 40}},
    },
    "edges": {"smooth": False, "chosen": False, "hoverWidth": 0, "arrowStrikethrough": False},
}


def network_page(r: Responsibilities, *, language: Language = "zh") -> str:
    """The page as HTML; the same input gives the same text.

    Args:
        r: who answers for what.
        language: the language that the page begins in; readers can switch.

    Raises:
        GraphError: if there is no task, more than `MOST_NODES` nodes, or no vis-network in the installed pyvis.
    """
    r = with_tasks(r)
    _check(r)
    made = picture(r)
    vis, program, style = _vis_network(), _program(), asset("network.css")
    notices = list(r.notices.values())
    several = {"zh": f"{len(notices)} 份公文的任务分工", "en": f"Assignments of {len(notices)} notices"}
    return render(
        "network.html",
        language=language,
        title=several[language] if len(notices) != 1 else notices[0].title or notices[0].label,
        policy=policy([vis, program], style),
        style=_safe(style),
        data=_safe(_json(made, language)),
        vis=_safe(vis),
        program=_safe(program),
        library=_LIBRARY,
    )


def write_network(r: Responsibilities, path: Path, *, language: Language = "zh") -> int:
    """Writes the page in UTF-8, whole or not at all; gives back its size in bytes.

    Raises:
        GraphError: as for `network_page`, and if the file cannot be written.
    """
    page = network_page(r, language=language).encode()
    with written_whole(path) as file:
        file.write(page)
    return len(page)


def _check(r: Responsibilities) -> None:
    if not r.tasks:
        raise GraphError("network", "the graph holds no task", "build it from a notice that sets tasks")
    nodes = len(r.units) + len(r.tasks) + len(r.sections)
    if nodes > MOST_NODES:
        raise GraphError(
            "network",
            f"{nodes:,} nodes of {len(r.notices)} notices are more than the {MOST_NODES:,} that a page can show",
            "choose one notice with --notice NUMBER",
        )


def _json(made: Picture, language: Language) -> str:
    data = {
        "language": language,
        "network": _network(made, language),
        "labels": {lang: {n.id: n.labels[lang] for n in made.nodes} for lang in LANGUAGES},
        "places": made.places,
        "facts": made.facts,
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda m: f"\\u{ord(m.group()):04x}", text)


def _network(made: Picture, language: Language) -> dict[str, object]:
    """Nodes, edges and options, as pyvis hands them to a template."""
    from pyvis.edge import Edge as VisEdge
    from pyvis.network import Network
    from pyvis.node import Node as VisNode

    places = made.places[language]["all"]
    net: Any = Network(directed=True, cdn_resources="in_line")
    # Network.add_node and add_edge look through all that is there already: 2.5 seconds at 2,000 nodes.
    net.nodes = [
        VisNode(
            n.id,
            "circle" if n.round else "box",
            n.labels[language],
            group=n.kind,
            font={"size": n.font},
            x=places[n.id][0],
            y=places[n.id][1],
        ).options
        for n in made.nodes
    ]
    net.edges = [
        {**VisEdge(e.source, e.target).options, "id": e.id, "kind": e.kind, "clauses": e.clauses} for e in made.edges
    ]
    net.options = dict(_OPTIONS)
    nodes, edges, _, _, _, options = net.get_network_data()
    return {"nodes": nodes, "edges": edges, "options": json.loads(options)}


def _vis_network() -> str:
    """vis-network with its licence notice, as the installed pyvis brings it."""
    spec = find_spec("pyvis")
    for folder in (spec and spec.submodule_search_locations) or ():
        for name in _VIS_NETWORK:
            file = Path(folder) / name
            if file.is_file():
                # Line ends as a browser sees them, or the hash would not fit; no map, which a debugger would fetch.
                text = file.read_text(encoding="utf-8")
                return _SOURCE_MAP.sub("\n", text)
    raise GraphError("pyvis", f"has no {_VIS_NETWORK[0]}", "install pyvis 0.3.2 (pip install 'pyvis==0.3.2')")


def _program() -> str:
    parts = [asset(f"network_{name}.js" if name else "network.js") for name in _SCRIPTS]
    return '(function () {\n"use strict";\n' + "\n".join(parts) + "})();\n"


def _safe(text: str) -> Any:
    """Text that must reach the page as it is: our own files, vis-network, escaped JSON."""
    from markupsafe import Markup

    return Markup(text)  # noqa: S704 (nothing of a notice but escaped JSON comes here)
