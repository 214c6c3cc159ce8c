"""A table of texts that is drawn from what the services gave: ten thousand rows cost no more than those in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView

from kazadesk.ui.look import theme
from kazadesk.ui.widgets.announcing import DescribedRows
from kazadesk.ui.widgets.told_table import ToldTable
from kazadesk.ui.words.i18n import spoken, translate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

T = TypeVar("T")
_HIGH = 30
_WIDEST = 260


class Rows(DescribedRows, Generic[T]):
    """`cells` makes the texts of one row, when it is looked at."""

    def __init__(self, heads: Sequence[str], cells: Callable[[T], Sequence[str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.heads = list(heads)
        self._cells = cells
        self.rows: Sequence[T] = ()
        self._seen: dict[int, Sequence[str]] = {}

    def show(self, rows: Sequence[T]) -> None:
        self.beginResetModel()
        self.rows = rows
        self._seen.clear()
        self.endResetModel()

    def change(self, row: int, value: T) -> None:
        """One row is another now; `rows` must be a list."""
        self.rows[row] = value  # type: ignore[index]
        self._seen.pop(row, None)
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.heads) - 1))

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.texts(index.row())[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(self.texts(index.row())[index.column()]) or translate("Table", "nothing")
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self.description
        return None

    def texts(self, row: int) -> Sequence[str]:
        if row not in self._seen:
            if len(self._seen) > 1000:
                self._seen.clear()
            self._seen[row] = self._cells(self.rows[row])
        return self._seen[row]


class Table(ToldTable):
    """Rows to look at and to choose from; the column `wide` takes the room that is left."""

    def __init__(self, model: Rows[Any], name: str, words: str, parent: QWidget, *, wide: int, least: int = 3) -> None:
        super().__init__(parent)
        self._rows = model
        self._wide = wide
        self._widths: dict[int, int] = {}
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setProperty("texts", True)
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(max(_HIGH, self.fontMetrics().height() + theme.M))
        heads = self.horizontalHeader()
        heads.setHighlightSections(False)
        heads.setSectionsClickable(False)
        heads.setMinimumSectionSize(theme.XXL)
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumHeight(self.height_of(least))
        model.modelReset.connect(self._fit)

    def height_of(self, rows: int) -> int:
        row = self.verticalHeader().defaultSectionSize()
        return rows * row + self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth()

    def _fit(self) -> None:
        """As wide as the first rows ask for: to measure them all would take seconds."""
        metrics, model = self.fontMetrics(), self._rows
        for column, head in enumerate(model.heads):
            texts = [model.texts(row)[column] for row in range(min(40, len(model.rows)))]
            width = max(map(metrics.horizontalAdvance, [head, *texts])) + theme.L + theme.S
            self._widths[column] = min(width, _WIDEST)
        self._share_out()

    def _share_out(self) -> None:
        heads = self.horizontalHeader()
        rest = self.viewport().width() - sum(width for column, width in self._widths.items() if column != self._wide)
        for column, width in self._widths.items():
            heads.resizeSection(column, max(width, rest) if column == self._wide else width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_out()

    def choose(self, row: int) -> None:
        """Make it the current row. Qt's own selectRow does nothing where a mirrored table is wider than its columns."""
        self.setCurrentIndex(self._rows.index(row, 0))

    def chosen(self) -> int | None:
        """The row that is current, None without one."""
        row = self.currentIndex().row()
        return row if 0 <= row < len(self._rows.rows) else None
