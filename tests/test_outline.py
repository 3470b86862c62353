"""Numbered items, tasks, sections and clauses of notices with other systems than Qinghai's."""

from collections.abc import Callable

import pytest
from zhengtu.builders.check import check
from zhengtu.builders.model import Notice
from zhengtu.builders.outline import chinese_number
from zhengtu.builders.quads import notice_quads
from zhengtu.ontology.iris import DEFAULT_BASE
from zhengtu.ontology.terms import ZT

Read = Callable[[str], Notice]


@pytest.mark.parametrize(
    ("text", "number"), [("一", 1), ("十", 10), ("十七", 17), ("二十", 20), ("三十一", 31), ("一百零二", 102)]
)
def test_chinese_number(text: str, number: int) -> None:
    assert chinese_number(text) == number


def tasks_of(notice: Notice) -> list[tuple[int, str | None, int | None, int]]:
    return [(t.number, t.number_as_written, t.section, len(t.clauses)) for t in notice.tasks]


def test_sections_of_parts_and_tasks_in_brackets(read: Read) -> None:
    notice = read(
        "甲市人民政府关于乙的意见\n一、总体要求\n（一）指导思想。高举旗帜。\n二、主要任务\n（一）做甲。（市教育局负责）\n"
        "（二）做乙。（市科技局负责）\n三、提升服务\n（一）做丙。（市财政局负责）\n四、保障措施\n加强领导。"
    )
    assert [(s.number, s.number_as_written, s.heading) for s in notice.sections] == [
        (1, "二、", "主要任务"),
        (2, "三、", "提升服务"),
    ]
    assert tasks_of(notice) == [(1, "（一）", 1, 1), (2, "（二）", 1, 1), (3, "（一）", 2, 1)]


def test_names_that_differ_in_punctuation_are_one_unit(read: Read) -> None:
    notice = read("一、做甲。（责任单位：高新区（管委会））\n二、做乙。（责任单位：高新区管委会）")
    quads = notice_quads(notice)
    check(quads, DEFAULT_BASE)
    names = {q.object for q in quads if q.predicate == ZT.name and "agency" in q.subject}
    assert len(names) == 1


def test_a_task_without_units_among_tasks(read: Read) -> None:
    notice = read("一、做甲。（责任单位：市教育局）\n二、做乙，不列单位。\n三、做丙。（责任单位：市财政局）")
    assert [(t.number, [len(c.assignments) for c in t.clauses]) for t in notice.tasks] == [(1, [1]), (2, [0]), (3, [1])]


def test_a_heading_with_units_stands_over_its_sub_tasks(read: Read) -> None:
    notice = read("一、做甲。（牵头单位：市教育局）\n1.做乙。（责任单位：市财政局）\n2.做丙。（责任单位：市科技局）")
    assert [(t.number, t.parent, t.text) for t in notice.tasks] == [
        (1, None, "做甲。"),
        (2, 1, "做乙。"),
        (3, 1, "做丙。"),
    ]


def test_aims_and_citations_below_a_heading_belong_to_the_section(read: Read) -> None:
    notice = read(
        "甲市关于乙的意见\n一、农业\n全年农业增加值增长5%。\n1.做甲。（市农业局负责）\n"
        "二、工业\n全年工业增加值增长8%。落实《某工业条例》。\n1.做乙。（市工信局负责）\n"
    )
    assert [(t.indicator, t.section, t.task) for t in notice.targets] == [
        ("农业增加值增速", 1, None),
        ("工业增加值增速", 2, None),
    ]
    assert [(c.title, c.section, c.task) for c in notice.citations] == [("某工业条例", 2, None)]


def test_numbers_are_no_decimals(read: Read) -> None:
    notice = read("1.增速\n7.5%以上。（责任单位：市统计局）\n2.做乙。（责任单位：市财政局）")
    assert [(t.number, t.text) for t in notice.tasks] == [(1, "增速7.5%以上。"), (2, "做乙。")]


def test_a_dot_before_a_year_is_a_task_number(notice: Notice) -> None:
    task = notice.tasks[6]
    assert (task.number, task.number_as_written) == (7, "７.")
    assert task.text.startswith("2018年金融业增加值")


def test_a_break_inside_a_sentence_is_closed(notice: Notice) -> None:
    assert "推进信息数据资源共享。" in notice.tasks[16].text


def test_unnumbered_paragraphs(read: Read) -> None:
    notice = read("甲市关于乙的通知\n做甲工作。（责任单位：市教育局）\n做乙工作。（责任单位：市财政局）\n")
    assert [(t.number, t.number_as_written, t.text) for t in notice.tasks] == [
        (1, None, "做甲工作。"),
        (2, None, "做乙工作。"),
    ]


def test_words_behind_the_last_bracket_are_a_clause_of_nobody(read: Read) -> None:
    notice = read("一、做甲工作。（责任单位：市教育局）还要做好乙工作。\n二、做丙。（责任单位：市财政局）")
    assert [(c.text, len(c.assignments)) for c in notice.tasks[0].clauses] == [
        ("做甲工作。", 1),
        ("还要做好乙工作。", 0),
    ]


def test_closing_words_are_no_part_of_the_last_task(read: Read) -> None:
    for closing in (
        "\n各地区要抓好落实，年底前报告。\n某市人民政府\n2020年2月5日",
        "本措施自印发之日起执行。 某市人民政府 2020年2月5日 分享：",
    ):
        notice = read(f"一、做甲。（责任单位：市教育局）\n二、做乙。（责任单位：市财政局）{closing}")
        assert [c.text for t in notice.tasks for c in t.clauses] == ["做甲。", "做乙。"]


def test_an_item_behind_the_last_bracket_is_a_task(read: Read) -> None:
    notice = read("一、做甲。（责任单位：市教育局）\n二、做乙。（责任单位：市财政局）\n三、做丙工作。\n")
    assert [t.text for t in notice.tasks] == ["做甲。", "做乙。", "做丙工作。"]


def test_what_follows_the_body_belongs_to_no_task(read: Read) -> None:
    notice = read(
        "一、做甲。（责任单位：市教育局）\n二、做乙。（责任单位：市财政局）\n附件：任务分解表\n抄送：市委办公室"
    )
    assert notice.tasks[-1].text == "做乙。"
