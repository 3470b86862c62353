"""How a sheet of a ledger looks: headings, widths, filters, lists to choose from, and how it prints."""

from copy import copy
from dataclasses import replace
from datetime import date
from typing import Any, Final

from openpyxl.cell.cell import WriteOnlyCell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from .cells import Content, risky, safe, storable
from .columns import BASE, KEY, STATES, Column, Language, spoken
from .measures import FONT, SIZE
from .memory import Memory
from .printing import page, put_heads
from .table import Table
from .tables import Ledger
from .widths import Extent, paper

__all__ = ["FIRST", "HIDDEN", "MARK", "VERSION", "Look", "column_name", "mark", "set_standard", "set_up"]

MARK: Final = "zhengtu-ledger"
"""What cell A1 of each of our sheets begins with; then the version, the language and the role."""
VERSION: Final = 1
HIDDEN: Final = (KEY, BASE)
"""The columns before all others, which nobody need see."""
FIRST: Final = 2
"""The first row below the headings."""
_LAST_ROW: Final = 1_048_576
_DATE: Final = "yyyy-mm-dd"
_FILLS: Final = {"head": "D9E2F3", "typed": "FFF2CC", "new": "E2EFDA", "changed": "FFE699", "gone": "D9D9D9"}


def mark(role: str, language: Language) -> str:
    """The text of cell A1, by which a sheet is known whatever it is called."""
    return f"{MARK} {VERSION} {language} {role}"


def column_name(column: Column) -> str:
    """The hidden defined name by which a column is found when its heading was changed."""
    return f"zt.{column.name}"


class Look:
    """The styles of a workbook; a style is made once and copied from cell to cell, since looking it up is slow.

    Args:
        workbook: whose cells are to be styled.
    """

    def __init__(self, workbook: Workbook) -> None:
        sheet: Any = workbook.worksheets[0] if workbook.worksheets else workbook.create_sheet()

        def style(**settings: Any) -> Any:
            cell: Any = WriteOnlyCell(sheet)
            for attribute, value in settings.items():
                setattr(cell, attribute, value)
            return cell._style

        top = Alignment(vertical="top", wrap_text=True)
        middle = Alignment(vertical="top", horizontal="center", wrap_text=True)
        head = Alignment(vertical="center", horizontal="center", wrap_text=True)
        self._text = style(alignment=top)
        # Wrapped, a key in its hidden column would make its row as high as rows may be.
        self._hidden = style(alignment=Alignment(vertical="top"))
        # The apostrophe that keeps a text a text when somebody edits its cell.
        self._quoted = style(alignment=top, quotePrefix=True)
        self._number = style(alignment=middle, number_format="General")
        self._date = style(alignment=middle, number_format=_DATE)
        bold = copy(sheet.parent._fonts[0])
        bold.b = True
        self._head = style(alignment=head, font=bold, fill=_fill("head"))
        self._typed_head = style(alignment=head, font=bold, fill=_fill("typed"))

    def head(self, cell: Any, column: Column, language: Language) -> None:
        """Fills a heading."""
        cell.value = column.heading(language)
        cell._style = copy(self._typed_head if column.typed else self._head)

    def put(self, cell: Any, column: Column, value: Content, *, styled: bool = False) -> None:
        """Fills a cell of ours; a text stays a text, whatever it begins with.

        Args:
            cell: the cell.
            column: its column.
            value: what it shall hold.
            styled: whether it has a style already, which stays.
        """
        value = storable(value)
        if isinstance(value, str):
            words = safe(value)
            cell.value = words
            cell.data_type = "s"
            cell.hyperlink = None
            if not styled and column in HIDDEN:
                self.style(cell, column)
            elif not styled:
                cell._style = copy(self._quoted if risky(words) else self._text)
            elif risky(words):
                cell.quotePrefix = True
            return
        before = cell.number_format
        cell.value = value
        if not styled:
            self.style(cell, column)
        elif not isinstance(value, date):
            cell.number_format = before

    def style(self, cell: Any, column: Column) -> None:
        """Gives a cell, or a whole column with its empty cells, the style of a column."""
        of_kind = {"number": self._number, "date": self._date}.get(column.kind, self._text)
        cell._style = copy(self._hidden if column in HIDDEN else of_kind)


def _fill(kind: str) -> PatternFill:
    return PatternFill("solid", start_color=_FILLS[kind], end_color=_FILLS[kind])


def set_standard(workbook: Workbook) -> None:
    """Gives a new workbook the standard type in whose digits widths are counted; before all else."""
    font = Font(name=FONT, sz=SIZE)
    of: Any = workbook
    of._fonts = IndexedList([font])
    of._named_styles["Normal"].font = font


def set_up(sheet: Worksheet, look: Look, table: Table, extent: Extent, ledger: Ledger) -> Memory:
    """Sets all that a new sheet has beside its cells; before the first row is written.

    Args:
        sheet: a new one.
        look: the styles of its workbook.
        table: which one it is; of its rows nothing is taken.
        extent: what its rows take up.
        ledger: whose sheet it is; of its rows nothing is taken.

    Returns:
        What it is to remember.
    """
    language = ledger.language
    columns = (*HIDDEN, *table.columns)
    letters = {column.name: get_column_letter(i) for i, column in enumerate(columns, 1)}
    hidden = extent.hidden
    wide = extent.widths(paper(table.role), hidden)
    for column in columns:
        dimension = sheet.column_dimensions[letters[column.name]]
        look.style(dimension, column)
        dimension.width = wide.get(column.name, column.width)
        dimension.hidden = column in HIDDEN or column.name in hidden
    last, bottom = letters[columns[-1].name], max(extent.rows, 1) + 1
    after = columns.index(next(c for c in columns if c.name == table.frozen)) + 2 if table.frozen else 1
    sheet.freeze_panes = f"{get_column_letter(after)}{FIRST}"
    sheet.auto_filter.ref = f"A1:{last}{bottom}"
    sheet.print_area = f"A1:{last}{bottom}"
    page(sheet, table.role)
    for column in table.columns:
        cells = f"{letters[column.name]}{FIRST}:{letters[column.name]}{_LAST_ROW}"
        if column.name == "state":
            _choose(sheet, cells, STATES[language])
        elif column.kind == "date" and column.typed:
            dates = DataValidation(type="date", operator="greaterThan", formula1="1", allow_blank=True)
            dates.errorStyle = "warning"
            dates.add(cells)
            sheet.data_validations.append(dates)
    if "status" in letters:
        _colour_states(sheet, letters, last, language)
    quoted = sheet.title.replace("'", "''")
    for column in table.columns:
        name = column_name(column)
        place = f"'{quoted}'!${letters[column.name]}:${letters[column.name]}"
        sheet.defined_names[name] = DefinedName(name, attr_text=place, hidden=True)
    memory = replace(ledger.memory, hidden=hidden, widths=wide, title=sheet.title)
    return put_heads(sheet, memory, ledger.unit(table.role), ledger.about, language)


def _choose(sheet: Worksheet, cells: str, of: tuple[str, ...]) -> None:
    """A list to choose from; other words are questioned and let through."""
    choice = DataValidation(type="list", formula1=f'"{",".join(of)}"', allow_blank=True, errorStyle="warning")
    choice.add(cells)
    sheet.data_validations.append(choice)


def _colour_states(sheet: Worksheet, letters: dict[str, str], last: str, language: Language) -> None:
    status = f"${letters['status']}{FIRST}"
    for word in ("new", "changed", "gone"):
        said = spoken(word, language)
        cells = (
            f"A{FIRST}:{last}{_LAST_ROW}"
            if word == "gone"
            else f"{letters['status']}{FIRST}:{letters['status']}{_LAST_ROW}"
        )
        _colour(sheet, cells, f'LEFT({status},{len(said)})="{said}"', DifferentialStyle(fill=_fill(word)))
    if "deadline" in letters and "state" in letters:
        deadline, state = f"${letters['deadline']}{FIRST}", f"${letters['state']}{FIRST}"
        late = f'AND(ISNUMBER({deadline}),{deadline}<TODAY(),{state}<>"{STATES[language][2]}")'
        cells = f"{letters['deadline']}{FIRST}:{letters['deadline']}{_LAST_ROW}"
        _colour(sheet, cells, late, DifferentialStyle(font=Font(color="C00000", bold=True)))


def _colour(sheet: Worksheet, cells: str, formula: str, style: DifferentialStyle) -> None:
    sheet.conditional_formatting.add(cells, Rule(type="expression", dxf=style, formula=[formula]))
