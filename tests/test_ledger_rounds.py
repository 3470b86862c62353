"""Rounds of typing, sorting, putting in rows and building again, drawn at random: nothing typed is lost or goes astray."""

import random
from pathlib import Path
from typing import Any

import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet
from zhengtu.tests.ledger_books import TASKS, made, named, notice_text, opened, saved, updated, written
from zhengtu.viz.ledger.cells import plain

MAIN = "总台账"
COLUMNS = ("state", "progress", "problems", "person", "remarks")
POOL = (
    *TASKS,
    "制定年度统计计划，健全数据质量责任制。（牵头单位：省统计局；配合单位：省财政厅）",
    "举办青洽会服务业专场，签约项目不少于20个。（牵头单位：省商务厅；配合单位：省财政厅、省旅游发展委）",
    "开展专项审计，按季度通报整改情况。",
)
WORDS = ("冷链", "旅游业", "银企", "农村公路", "组织领导", "统计计划", "青洽会", "专项审计")
READ_OTHERWISE = (
    ("省商务厅", "省发展改革委"),
    ("省财政厅", "省审计厅"),
    ("全面完成", "全面按期完成"),
    ("健全", "健全完善"),
)


class Clerk:
    """Types a word of its own each time, and knows where it must be found again.

    One that is tidy leaves the order of the rows and has none of its own; then each clause has one row.
    """

    def __init__(self, chosen: random.Random, *, tidy: bool) -> None:
        self.chosen = chosen
        self.tidy = tidy
        self.kept: set[str] = set()
        self.typed: dict[str, str] = {}
        self.own: set[str] = set()

    def work(self, book: Any) -> None:
        main = book[MAIN]
        if not self.tidy:
            self._sort(main)
        for title in self.chosen.sample(book.sheetnames, len(book.sheetnames)):
            if title == MAIN or plain(book[title]["A1"].value).split(" ")[-2] == "unit":
                self._type(book[title])
            if title != MAIN and plain(book[title]["A1"].value).split(" ")[-2] == "unit":
                self._keep(book[title])
        if not self.tidy:
            self._own_row(main)

    def _keep(self, sheet: Worksheet) -> None:
        """What is in this sheet alone, so that its row stays although the clause may lose this unit."""
        row = self.chosen.choice([r for r in range(2, sheet.max_row + 1) if words_of(sheet, r)])
        word, how = f"存{self.chosen.random()}", self.chosen.randrange(4)
        cell: Any = sheet.cell(row, named(sheet, "remarks"))
        if how == 0:
            cell.comment = Comment(word if cell.comment is None else f"{cell.comment.text}{word}", "某")
        elif how == 1 and cell.value is None:
            cell.value = f'="{word}"'
        elif how == 2:
            last: Any = sheet.cell(1, sheet.max_column + 1)
            last.value = "自加"
            own: Any = sheet.cell(row, last.column)
            own.value = word
        else:
            return
        self.kept.add(word)

    def _type(self, sheet: Worksheet) -> None:
        rows = [r for r in range(2, sheet.max_row + 1) if words_of(sheet, r)]
        for row in self.chosen.sample(rows, min(2, len(rows))):
            cell: Any = sheet.cell(row, named(sheet, self.chosen.choice(COLUMNS)))
            if cell.value is None:
                cell.value = f"言{len(self.typed)}毕"
                (self.typed[cell.value],) = [w for w in WORDS if w in words_of(sheet, row)]

    def _sort(self, sheet: Worksheet) -> None:
        """The rows in another order, now with the hidden columns and now without them."""
        first = self.chosen.choice([1, 3, sheet.max_column + 1])
        held = [[c.value for c in row[first - 1 :]] for row in sheet.iter_rows(min_row=2)]
        self.chosen.shuffle(held)
        for at, values in enumerate(held, 2):
            for column, value in enumerate(values, first):
                cell: Any = sheet.cell(at, column)
                cell.value = value

    def _own_row(self, sheet: Worksheet) -> None:
        for row in range(sheet.max_row, 1, -1):
            word = plain(sheet.cell(row, named(sheet, "progress")).value)
            if word in self.own and self.chosen.random() < 0.3:
                sheet.delete_rows(row)
                self.own.discard(word)
        at = self.chosen.randint(2, sheet.max_row + 1)
        sheet.insert_rows(at)
        word = f"自{self.chosen.random()}"
        cell: Any = sheet.cell(at, named(sheet, "progress"))
        cell.value = word
        self.own.add(word)


def words_of(sheet: Worksheet, row: int) -> str:
    return plain(sheet.cell(row, named(sheet, "task")).value)


def everything(book: Any) -> str:
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    notes = [cell.comment.text for cell in cells if cell.comment is not None]
    return "\n".join([*(str(cell.value) for cell in cells if cell.value is not None), *notes])


@pytest.mark.parametrize(
    "seed", [pytest.param(seed, marks=pytest.mark.slow) if seed % 3 else seed for seed in range(18)]
)
def test_nothing_typed_is_lost_in_three_rounds(tmp_path: Path, seed: int) -> None:
    chosen = random.Random(seed)
    clerk = Clerk(chosen, tidy=seed >= 12)
    data = written(made(tmp_path, notice_text(POOL[:6])))
    for _ in range(3):
        book = opened(data)
        clerk.work(book)
        tasks = chosen.sample(POOL, chosen.randint(3, len(POOL)))
        for before, after in chosen.sample(READ_OTHERWISE, 2):
            tasks = [task.replace(before, after) for task in tasks]
        # That the same update again finds nothing to do is checked there.
        data, _ = updated(saved(book), made(tmp_path, notice_text(tasks)))
        book = opened(data)
        sheet, there = book[MAIN], everything(book)
        assert not [word for word in clerk.kept if word not in there]
        if clerk.tidy:
            seen = [words_of(sheet, row) for row in range(2, sheet.max_row + 1)]
            assert all(sum(words in said for said in seen) <= 1 for words in WORDS)
        found: dict[str, str] = {}
        own: set[str] = set()
        for row in range(2, sheet.max_row + 1):
            typed = "\n".join(plain(sheet.cell(row, named(sheet, name)).value) for name in COLUMNS)
            if words_of(sheet, row):
                (words,) = [w for w in WORDS if w in words_of(sheet, row)]
                # A row whose key went with a row of the office's own may stand beside the clause as it is now.
                found[words] = found.get(words, "") + typed
            else:
                own.add(typed.strip())
        for said, words in clerk.typed.items():
            assert said in found[words], (said, words)
            assert sum(said in text for text in found.values()) == 1
        assert clerk.own <= own
        assert {words for words in WORDS if any(words in task for task in tasks)} <= set(found)
