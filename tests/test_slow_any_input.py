"""Any input ends in a graph or a clear error."""

import gzip
import json
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from zhengtu.builders.check import check
from zhengtu.builders.copied_tables import copied_tables
from zhengtu.builders.errors import NoticeError
from zhengtu.builders.parse import parse
from zhengtu.builders.quads import notice_quads
from zhengtu.builders.read import read, source_text
from zhengtu.builders.statements import n_quads
from zhengtu.graph.store import Graph
from zhengtu.ontology.iris import DEFAULT_BASE

pytestmark = pytest.mark.slow

PIECES = st.sampled_from(
    [
        "（牵头单位：", "；配合单位：", "责任单位:", "省财政厅", "各市、", "州人民政府", "）", "(", "〔2018〕", "28号", "青政办", "\n", "\r\n",
        "一、", "（一）", "１.", "2.", "第三条", "。", "，", "、", "《", "》", "〈", "增长８％左右", "4—5个", "2020年底前", "等部门", "负责", "牵头",
        "会同", "列首位的为牵头单位", "关于", "的通知", "附件：", "\u200b", "\u3000", "“", "”", "索引号：", "𠮷", "\x0b", "=", "<b>", '"', "\\",
        "\t", "序号\t任务\t责任单位\n", "1\t", "責任單位", "下同", "以下均涉及各市政府", "省商务厅牵头，省财政厅配合", " ", "年内", "附件1",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=400), st.lists(PIECES, max_size=120).map("".join))


@given(TEXTS)
@settings(max_examples=4000, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_any_text(text: str) -> None:
    try:
        source = source_text("x.txt", text, tables=copied_tables(text))
    except NoticeError:
        return
    notice = parse(source)
    quads = notice_quads(notice)
    check(quads, DEFAULT_BASE)
    for task in notice.tasks:
        assert task.clauses
    assert notice.groups_read <= notice.groups_seen


@given(st.lists(PIECES, max_size=120).map("".join))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_any_graph_loads(text: str) -> None:
    import pyoxigraph as ox

    if not text.strip():
        return
    written = n_quads(notice_quads(parse(source_text("x.txt", text))))
    store = ox.Store()
    store.load(written, format=ox.RdfFormat.N_QUADS)
    assert len(Graph(store).store) == len(set(written.splitlines()))


@given(st.binary(max_size=2000))
@settings(
    max_examples=1500, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_any_bytes(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "x.txt"
    file.write_bytes(data)
    try:
        source = read(file)
    except NoticeError:
        return
    check(notice_quads(parse(source)), DEFAULT_BASE)


SHAPES = {
    "one long line": "做好工作。（责任单位：省财政厅、省商务厅）",
    "open brackets": "（牵头单位：省财政厅",
    "closed brackets": "）（",
    "nested brackets": "（",
    "quotes": "《",
    "labels": "责任单位：",
    "predicates": "按职责分工负责、",
    "numbers": "1.",
    "chinese numbers": "一、",
    "figures": "增长8%、",
    "dates": "2018年6月30日前",
    "document numbers": "青政办〔2018〕28号",
    "spaces": " \u3000",
    "newlines": "\n",
    "letters": "甲",
    "sets": "各市、",
    "joints": "和局",
    "digits": "1",
    "many groups": "\n做好工作。（责任单位：省财政厅）",
    "numbered tasks": "\n（一）做好工作。（责任单位：省财政厅）",
    "many figures": "实现产值8亿元，",
    "many citations": "落实《某某规划》，",
    "spaced names": "市财政局 市教育局 ",
    "names in brackets": "做好工作。（省财政厅、省商务厅）\n",
    "told lines": "省财政厅牵头，省商务厅配合\n",
    "told words": "省财政厅负责 1 ",
    "tabs": "\t",
    "tabbed rows": "1\t做好工作\t省财政厅\n",
    "tabbed heads": "序号\t任务\t责任单位\n",
    "stacked heads": "序号\n任务\n责任单位\n",
    "stacked rows": "任务\n牵头单位\n配合单位\n做好工作\n省财政厅\n省商务厅\n",
    "rules": "以下均涉及各市政府，下同。",
    "glosses": "各市〈含开发区，下同〉、",
    "traditional": "責任單位：省財政廳、",
    "annexes": "\n附件1\n",
    "sign-offs": "\n省财政厅\n2018年3月20日\n",
    "together": "会同",
    "set heads": "各有关市、",
    # What stands before @ comes once, what stands behind it again and again.
    "comments": "\n@<!-- -->",
    "annex and spaces": "\n附件@ ",
    "annex and lines": "\n附件@\n",
    "joined": "\n责任单位：省财政厅@和省教育厅",
    "spaced": "\n责任单位：省财政厅@ 省教育厅",
    "divisions": "\n责任单位：各市@、州",
    "organs": "\n责任单位：各委@、办、厅、局",
    "organs and commas": "\n责任单位：各委、办@，厅，局",
    "etc": "\n责任单位：省财政厅@等部门和各地区",
    "lost separators": "\n责任单位：@省财政厅省教育局",
    "brackets in rows": "\n序号\t任务\t责任单位\n@1\t做好工作（责任单位：省商务厅）\t省财政厅\n",
    "ledgers": "@\n序号\t任务\t责任单位\n1\t做好（责任单位：省商务厅）\t省财政厅\n2\t做好\t省财政厅\n\n做好工作。\n",
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_time_grows_with_length(shape: str) -> None:
    """Ten times the text takes at most thirty times as long: linear with room for noise, far from quadratic."""

    def seconds(size: int) -> float:
        once, _, again = SHAPES[shape].rpartition("@")
        task = once + again * (size // len(again))
        text = f"甲市关于乙的通知\n一、做甲。（责任单位：省财政厅）\n二、做乙{task}\n（责任单位：省商务厅）"
        best = 1e9
        for _ in range(2):
            start = time.perf_counter()
            parse(source_text("x.txt", text, tables=copied_tables(text)))
            best = min(best, time.perf_counter() - start)
        return best

    small, large = seconds(20_000), seconds(200_000)
    assert large < max(30 * small, 1.0), f"{small:.3f} s for 20,000 characters, {large:.3f} s for 200,000"


def test_the_whole_archive(annotated_notices: Path) -> None:
    """Every text of the archive becomes a graph that passes every check."""
    built = groups = seen = 0
    with gzip.open(annotated_notices / "archive" / "real.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if not row["text"].strip():
                continue
            notice = parse(source_text(str(row["id"]), row["text"]))
            check(notice_quads(notice), DEFAULT_BASE)
            built += 1
            groups += notice.groups_read
            seen += notice.groups_seen
    assert built > 2000
    assert groups / seen > 0.97, f"{groups} of {seen}"
