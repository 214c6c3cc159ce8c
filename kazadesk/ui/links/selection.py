"""What is selected in the list of links, by runs of rows, and how it stays selected while rows come, move and go."""

from __future__ import annotations

from array import array
from bisect import bisect_left
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


class Everything:
    """All that a query found when it was asked for, most of it not read as rows, without what was taken out again.

    8 bytes a link, twice.
    """

    def __init__(self) -> None:
        self.ids = array("q")
        self.known = False
        self.without: set[int] = set()
        self._sorted = self.ids

    def know(self, ids: Sequence[int]) -> None:
        """The ids in the order of the list; where they were known before, only those of them."""
        self.ids = array("q", (link_id for link_id in ids if link_id in self) if self.known else ids)
        self._sorted = array("q", sorted(self.ids))
        self.known = True

    def __contains__(self, link_id: int) -> bool:
        place = bisect_left(self._sorted, link_id)
        return place < len(self._sorted) and self._sorted[place] == link_id and link_id not in self.without

    def __len__(self) -> int:
        return len(self.ids) - len(self.without)

    def left(self) -> array[int]:
        return array("q", (link_id for link_id in self.ids if link_id not in self.without))


class LinksSelection:
    """There may be 100,000 rows in one run: nothing here goes through rows where runs will do.

    `everything`: all that the query finds is selected, also what nobody has scrolled to.
    """

    def __init__(self, model: LinksModel, view: QTableView) -> None:
        self._model = model
        self._view = view
        self._lifted = (False, False)
        """Whether the row that moves just now is selected, and whether it is the current one."""
        self.everything: Everything | None = None

    def _runs(self) -> list[tuple[int, int]]:
        """First and last row of each run, from top to bottom."""
        selection = self._view.selectionModel().selection()
        parts = (selection.at(place) for place in range(selection.count()))
        return sorted({(part.top(), part.bottom()) for part in parts})

    def count(self) -> int:
        if self.everything is not None and self.everything.known:
            return len(self.everything)
        return sum(last - first + 1 for first, last in self._runs())

    def only_row(self) -> int | None:
        """The selected row, where it is one."""
        match self._runs():
            case [(first, last)] if first == last:
                return first
        return None

    @property
    def known(self) -> bool:
        """Whether `ids` are those of all that is selected: everything takes a moment to be read."""
        return self.everything is None or self.everything.known

    def ids(self) -> Sequence[int]:
        """The ids of the selected links, from top to bottom."""
        if self.everything is not None and self.everything.known:
            return self.everything.left()
        return [link_id for run in self._runs() for link_id in self._model.ids(*run)]

    def choose(self, row: int) -> None:
        """Make `row` the one selected row, whatever keys are held down just now."""
        self.everything = None
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

    def drop(self) -> None:
        """Select nothing."""
        self.everything = None
        self._view.selectionModel().clearSelection()

    def know_everything(self, ids: Sequence[int]) -> None:
        """What everything is, by ids in the order of the list."""
        if self.everything is not None:
            self.everything.know(ids)
            self.everything.without &= set(self.everything.ids) if self.everything.without else set()
            self.show_everything(0, self._model.rowCount() - 1)

    def show_everything(self, first: int, last: int) -> None:
        """Rows that came by scrolling, or were read anew, are selected as far as they belong to everything."""
        if self.everything is None or not self.everything.known or last < first:
            return
        selection, begun = QItemSelection(), -1
        for row, link_id in enumerate([*self._model.ids(first, last), -1], first):
            if link_id in self.everything:
                begun = row if begun < 0 else begun
            elif begun >= 0:
                selection.select(self._index(begun), self._index(row - 1))
                begun = -1
        self._view.selectionModel().select(selection, _FLAG.Select | _FLAG.Rows)

    def note(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Rows were taken out of everything, or put back, one by one."""
        if self.everything is None:
            return
        for parts, change in ((deselected, self.everything.without.update), (selected, self._put_back)):
            for part in (parts.at(place) for place in range(parts.count())):
                change(self._model.ids(part.top(), part.bottom()))

    def _put_back(self, ids: Sequence[int]) -> None:
        if self.everything is not None:
            self.everything.without.difference_update(ids)

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
