"""How a file is read: encoding, separator, sheet, decimal mark and columns, all to be seen and all to be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from kazadesk.core.books.batch import DECIMAL_MARKS
from kazadesk.core.books.columns import column_letter
from kazadesk.core.books.sheet import ENCODINGS, SEPARATORS, Reading
from kazadesk.core.fold import fold_word
from kazadesk.ui.look import theme
from kazadesk.ui.widgets.box import Box
from kazadesk.ui.widgets.field import Field
from kazadesk.ui.words.i18n import translate, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kazadesk.core.books.columns import Columns
    from kazadesk.core.books.sheet import Sheet

_ACROSS = 5
_HEADS = 60


def field_word(field: str) -> str:
    """What a column of a file is called."""
    return {
        "amount": translate("Books", "Amount"),
        "currency": translate("Books", "Currency"),
        "ref": translate("Books", "Reference"),
        "email": translate("Books", "Email"),
        "redirect": translate("Books", "Redirect URL"),
        "name": translate("Books", "Name"),
        "phone": translate("Books", "Phone"),
        "date": translate("Books", "Date"),
        "status": translate("Books", "State"),
    }[field]


def _encoding_word(name: str) -> str:
    about = {
        "windows-1256": translate("Books", "Arabic, Windows"),
        "windows-1252": translate("Books", "Western, Windows"),
        "windows-1254": translate("Books", "Turkish, Windows"),
    }
    return about.get(name) or name.upper()


class SheetChoices(QWidget):
    """`changed` after each choice; `show_sheet` fills in what the file itself says."""

    changed = Signal()

    def __init__(self, fields: Sequence[str], parent: QWidget, *, dates: bool = False) -> None:
        super().__init__(parent)
        self._columns: dict[str, Box] = {}
        self._chosen: dict[str, str] = {}
        self._encoding = self._box("encodingBox", [(_encoding_word(name), name) for name in ENCODINGS])
        words = {
            "comma": translate("Books", "Comma"),
            "semicolon": translate("Books", "Semicolon"),
            "tab": translate("Books", "Tab"),
        }
        self._separator = self._box("separatorBox", [(words[name], name) for name in SEPARATORS])
        self._sheet = self._box("sheetBox", [])
        marks = {
            "auto": translate("Books", "Automatic"),
            "point": translate("Books", "Point: 1,234.50"),
            "comma": translate("Books", "Comma: 1.234,50"),
        }
        self._mark = self._box("decimalMarkBox", [(marks[name], name) for name in DECIMAL_MARKS])
        orders = [
            (translate("Books", "By the file"), "auto"),
            (translate("Books", "Day first"), "dmy"),
            (translate("Books", "Month first"), "mdy"),
        ]
        self._order = self._box("dateOrderBox", orders)
        self._how = {
            "encoding": Field(translate("Books", "Encoding"), self._encoding, self),
            "separator": Field(translate("Books", "Separator"), self._separator, self),
            "sheet": Field(translate("Books", "Sheet"), self._sheet, self),
            "mark": Field(translate("Books", "Decimal mark"), self._mark, self),
            "order": Field(translate("Books", "Day and month"), self._order, self),
        }
        self._how["order"].setVisible(dates)
        self._read_as: list[QWidget] = [self._how[name] for name in ("encoding", "separator", "sheet", "mark")]
        if dates:
            self._read_as.append(self._how["order"])
        for field in fields:
            box = self._box(f"{field}ColumnBox", [], changed=False)
            box.activated.connect(lambda _row, field=field: self._choose_column(field))
            self._columns[field] = box
        self._fields = [Field(field_word(field), box, self) for field, box in self._columns.items()]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.S)
        self._grid.setVerticalSpacing(theme.S)
        self._workbook: bool | None = None
        self._place(None)

    def _box(self, name: str, choices: Sequence[tuple[str, str]], *, changed: bool = True) -> Box:
        box = Box(self)
        box.setObjectName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(8)
        for words, value in choices:
            box.addItem(words, value)
        if changed:
            box.activated.connect(lambda _row: self.changed.emit())
        return box

    def _place(self, sheet: Sheet | None) -> None:
        """A workbook has neither encoding nor separator, a text no sheets."""
        workbook = sheet is not None and sheet.kind != "csv"
        if workbook is self._workbook:
            return
        self._workbook = workbook
        for name in ("encoding", "separator"):
            self._how[name].setVisible(not workbook)
        self._how["sheet"].setVisible(workbook)
        shown = [each for each in (*self._read_as, *self._fields) if not each.isHidden()]
        while self._grid.takeAt(0):
            pass
        for place, each in enumerate(shown):
            self._grid.addWidget(each, place // _ACROSS, place % _ACROSS)
        for column in range(_ACROSS):
            self._grid.setColumnStretch(column, 1)

    def begin(self) -> None:
        """For another file nothing is chosen yet."""
        self._chosen.clear()
        self._encoding.setCurrentIndex(-1)
        self._separator.setCurrentIndex(-1)
        self._sheet.clear()
        self._mark.setCurrentIndex(0)
        self._order.setCurrentIndex(0)
        for box in self._columns.values():
            box.clear()
        self._place(None)

    def show_sheet(self, sheet: Sheet, columns: Columns | None) -> None:
        """What was read, and how. `columns`: None where they are still to be chosen."""
        self._place(sheet)
        self._encoding.setCurrentIndex(self._encoding.findData(sheet.encoding))
        self._separator.setCurrentIndex(self._separator.findData(sheet.separator))
        self._sheet.clear()
        for name in sheet.sheets:
            self._sheet.addItem(visible(name), name)
        self._sheet.setCurrentIndex(self._sheet.findData(sheet.sheet))
        self._offer_columns(sheet, columns)

    def _offer_columns(self, sheet: Sheet, columns: Columns | None) -> None:
        head = sheet.rows[max(columns.head, 0) if columns is not None else 0]
        folded = [fold_word(text) for text in head]
        for field, box in self._columns.items():
            with QSignalBlocker(box):
                box.clear()
                box.addItem(translate("Books", "none"), "")
                for place, text in enumerate(head[:_HEADS]):
                    letter = column_letter(place)
                    word = text.strip()
                    # by its word, so that the row is known to be the one of words
                    alone = bool(word) and folded.count(fold_word(word)) == 1 and len(word) > 2
                    shown = f"{letter}: {visible(word[:40])}" if word else letter
                    box.addItem(shown, word if alone else letter)
                place_of = columns.places.get(field) if columns is not None else None
                if place_of is not None:
                    box.setCurrentIndex(min(place_of, _HEADS - 1) + 1)
                else:
                    box.setCurrentIndex(max(0, box.findData(self._chosen.get(field, ""))))

    def _choose_column(self, field: str) -> None:
        self._chosen[field] = str(self._columns[field].currentData() or "")
        self.changed.emit()

    # what is chosen

    def reading(self) -> Reading:
        sheet = self._sheet.currentData() if self._workbook else None
        encoding, separator = self._encoding.currentData(), self._separator.currentData()
        if self._workbook:
            encoding = separator = None
        return Reading(encoding, separator, sheet)

    def columns(self) -> dict[str, str] | None:
        return dict(self._chosen) or None

    def decimal_mark(self) -> str:
        return str(self._mark.currentData())

    def date_order(self) -> str:
        return str(self._order.currentData())
