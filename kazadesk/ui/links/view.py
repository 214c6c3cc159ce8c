"""The table that shows the links: which row and action the mouse is over, clicks and keys into rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QElapsedTimer,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QToolTip, QWidget

from kazadesk.core.order import NEWEST_FIRST, LinkOrder
from kazadesk.ui.links.columns import READS_CELLS, LinkColumn
from kazadesk.ui.links.delegate import AnyIndex, LinksDelegate
from kazadesk.ui.links.model import LinksModel
from kazadesk.ui.links.selection import Everything, LinksSelection
from kazadesk.ui.widgets.labels import plain_tooltip, visual_rect
from kazadesk.ui.widgets.told_table import ToldTable
from kazadesk.ui.words import times
from kazadesk.ui.words.actions import Action, action_word
from kazadesk.ui.words.i18n import translate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QHelpEvent, QResizeEvent

_TO_SEE_MS = 350
"""What people need to see that another row has come under the mouse: a press before was meant for the one there was."""


class LinksView(ToldTable):
    """Rows of one height; the reference takes what the other columns leave, which is never nothing."""

    acted = Signal(object, str)
    """A PaymentLink and one of link_actions.Action."""
    opened = Signal(object)
    """A PaymentLink whose details are asked for."""
    nothing_to_open = Signal()
    everything_wanted = Signal()
    """All that the query finds is to be selected, also what is not read yet."""
    menu_requested = Signal(QPoint)
    """Where on the screen to show the menu of the selected links."""
    columns_laid_out = Signal()

    def __init__(self, model: LinksModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("linksView")
        self.setAccessibleName(translate("Links", "Payment links"))
        self.setViewport(QWidget(self))  # one that Python knows: to ask for Qt's own would load every kind of widget
        self._model = model
        self._delegate = LinksDelegate(model, self)
        self.selected = LinksSelection(model, self)  # of which setModel asks
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._lay_out_columns()
        self._delegate.widened.connect(self._fit_columns)
        self.doubleClicked.connect(self._open)
        self._anchor: QWidget | None = None
        self._pressed: tuple[int, Action | None] = (-1, None)
        """The id of the link, and the action in its row, on which a button of the mouse went down."""
        self._moved_away = QElapsedTimer()
        """Since the rows under the mouse became others."""
        self._kept: tuple[Sequence[int], int, LinkOrder] = ((), 0, NEWEST_FIRST)
        model.modelAboutToBeReset.connect(self._keep_place)
        model.modelReset.connect(self._find_place)
        model.rowsInserted.connect(lambda _parent, first, last: self._hold_still(first, last - first + 1))
        model.rowsRemoved.connect(lambda _parent, first, last: self._hold_still(first, first - last - 1))

    def _lay_out_columns(self) -> None:
        measures, header = self._delegate.measures(), self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(1)  # or the style makes a column wider than we measured
        header.setSectionResizeMode(LinkColumn.REFERENCE, QHeaderView.ResizeMode.Stretch)
        self._fit_columns()
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(measures.row)
        rows.setDefaultSectionSize(measures.row)

    def _fit_columns(self) -> None:
        header = self.horizontalHeader()
        for column, width in self._delegate.widths().items():
            header.setSectionHidden(column, not width)
            if width:
                header.resizeSection(column, width)
        self.columns_laid_out.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_delegate"):
            self._delegate.forget_measures()
            self._lay_out_columns()

    def column_cells(self) -> dict[LinkColumn, QRect]:
        """Where the columns are across the viewport, which the table's own hidden header says only some time later."""
        widths, room = self._delegate.widths(), self.viewport().width()
        cells, left = {}, 0
        for column in LinkColumn:
            width = widths.get(column, room - sum(widths.values()))
            cell = QRect(left, 0, width, 1)
            cells[column] = visual_rect(self.layoutDirection(), QRect(0, 0, room, 1), cell)
            left += width
        return cells

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def heading_rect(self, column: LinkColumn, cell: QRect) -> QRect:
        """Where the heading of that column stands in a cell of a left-to-right layout: over its words."""
        return self._delegate.heading_rect(column, cell)

    # rows that come, move and go

    def rowsAboutToBeRemoved(self, parent: AnyIndex, first: int, last: int) -> None:
        if self._model.moving:
            self.selected.lift(first)
        super().rowsAboutToBeRemoved(parent, first, last)

    def rowsInserted(self, parent: AnyIndex, first: int, last: int) -> None:
        super().rowsInserted(parent, first, last)
        if self._model.moving:
            self.selected.put_down(first)
        elif last == self._model.rowCount() - 1:  # by scrolling
            self.selected.show_everything(first, last)

    def _hold_still(self, first: int, more: int) -> None:
        """What is in sight stays where it is when rows above it come or go; at the top, new links are to be seen."""
        bar, height = self.verticalScrollBar(), self._delegate.measures().row
        if bar.value() and first * height <= bar.value():
            there = bar.value() + more * height
            self.updateGeometries()  # or the bar would end where it ended before
            bar.setValue(there)
        elif first <= self._delegate.hover[0]:
            self._moved_away.start()

    def _keep_place(self) -> None:
        chosen = self.selected.ids() if self.selected.everything is None else ()
        self._kept = chosen, self.verticalScrollBar().value(), self._model.shown_order

    def _find_place(self) -> None:
        """The rows were read anew: what was selected is so again, and what was in sight unless the order is another."""
        chosen, scrolled, order = self._kept
        self.selected.restore(chosen)
        self.selected.show_everything(0, self._model.rowCount() - 1)
        self.verticalScrollBar().setValue(scrolled if order == self._model.shown_order else 0)
        if self._delegate.hover[0] >= 0:
            self._moved_away.start()

    def selectAll(self) -> None:
        """Also what is not read yet: a part of the books that looks like all of them would be exported."""
        if not (self._model.complete or self._model.pending):
            self.selected.everything = Everything()
            self.everything_wanted.emit()
        super().selectAll()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.selected.note(selected, deselected)

    def selectionCommand(self, index: AnyIndex, event: QEvent | None = None) -> QItemSelectionModel.SelectionFlag:
        flags = super().selectionCommand(index, event)
        if flags & QItemSelectionModel.SelectionFlag.Clear:
            self.selected.everything = None
        return flags

    def keep_in_sight(self) -> None:
        """Another list is shown: from its top, and nothing is selected that is not in sight."""
        self.scrollToTop()
        rows = self.viewport().height() // self._delegate.measures().row
        shown = set(self._model.ids(0, rows - 1))
        if not all(link_id in shown for link_id in self.selected.ids()):
            self.selected.drop()

    def choose(self, row: int) -> None:
        """Make `row` the one selected row, and show it."""
        self.selected.choose(row)
        self.scrollTo(self._model.index(row, LinkColumn.STATE))

    def anchor(self, link_id: int) -> QWidget:
        """An unseen widget where the actions of that link are, for a menu to open at."""
        if self._anchor is None:
            self._anchor = QWidget(self.viewport())
            self._anchor.hide()
        row = self._model.row_of(link_id)
        if row is not None:
            self._anchor.setGeometry(self.visualRect(self._model.index(row, LinkColumn.ACTIONS)))
        return self._anchor

    # the mouse

    def _under(self, point: QPoint) -> tuple[int, Action | None]:
        index = self.indexAt(point)
        if not index.isValid():
            return -1, None
        if index.column() != LinkColumn.ACTIONS:
            return index.row(), None
        link, cell = self._model.link_at(index.row()), self.visualRect(index)
        action = self._delegate.action_at(point, cell, link, self.layoutDirection()) if link is not None else None
        return index.row(), action

    def _hover(self, now: tuple[int, Action | None]) -> None:
        before = self._delegate.hover
        if now != before:
            self._delegate.hover = now
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if now[1] else Qt.CursorShape.ArrowCursor)
            for row in {before[0], now[0]}:
                self._repaint_row(row)

    def _repaint_row(self, row: int) -> None:
        if 0 <= row < self._model.rowCount():
            area = self.visualRect(self._model.index(row, LinkColumn.REFERENCE))
            self.viewport().update(0, area.top(), self.viewport().width(), area.height())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._under(event.position().toPoint()))
        if not self._delegate.hover[1]:
            super().mouseMoveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        under = self._under(event.position().toPoint())
        self._hover(under)
        meant = under[1] is not None and not (self._moved_away.isValid() and self._moved_away.elapsed() < _TO_SEE_MS)
        self._pressed = (self._model.id_at(under[0]), under[1]) if meant else (-1, None)
        if under[1] is None or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        row, action = self._under(event.position().toPoint())
        pressed, self._pressed = self._pressed, (-1, None)
        if action is None or event.button() != Qt.MouseButton.LeftButton:
            super().mouseReleaseEvent(event)
        # rows move by themselves: what comes under the mouse while it is down was not meant
        elif (link := self._model.link_at(row)) is not None and (link.id, action) == pressed:
            self.choose(row)
            self.acted.emit(link, action.value)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # a second click on an action is not a second order: nothing is sent twice by a nervous finger
        if self._under(event.position().toPoint())[1] is None:
            super().mouseDoubleClickEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover((-1, None))
        elif event.type() == QEvent.Type.ToolTip:
            self._show_tooltip(event)  # type: ignore[arg-type]
            return True
        return super().viewportEvent(event)

    def _show_tooltip(self, event: QHelpEvent) -> None:
        index = self.indexAt(event.pos())
        text = self._tooltip_at(index, event.pos()) if index.isValid() else ""
        QToolTip.showText(event.globalPos(), plain_tooltip(text), self.viewport(), self.visualRect(index))

    def _tooltip_at(self, index: QModelIndex, point: QPoint) -> str:
        row = self._model.row_at(index.row())
        if row is None:
            return ""
        match index.column():
            case LinkColumn.ACTIONS:
                action = self._under(point)[1]
                return action_word(action) if action else ""
            case LinkColumn.TIME:
                return times.full(row.created)
            case LinkColumn.REFERENCE:
                lines = [row.reference, row.second]
                if not self._delegate.widths()[LinkColumn.TIME]:
                    lines.append(times.full(row.created))
                return "\n".join(filter(None, lines))
            case LinkColumn.STATE:
                return row.state
        return ""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            point = self.visualRect(self.currentIndex()).center()
        else:
            point = event.pos()
        if self.indexAt(point).isValid():
            self.menu_requested.emit(self.viewport().mapToGlobal(point))

    # the keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if self.currentIndex().isValid():
                self._open(self.currentIndex())
            else:
                self.nothing_to_open.emit()
        else:
            super().keyPressEvent(event)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        if action in (QAbstractItemView.CursorAction.MoveHome, QAbstractItemView.CursorAction.MoveEnd):
            modifiers |= Qt.KeyboardModifier.ControlModifier  # rows are selected, not cells: to the first, to the last
        return super().moveCursor(action, modifiers)

    def keyboardSearch(self, _search: str) -> None:
        """Nothing: it would look through rows that have to be read again, all of them, for words nobody sees."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        by_keyboard = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
            Qt.FocusReason.OtherFocusReason,
        )
        if by_keyboard and self._model.rowCount() and not self.selectionModel().hasSelection():
            self.choose(max(0, self.currentIndex().row()))
        self._repaint_row(self.currentIndex().row())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._repaint_row(self.currentIndex().row())

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        # the ring around the current row spans cells that Qt does not repaint by itself
        self._repaint_row(previous.row())
        self._repaint_row(current.row())

    def tells(self, first: AnyIndex, last: AnyIndex) -> bool:
        """Where the first cell speaks for the row not as time passes: it would be read out every minute."""
        return READS_CELLS or first.column() != last.column()

    def _open(self, index: QModelIndex) -> None:
        if index.isValid() and (link := self._model.link_at(index.row())) is not None:
            self.opened.emit(link)
