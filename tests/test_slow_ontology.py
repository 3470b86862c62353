"""The vocabulary in four triple stores, and before a complete reasoner for OWL 2 DL."""

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import owlready2
import pyoxigraph as ox
import pytest
import rdflib

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "ontology" / "zhengtu.ttl"
JARS = Path("/usr/share/java")
JENA = ("jena-cmds", "jena-arq", "jena-core", "jena-base", "jena-iri", "jena-dboe-base")
BESIDE_JENA = ("commons-compress", "guava", "slf4j-api", "slf4j-nop", "thrift")


def canonical(n_triples: str) -> list[str]:
    """Sorted N-Triples, each term written in one way. The file has no blank nodes, so equal lists are equal graphs."""
    return sorted(str(t.triple) for t in ox.parse(n_triples, format=ox.RdfFormat.N_TRIPLES))


@pytest.fixture(scope="module")
def n_triples() -> str:
    """The vocabulary as Oxigraph reads it."""
    store = ox.Store()
    store.load(path=str(FILE), format=ox.RdfFormat.TURTLE)
    made = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    assert made
    return made.decode()


@pytest.fixture(scope="module")
def riot(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The command line of Jena's reader; Debian ships its jars without a script."""
    java = shutil.which("java")
    jars = [JARS / f"{name}.jar" for name in (*JENA, *BESIDE_JENA)]
    lacking = [jar.name for jar in jars if not jar.exists()]
    if java is None or lacking:
        pytest.skip(f"no java, or no Debian package libapache-jena-java: {lacking}")
    # Debian moves the classes of the Xerces copy in jena-core to another package, but not the
    # messages that they look up under their own name.
    messages = tmp_path_factory.mktemp("jena")
    with zipfile.ZipFile(JARS / "jena-core.jar") as jar:
        for name in jar.namelist():
            moved = name.removeprefix("org/apache/jena/ext/")
            if moved != name and moved.startswith("xerces/") and name.endswith(".properties"):
                (messages / moved).parent.mkdir(parents=True, exist_ok=True)
                (messages / moved).write_bytes(jar.read(name))
    return [java, "-cp", ":".join(map(str, (messages, *jars))), "riotcmd.riot"]


def test_rdflib_reads_the_same(n_triples: str) -> None:
    graph = rdflib.Graph().parse(FILE)
    assert canonical(graph.serialize(format="nt")) == canonical(n_triples)


def test_jena_reads_the_same_without_a_warning(riot: list[str], n_triples: str) -> None:
    read = subprocess.run([*riot, "--output=ntriples", FILE], capture_output=True, encoding="utf-8", check=True)
    assert canonical(read.stdout) == canonical(n_triples)
    checked = subprocess.run([*riot, "--validate", "--strict", FILE], capture_output=True, encoding="utf-8", check=True)
    assert (checked.stdout + checked.stderr).strip() == ""


def test_jena_refuses_a_broken_file(riot: list[str], tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text(FILE.read_text(encoding="utf-8") + "zt:Task a owl:Class", encoding="utf-8")
    assert subprocess.run([*riot, "--validate", broken], capture_output=True, check=False).returncode != 0


def loaded(n_triples: str) -> tuple[owlready2.World, owlready2.Ontology]:
    """The vocabulary in owlready2, which reads N-Triples and no Turtle."""
    world = owlready2.World()
    ontology = world.get_ontology("https://w3id.org/zhengtu/ns").load(fileobj=io.BytesIO(n_triples.encode()))
    return world, ontology


def test_owlready2_reads_the_same(n_triples: str) -> None:
    _, ontology = loaded(n_triples)
    saved = io.BytesIO()
    ontology.save(saved, format="ntriples")
    assert canonical(saved.getvalue().decode()) == canonical(n_triples)
    names = {entity.name for entity in (*ontology.classes(), *ontology.properties())}
    assert {"Task", "Duty", "ofTask", "fileSha256"} <= names


TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
SUB = "<http://www.w3.org/2000/01/rdf-schema#subClassOf>"
NS = "https://w3id.org/zhengtu/ns#"


@pytest.fixture
def java() -> None:
    if shutil.which("java") is None:
        pytest.skip("no java to run HermiT with")


@pytest.mark.usefixtures("java")
def test_hermit_finds_the_vocabulary_consistent(n_triples: str) -> None:
    world, _ = loaded(n_triples)
    owlready2.sync_reasoner_hermit(world, debug=0)
    assert list(world.inconsistent_classes()) == []


@pytest.mark.usefixtures("java")
def test_hermit_finds_a_class_that_nothing_can_belong_to(n_triples: str) -> None:
    bad = f"<{NS}Bad> {TYPE} <http://www.w3.org/2002/07/owl#Class> .\n"
    bad += f"<{NS}Bad> {SUB} <{NS}Agency> .\n<{NS}Bad> {SUB} <{NS}CollectiveUnit> .\n"
    world, _ = loaded(n_triples + bad)
    owlready2.sync_reasoner_hermit(world, debug=0)
    assert f"{NS}Bad" in {c.iri for c in world.inconsistent_classes()}


@pytest.mark.usefixtures("java")
def test_hermit_finds_a_contradiction(n_triples: str) -> None:
    wrong = "".join(f"<http://a/x> {TYPE} <{NS}{name}> .\n" for name in ("Task", "Clause"))
    world, _ = loaded(n_triples + wrong)
    with pytest.raises(owlready2.OwlReadyInconsistentOntologyError):
        owlready2.sync_reasoner_hermit(world, debug=0)
