"""The commands that show the authority, and graphs that rest on it."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
from zhengtu.builders.build import build, merge

Run = Callable[..., subprocess.CompletedProcess[str]]

ANHUI = """安徽省人民政府办公厅关于做好2020年某项工作的通知
皖政办〔2020〕9号
各市人民政府：
一、推进甲工作。（牵头单位：省财政厅；配合单位：省税务局）
二、推进乙工作，落实《青海省2018年服务业发展工作要点》。（牵头单位：市级某某单位、合肥市财政局、商务局）
"""
QINGHAI = ANHUI.replace("安徽省", "青海省").replace("皖政办", "青政办").replace("合肥市", "西宁市")


def one_line(done: subprocess.CompletedProcess[str], code: int, *words: str) -> None:
    """An expected failure: its exit code, and one line that says what is wrong."""
    assert done.returncode == code, done.stderr
    (line,) = done.stderr.strip().splitlines()
    assert line.startswith("zhengtu: ")
    assert not [word for word in words if word not in line], line


def test_agency(zhengtu: Run) -> None:
    done = zhengtu("agency", "省税务局", "--issuer", "安徽省人民政府办公厅", "--year", "2020")
    assert (done.returncode, done.stderr) == (0, "")
    for words in ("国家税务总局安徽省税务局", "安徽省 (340000)", "2018-06-15", "来源 source", "依据 why"):
        assert words in done.stdout


def test_agency_of_a_list_as_json(zhengtu: Run) -> None:
    done = zhengtu("agency", "省财政厅、人社厅、市文旅局", "--issuer", "宜昌市人民政府", "--json")
    assert done.returncode == 1, "the last stays as written"
    told = json.loads(done.stdout)
    assert [t["full_name"] for t in told[:2]] == ["湖北省财政厅", "湖北省人力资源和社会保障厅"]
    assert [t["resolved"] for t in told] == [True, True, False]
    assert len(told[2]["maybe"]) > 1


def test_agency_in_wrong_use(zhengtu: Run) -> None:
    one_line(zhengtu("agency", " ", "--issuer", "安徽省人民政府"), 2, "empty")
    one_line(zhengtu("agency", "省财政厅", "--issuer", "某某单位"), 2, "its area is not known", "code")
    done = zhengtu("agency", "省财政厅")
    assert done.returncode == 1
    assert "--issuer" in done.stderr


def test_a_table_of_ones_own(zhengtu: Run, tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text(
        "name,short_forms,scope,kind,source\n安徽省某某中心,市级某某单位,340000,PublicInstitution,内部编制文件\n",
        encoding="utf-8",
    )
    (tmp_path / "anhui.txt").write_text(ANHUI, encoding="utf-8")
    done = zhengtu("agency", "市级某某单位", "--issuer", "安徽省人民政府", "--authority", "own.csv")
    assert done.returncode == 0
    assert "安徽省某某中心" in done.stdout
    for line in ("build anhui.txt -o graph.nq", "parse anhui.txt --json"):
        assert zhengtu(*line.split(), "--authority", "own.csv").returncode == 0
    graph = (tmp_path / "graph.nq").read_text(encoding="utf-8")
    assert "agency/340000/安徽省某某中心" in graph
    assert "内部编制文件" in graph
    (tmp_path / "own.csv").write_text("name,scope\n甲,nowhere\n", encoding="utf-8")
    for line in ("build anhui.txt -o graph.nq", "agency 甲", "authority -o a.nq"):
        one_line(zhengtu(*line.split(), "--authority", "own.csv"), 1, "own.csv:2", "nowhere")
    one_line(
        zhengtu("build", "anhui.txt", "-o", "graph.nq", "--authority", "none.csv"), 1, "none.csv", "cannot be read"
    )
    assert (tmp_path / "graph.nq").read_text(encoding="utf-8") == graph


def test_the_tables_as_a_graph(zhengtu: Run, tmp_path: Path) -> None:
    done = zhengtu("authority", "-o", "authority.nq")
    assert done.returncode == 0
    assert "statements" in done.stderr
    text = (tmp_path / "authority.nq").read_text(encoding="utf-8")

    assert "place/630000" in text
    one_line(zhengtu("authority", "-o", "authority.xls"), 2, "no graph format")
    one_line(zhengtu("authority", "-o", "a.nq", "--base", "here"), 2, "base")


def names_of_finance(n_quads: str) -> set[str]:
    store = ox.Store()
    store.load(n_quads, format=ox.RdfFormat.N_QUADS)
    found = store.query(
        "PREFIX zt: <https://w3id.org/zhengtu/ns#> "
        'SELECT DISTINCT ?name { ?a zt:nameAsWritten "省财政厅" ; zt:unit/zt:name ?name }',
        use_default_graph_as_union=True,
    )
    assert isinstance(found, ox.QuerySolutions)
    return {row["name"].value for row in found}


def test_two_provinces_and_any_order(tmp_path: Path) -> None:
    paths = {}
    for name, text in (("anhui", ANHUI), ("qinghai", QINGHAI), ("again", ANHUI + "\n")):
        paths[name] = tmp_path / f"{name}.txt"
        paths[name].write_text(text, encoding="utf-8")
    built = {name: build(path) for name, path in paths.items()}
    one, _ = merge([built["anhui"], built["qinghai"]])
    other, _ = merge([built["qinghai"], built["anhui"]])
    assert one == other
    assert names_of_finance(one) == {"安徽省财政厅", "青海省财政厅"}
    # two files of one notice are one document
    assert built["anhui"].document == built["again"].document
    # the second of a list takes the first's place
    assert {"合肥市商务局", "西宁市商务局"} <= {
        a.unit.name for b in built.values() for t in b.notice.tasks for c in t.clauses for a in c.assignments
    }


def test_a_plan_cited_by_title_and_read_with_its_number_is_joined(zhengtu: Run, tmp_path: Path) -> None:
    root = Path(__file__).resolve().parent.parent
    (tmp_path / "other.txt").write_text(QINGHAI.replace("9号", "10号"), encoding="utf-8")
    done = zhengtu("build", root / "examples" / "qinghai-2018-28" / "notice.txt", "other.txt", "-o", "graph.nq")
    assert done.returncode == 0
    for cited in ("青政办〔2018〕28号", "青海省2018年服务业发展工作要点"):
        done = zhengtu(
            "query", "citations-of-document", "--set", f"cited={cited}", "--graph", "graph.nq", "--format", "csv"
        )
        assert "青政办〔2020〕10号" in done.stdout, done.stderr
