"""Document numbers: sixty variants and twenty look-alikes, as they stand in sentences."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from zhengtu.builders.model import Notice

Read = Callable[[str], Notice]
HEAD = "青海省人民政府关于做好某项工作的通知\n各市、州人民政府：\n　　现就有关事项通知如下。\n　　一、"


def cases() -> list[dict[str, str]]:
    with (Path(__file__).parent / "names" / "numbers.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_there_are_enough() -> None:
    kinds = [c["kind"] for c in cases()]
    assert kinds.count("number") >= 60
    assert kinds.count("none") >= 20


@pytest.mark.parametrize("case", cases(), ids=lambda c: c["expected"] or c["text"][:24])
def test_numbers_in_sentences(read: Read, case: dict[str, str]) -> None:
    cited = read(f"{HEAD}{case['text']}。\n").citations
    numbers = [c.document.number.text for c in cited if c.document.number is not None]
    assert list(dict.fromkeys(numbers)) == [n for n in case["expected"].split("|") if n]


SCOPES = [
    ("落实《甲意见》（宁政办发〔2022〕60号）", "宁夏回族自治区人民政府", "640000"),
    ("落实《甲意见》（宁政办发〔2022〕60号）", "南京市人民政府", "320100"),
    ("落实《南京市甲意见》（宁政办发〔2022〕60号）", "国务院办公厅", "320100"),
    ("落实《甲意见》（宁政办发〔2022〕60号）", "国务院办公厅", "unplaced-000000"),
    ("落实《甲意见》（宁政办发〔2022〕60号）", "安徽省人民政府", "unplaced-340000"),
    ("落实《甲意见》（青政办发〔2022〕17号）", "青海省人民政府", "370200"),
    ("落实《甲意见》（青政办〔2022〕17号）", "青岛市人民政府", "630000"),
    ("落实《甲意见》（国办发〔2022〕17号）", "青岛市人民政府", "000000"),
    ("落实《甲意见》（发改环资〔2022〕17号）", "青岛市人民政府", "000000"),
]


@pytest.mark.parametrize(("sentence", "issuer", "scope"), SCOPES)
def test_whose_number_it_is(read: Read, sentence: str, issuer: str, scope: str) -> None:
    notice = read(f"{issuer}关于做好某项工作的通知\n各有关单位：\n　　一、{sentence}。\n")
    assert [c.document.scope for c in notice.citations] == [scope]
