"""How the statements of a notice came about: which file, which text, which software, which rules.

It stands in a graph of its own, since it speaks of the notice's graph and not
of the notice; and it holds no clock, since the same file read by the same rules
gives the same bytes.
"""

import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from ..ontology.agencies import Authority
from ..ontology.iris import Iris
from ..ontology.terms import PROV, ZT
from ..ontology.version import __version__
from .statements import Quad, Statements
from .text import SourceText

__all__ = ["provenance_quads", "rules_sha256"]


def provenance_quads(document: str, source: SourceText, iris: Iris, tables: Authority) -> list[Quad]:
    """The provenance of one notice's graph.

    Args:
        document: IRI of the notice.
        source: what was read.
        iris: makes IRIs.
        tables: the authority that the notice was read with.
    """
    said = Statements(iris.authority_graph("provenance"))
    text, file = iris.text(document), f"{document}/file"
    extraction, made = f"{document}/extraction", f"{document}/statements"
    software = iris.software(__version__)
    said.type(software, PROV.SoftwareAgent)
    said.text(software, ZT.softwareVersion, __version__)
    said.type(extraction, ZT.Extraction, PROV.Activity)
    said.iri(extraction, PROV.used, text)
    said.iri(extraction, PROV.wasAssociatedWith, software)
    said.text(extraction, ZT.rulesSha256, rules_sha256(tables))
    said.type(made, PROV.Entity)
    said.iri(made, ZT.statementsOf, document)
    said.iri(made, PROV.wasGeneratedBy, extraction)
    said.iri(made, PROV.wasDerivedFrom, text)
    said.iri(text, PROV.wasDerivedFrom, file)
    said.type(file, PROV.Entity)
    said.text(file, ZT.fileSha256, source.file_sha256)
    return said.quads


def rules_sha256(tables: Authority) -> str:
    """A digest of all that decides what a text is read as: our rules, our tables, and the user's own rows."""
    digest = hashlib.sha256(_shipped())
    for pattern in tables.own:
        # The order of a set differs from run to run.
        plain = pattern._replace(scope=frozenset(), only=frozenset())
        digest.update(repr((plain, sorted(pattern.scope), sorted(pattern.only))).encode())
    return digest.hexdigest()


@cache
def _shipped() -> bytes:
    """Of the code of `builders` and `ontology` and the tables, by name, whatever the system's line ends."""
    digest = hashlib.sha256()
    root = files(__name__.rpartition(".builders.")[0])
    for folder in ("builders", "builders/corrections", "builders/readers", "ontology"):
        for file in sorted(_rules_in(root / folder), key=lambda f: f.name):
            content = file.read_bytes().replace(b"\r\n", b"\n")
            digest.update(f"{folder}/{file.name} {len(content)}\0".encode())
            digest.update(content)
    return digest.digest()


def _rules_in(folder: Traversable) -> list[Traversable]:
    return [f for f in folder.iterdir() if f.is_file() and f.name.endswith((".py", ".csv"))]
