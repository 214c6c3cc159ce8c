"""What is selected in the list of links, by runs of rows, and how it stays selected while rows come, move and go."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel

from kazadesk.ui.links.columns import LinkColumn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex
    from PySide6.QtWidgets import QTableView

    from kazadesk.ui.links.model import LinksModel

_FLAG = QItemSelectionModel.SelectionFlag


class LinksSelection:
    """There may be 100,000 rows in one run: nothing here goes through rows where runs will do."""

    def __init__(self, model: LinksModel, view: QTableView) -> None:
        self._model = model
        self._view = view
        self._lifted = (False, False)
        """Whether the row that moves just now is selected, and whether it is the current one."""

    def _runs(self) -> list[tuple[int, int]]:
        """First and last row of each run, from top to bottom."""
        selection = self._view.selectionModel().selection()
        parts = (selection.at(place) for place in range(selection.count()))
        return sorted({(part.top(), part.bottom()) for part in parts})

    def count(self) -> int:
        return sum(last - first + 1 for first, last in self._runs())

    def only_row(self) -> int | None:
        """The selected row, where it is one."""
        match self._runs():
            case [(first, last)] if first == last:
                return first
        return None

    def ids(self) -> list[int]:
        """The ids of the links of the selected rows, from top to bottom."""
        return [link_id for run in self._runs() for link_id in self._model.ids(*run)]

    def choose(self, row: int) -> None:
        """Make `row` the one selected row, whatever keys are held down just now."""
        self._view.selectionModel().setCurrentIndex(self._index(row), _FLAG.ClearAndSelect | _FLAG.Rows)

    def restore(self, link_ids: Sequence[int]) -> None:
        """Select the rows of those links, as far as they are still here: the rows were read anew."""
        rows = sorted(row for link_id in link_ids if (row := self._model.row_of(link_id)) is not None)
        if not rows:
            return
        selection = QItemSelection()
        for _, run in groupby(enumerate(rows), lambda numbered: numbered[1] - numbered[0]):
            part = [row for _, row in run]
            selection.select(self._index(part[0]), self._index(part[-1]))
        self._view.selectionModel().setCurrentIndex(self._index(rows[-1]), _FLAG.NoUpdate)
        self._view.selectionModel().select(selection, _FLAG.Select | _FLAG.Rows)

    def lift(self, row: int) -> None:
        """`row` is about to be taken out, to be put in again where it belongs now."""
        index = self._index(row)
        self._lifted = self._view.selectionModel().isSelected(index), self._view.currentIndex().row() == row

    def put_down(self, row: int) -> None:
        """There it is, as it was."""
        selected, current = self._lifted
        if selected:
            self._view.selectionModel().select(self._index(row), _FLAG.Select | _FLAG.Rows)
        if current:
            self._view.selectionModel().setCurrentIndex(self._index(row), _FLAG.NoUpdate)

    def _index(self, row: int) -> QModelIndex:
        return self._model.index(row, LinkColumn.STATE)
