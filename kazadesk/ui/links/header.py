"""The slim row over the list of links: what each column is, and by which one the list is sorted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from kazadesk.core.order import NEWEST_FIRST, LinkOrder, OrderBy
from kazadesk.ui.links.columns import LinkColumn, column_word
from kazadesk.ui.look import theme
from kazadesk.ui.widgets.labels import visual_rect
from kazadesk.ui.widgets.row_painter import RowPainter
from kazadesk.ui.words.i18n import translate

if TYPE_CHECKING:
    from kazadesk.ui.links.view import LinksView

_ICON = 12
_SORTED_BY = {
    LinkColumn.STATE: OrderBy.STATE,
    LinkColumn.AMOUNT: OrderBy.AMOUNT,
    LinkColumn.REFERENCE: OrderBy.REFERENCE,
    LinkColumn.TIME: OrderBy.CREATED,
}
_DOWN_FIRST = (OrderBy.CREATED, OrderBy.AMOUNT)
"""What people mostly want of these is at the upper end."""


def order_word(order: LinkOrder) -> str:
    """What stands first in that order."""
    match order.by:
        case OrderBy.CREATED:
            return translate("Links", "Newest first") if order.descending else translate("Links", "Oldest first")
        case OrderBy.AMOUNT:
            if order.descending:
                return translate("Links", "Largest first, each currency by itself")
            return translate("Links", "Smallest first, each currency by itself")
        case OrderBy.STATE:
            problems = translate("Links", "What needs a look first")
            return translate("Links", "Paid first") if order.descending else problems
        case OrderBy.REFERENCE:
            return translate("Links", "From Z to A") if order.descending else translate("Links", "From A to Z")


class LinksHeader(QWidget):
    """A button a column, each over its column. Tab comes to the one in use, arrow keys to the others."""

    order_chosen = Signal(object)
    """A LinkOrder."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("linksHeader")
        self._view: LinksView | None = None
        self._order = NEWEST_FIRST
        self._buttons = {column: _SortButton(column, self) for column in _SORTED_BY}
        for column, button in self._buttons.items():
            button.clicked.connect(lambda _checked=False, by=_SORTED_BY[column]: self._choose(by))
        self.show_order(NEWEST_FIRST)

    def follow(self, view: LinksView) -> None:
        """Stand over the columns of `view`."""
        self._view = view
        view.columns_laid_out.connect(self._place)

    def show_order(self, order: LinkOrder) -> None:
        """Mark the column that the list is sorted by."""
        self._order = order
        for column, button in self._buttons.items():
            button.show_order(order if _SORTED_BY[column] is order.by else None)

    def _choose(self, by: OrderBy) -> None:
        down = by in _DOWN_FIRST if by is not self._order.by else not self._order.descending
        self.order_chosen.emit(LinkOrder(by, down))

    def _place(self) -> None:
        """Over the columns, in either direction of the layout."""
        if self._view is None:
            return
        cells = self._view.column_cells()
        if not cells[LinkColumn.TIME].width():  # it stands below the reference: they share the heading's place
            both = cells[LinkColumn.REFERENCE].united(cells[LinkColumn.ACTIONS])  # actions have no heading
            cells[LinkColumn.REFERENCE], cells[LinkColumn.TIME] = self._parts(both)
        for column, button in self._buttons.items():
            cell = cells[column]
            button.setGeometry(cell.x() + self._view.viewport().x(), 0, cell.width(), self.height())
            button.words = self._view.heading_rect(column, QRect(0, 0, cell.width(), self.height() - 1))

    def _parts(self, cell: QRect) -> tuple[QRect, QRect]:
        """The heading of the reference, and that of the time in what is left."""
        needed = theme.L + QFontMetrics(theme.font("caption")).horizontalAdvance(column_word(LinkColumn.REFERENCE))
        needed = min(needed + theme.XS + _ICON, cell.width())
        first, second = QRect(cell), QRect(cell)
        first.setWidth(needed)
        second.setLeft(first.right() + 1)
        direction = self.layoutDirection()
        return visual_rect(direction, cell, first), visual_rect(direction, cell, second)

    def sizeHint(self) -> QSize:
        return QSize(0, QFontMetrics(theme.font("caption")).height() + theme.S)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.LayoutDirectionChange):
            self.updateGeometry()
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        buttons = list(self._buttons.values())
        focused = next((place for place, button in enumerate(buttons) if button.hasFocus()), None)
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        step = steps.get(Qt.Key(event.key()), 0) * (-1 if self.isRightToLeft() else 1)
        if focused is None or not step:
            super().keyPressEvent(event)
        elif 0 <= focused + step < len(buttons):
            buttons[focused + step].setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(theme.scheme().edge))


class _SortButton(QAbstractButton):
    """The name of a column, with an arrow where the list is sorted by it."""

    def __init__(self, column: LinkColumn, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"sortBy{_SORTED_BY[column].capitalize()}")
        self._column = column
        self.words = QRect()
        """Where the words of the column's cells stand, in a left-to-right layout."""
        self._order: LinkOrder | None = None
        self.setText(column_word(column))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_order(self, order: LinkOrder | None) -> None:
        """The list's order if it is by this column."""
        self._order = order
        sort = translate("Links", "Sort by: {column}").format(column=self.text())
        self.setAccessibleName(sort)
        self.setAccessibleDescription(order_word(order) if order is not None else "")
        self.setToolTip(order_word(order) if order is not None else sort)
        # the mouse leaves the keyboard where it is
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if order is not None else Qt.FocusPolicy.NoFocus)
        self.update()

    def sizeHint(self) -> QSize:
        return self.size()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()  # the header knows who is beside whom
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, colours = QPainter(self), theme.scheme()
        if self.underMouse() or self.isDown():
            ground = colours.pressed if self.isDown() else colours.hover
            painter.fillRect(self.rect().adjusted(0, 0, 0, -1), QColor(ground))
        font = theme.font("caption")
        text = QRect(self.words)
        text.setWidth(QFontMetrics(font).horizontalAdvance(self.text()) + 1)
        if self._column == LinkColumn.AMOUNT:
            # right-aligned in either direction, as its numbers are; the arrow stands over the currencies
            text.moveRight(self.words.right())
            direction = Qt.LayoutDirection.LeftToRight
        else:
            direction = self.layoutDirection()
        brush = RowPainter(painter, self.rect(), direction, self.devicePixelRatioF())
        brush.words(text, self.text(), font, colours.text if self._order is not None else colours.muted)
        if self._order is not None:
            icon = QRect(text.right() + theme.XS, (self.height() - _ICON) // 2, _ICON, _ICON)
            brush.icon(icon, "arrow-down" if self._order.descending else "arrow-up", colours.accent)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 1))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -3), theme.RADIUS / 2, theme.RADIUS / 2)
