"""How a row of the list of links looks: state pill, amount, reference, time and what can be done with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate

from kazadesk.core.link import LinkState, PaymentLink
from kazadesk.ui.links.columns import LinkColumn
from kazadesk.ui.links.model import LinksModel
from kazadesk.ui.look import theme
from kazadesk.ui.widgets.labels import visual_rect
from kazadesk.ui.widgets.row_painter import RowPainter
from kazadesk.ui.words import times
from kazadesk.ui.words.actions import Action, action_word, actions_of
from kazadesk.ui.words.i18n import digits, listed, translate
from kazadesk.words.amounts import grouped
from kazadesk.words.errors import state_word

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionViewItem

    from kazadesk.ui.links.rows import LinkRow

AnyIndex = QModelIndex | QPersistentModelIndex

_ICON = 18
_BUTTON = 30
_PILL_ICON = 15
_ICONS = {Action.COPY: "copy", Action.QR: "qr", Action.SHARE: "share"}


@dataclass(slots=True)
class _Measures:
    """Fonts and sizes that follow the system font and the language; computed once for all rows."""

    body: QFont
    amount: QFont
    caption: QFont
    row: int
    pill_height: int
    currency: int
    widths: dict[LinkColumn, int]
    reference: int
    """What a reference made here needs, with what stands beside it."""
    least_state: int
    """An icon and the beginning of its word."""

    def fitted(self, room: int, amount: int) -> dict[LinkColumn, int]:
        """The widths of all columns but the reference's for `room` pixels: no reference vanishes.

        At first the time goes below the reference (width 0), then the states are shortened; amounts are never cut. A
        wider `amount` gets what the reference can spare.
        """
        widths = dict(self.widths)
        spare = room - sum(widths.values()) - 2 * self.reference
        widths[LinkColumn.AMOUNT] += max(0, min(spare, amount - widths[LinkColumn.AMOUNT]))
        if room - sum(widths.values()) < self.reference:
            widths[LinkColumn.TIME] = 0
            lacking = max(0, self.reference - (room - sum(widths.values())))
            widths[LinkColumn.STATE] -= min(lacking, widths[LinkColumn.STATE] - self.least_state)
        return widths


class LinksDelegate(QStyledItemDelegate):
    """Paints every cell itself. `hover` is the row and action under the mouse, set by the view."""

    widened = Signal()
    """An amount needs a wider column than there is."""

    def __init__(self, model: LinksModel, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._model = model
        self._view = view
        self.hover: tuple[int, Action | None] = (-1, None)
        self._measures: _Measures | None = None
        self._fitted: tuple[int, dict[LinkColumn, int]] = (-1, {})
        self._widest = 0
        """What the widest amount that was painted needs, where the column was too narrow for it."""

    # sizes

    def forget_measures(self) -> None:
        """The font or the style has changed."""
        self._measures = None
        self._fitted = (-1, {})

    def measures(self) -> _Measures:
        if self._measures is None:
            self._measures = _measured()
        return self._measures

    def widths(self) -> dict[LinkColumn, int]:
        """Of the columns but the reference's, as the view is now; that of the time is 0 where it stands below."""
        room = self._view.viewport().width()
        if self._fitted[0] != room:
            self._fitted = room, self.measures().fitted(room, self._widest)
        return self._fitted[1]

    def sizeHint(self, _option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        measures = self.measures()
        return QSize(self.widths().get(LinkColumn(index.column()), 0), measures.row)

    def action_rects(self, cell: QRect, link: PaymentLink, direction: Qt.LayoutDirection) -> list[tuple[Action, QRect]]:
        """Where in the actions' cell each action can be clicked."""
        actions = actions_of(link)
        if len(actions) == 1:
            metrics = QFontMetrics(self.measures().caption)
            width = min(metrics.horizontalAdvance(action_word(actions[0])) + 2 * theme.M, cell.width() - theme.S)
            height = metrics.height() + theme.S + 2
            logical = QRect(cell.right() - theme.S - width, cell.center().y() - height // 2, width, height)
            return [(actions[0], visual_rect(direction, cell, logical))]
        left = cell.right() - theme.S + 1 - _BUTTON * len(actions)
        top = cell.center().y() - _BUTTON // 2 + 1
        return [
            (action, visual_rect(direction, cell, QRect(left + number * _BUTTON, top, _BUTTON, _BUTTON)))
            for number, action in enumerate(actions)
        ]

    def action_at(self, point: QPoint, cell: QRect, link: PaymentLink, direction: Qt.LayoutDirection) -> Action | None:
        return next((action for action, area in self.action_rects(cell, link, direction) if area.contains(point)), None)

    # painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row = self._model.row_at(index.row())
        hovered = self.hover[0] == index.row()
        selected = self._view.selectionModel().isSelected(index)
        painter.save()
        brush = RowPainter(painter, option.rect, option.direction, self._view.devicePixelRatioF())
        self._paint_ground(brush, index, hovered=hovered, selected=selected)
        if row is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_cell(brush, row, index.column(), hovered=hovered, selected=selected)
        painter.restore()

    def _paint_cell(self, brush: RowPainter, row: LinkRow, column: int, *, hovered: bool, selected: bool) -> None:
        match column:
            case LinkColumn.STATE:
                self._paint_state(brush, row, selected=selected)
            case LinkColumn.AMOUNT:
                self._paint_amount(brush, row)
            case LinkColumn.REFERENCE:
                self._paint_reference(brush, row)
            case LinkColumn.TIME:
                self._paint_time(brush, row)
            case LinkColumn.ACTIONS:
                self._paint_actions(brush, row, lively=hovered or selected)

    def heading_rect(self, column: LinkColumn, cell: QRect) -> QRect:
        """Where in a cell of a left-to-right layout the words of that column stand."""
        match column:
            case LinkColumn.STATE | LinkColumn.REFERENCE:
                return cell.adjusted(theme.L, 0, 0, 0)
            case LinkColumn.AMOUNT:
                return cell.adjusted(0, 0, -self.measures().currency - theme.XS, 0)
        return cell.adjusted(theme.S, 0, -theme.S, 0)

    def _paint_ground(self, brush: RowPainter, index: AnyIndex, *, hovered: bool, selected: bool) -> None:
        colours, cell, painter = theme.scheme(), brush.area, brush.painter
        if selected or hovered:
            painter.fillRect(cell, QColor(colours.accent_soft if selected else colours.hover))
        painter.fillRect(cell.left(), cell.bottom(), cell.width(), 1, QColor(colours.edge))
        if selected and index.column() == LinkColumn.STATE:
            bar = QRect(cell.left(), cell.top(), 3, cell.height() - 1)
            painter.fillRect(brush.mirrored(bar), QColor(colours.accent))
        if self._view.hasFocus() and self._view.currentIndex().row() == index.row():
            painter.fillRect(cell.left(), cell.top(), cell.width(), 1, QColor(colours.accent))
            painter.fillRect(cell.left(), cell.bottom(), cell.width(), 1, QColor(colours.accent))

    def _paint_state(self, brush: RowPainter, row: LinkRow, *, selected: bool) -> None:
        measures, ink, cell = self.measures(), theme.state_ink(row.link.state), brush.area
        width = _PILL_ICON + theme.XS + QFontMetrics(measures.caption).horizontalAdvance(row.state) + theme.S + theme.M
        top = cell.center().y() - measures.pill_height // 2
        width = min(width, cell.width() - theme.L)
        pill = QRect(cell.left() + theme.L, top, width, measures.pill_height)
        by_hand = row.link.state is LinkState.PAID_BY_HAND
        pen = QPen(QColor(ink.text if by_hand else ink.edge), 1)
        if by_hand:
            pen.setStyle(Qt.PenStyle.DashLine)
        brush.painter.setPen(pen)
        # a selected row has the colour of some of the pills
        brush.painter.setBrush(QColor(theme.scheme().surface if selected else ink.fill))
        radius = measures.pill_height / 2
        outline = QRectF(brush.mirrored(pill)).adjusted(0.5, 0.5, -0.5, -0.5)
        brush.painter.drawRoundedRect(outline, radius, radius)
        icon = QRect(pill.left() + theme.S, cell.center().y() - _PILL_ICON // 2 + 1, _PILL_ICON, _PILL_ICON)
        brush.icon(icon, ink.icon, ink.text)
        brush.words(
            pill.adjusted(theme.S + _PILL_ICON + theme.XS, 0, -theme.XS, 0), row.state, measures.caption, ink.text
        )

    def _paint_amount(self, brush: RowPainter, row: LinkRow) -> None:
        """Number and currency in columns of their own, left to right in every language: digits stand below digits."""
        self._ask_for_room(row.amount, brush.area.width())
        painter, colours = brush.painter, theme.scheme()
        font, number, currency = self.amount_places(brush.area, row.amount)
        side = Qt.AlignmentFlag.AlignLeft if currency.top() == number.top() else Qt.AlignmentFlag.AlignRight
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.setFont(font)
        painter.setPen(QColor(colours.text))
        painter.drawText(number, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, row.amount)
        painter.setFont(self.measures().caption)
        painter.setPen(QColor(colours.muted))
        painter.drawText(currency, side | Qt.AlignmentFlag.AlignVCenter, row.currency)

    def _ask_for_room(self, amount: str, room: int) -> None:
        """Have the column made wider for an amount that would stand beside its column."""
        measures = self.measures()
        needed = QFontMetrics(measures.body).horizontalAdvance(amount) + measures.currency + theme.S
        if needed > room and needed > self._widest:
            self._widest, self._fitted = needed, (-1, {})
            QTimer.singleShot(0, self, self.widened.emit)

    def amount_places(self, cell: QRect, amount: str) -> tuple[QFont, QRect, QRect]:
        """The font and place of the number, and the place of the currency: below it where both are too wide.

        Digits that a cell cut off would make another amount of it.
        """
        measures = self.measures()
        currency = QRect(cell.right() - measures.currency, cell.top(), measures.currency, cell.height())
        number = QRect(cell.left(), cell.top(), cell.width() - measures.currency - theme.XS, cell.height())
        for font in (measures.amount, measures.body):
            if QFontMetrics(font).horizontalAdvance(amount) <= number.width():
                return font, number, currency
        first, second = self._lines(cell.adjusted(0, 0, -theme.XS, 0))
        wide = QFontMetrics(measures.body).horizontalAdvance(amount) > first.width()
        return measures.caption if wide else measures.body, first, second

    def _paint_reference(self, brush: RowPainter, row: LinkRow) -> None:
        measures, colours = self.measures(), theme.scheme()
        cell = brush.area.adjusted(theme.L, 0, -theme.S, 0)
        time = self.widths()[LinkColumn.TIME]
        if not row.second and time:
            brush.identifier(cell, row.reference, measures.body, colours.text)
            return
        first, second = self._lines(cell)
        brush.identifier(first, row.reference, measures.body, colours.text)
        if row.note or time:
            self._paint_note(brush, row, brush.area.adjusted(theme.L, 0, time - theme.S, 0))
        else:
            words = listed(row.account, self._time_word(row, second.width()))
            brush.words(second, words, measures.caption, colours.muted)

    def _time_word(self, row: LinkRow, room: int) -> str:
        now = times.now()
        ago = times.ago(row.created, now)
        fits = QFontMetrics(self.measures().caption).horizontalAdvance(ago) <= room
        return ago if fits else times.day(row.created, now)

    def _paint_time(self, brush: RowPainter, row: LinkRow) -> None:
        caption, cell = self.measures().caption, brush.area.adjusted(theme.S, 0, -theme.S, 0)
        time = self._time_word(row, cell.width())
        if row.second:
            cell = self._lines(brush.area)[0].adjusted(theme.S, 0, -theme.S, 0)
            whole = brush.area.adjusted(theme.L - self._reference_width(), 0, -theme.S, 0)
            self._paint_note(brush, row, whole)
        brush.words(cell, time, caption, theme.scheme().muted)

    def _paint_note(self, brush: RowPainter, row: LinkRow, cell: QRect) -> None:
        """One line under reference and time, of which a cell shows its own part: alone either would be too narrow."""
        measures = self.measures()
        brush.painter.setClipRect(brush.area)
        ink = theme.state_ink(row.link.state).text if row.note else theme.scheme().muted
        brush.words(self._lines(cell)[1], row.second, measures.caption, ink)

    def _lines(self, cell: QRect) -> tuple[QRect, QRect]:
        """The two lines of a cell with a note."""
        measures = self.measures()
        first, second = QFontMetrics(measures.body).height(), QFontMetrics(measures.caption).height()
        top = cell.center().y() - (first + second) // 2 + 1
        return QRect(cell.left(), top, cell.width(), first), QRect(cell.left(), top + first, cell.width(), second)

    def _reference_width(self) -> int:
        return self._view.viewport().width() - sum(self.widths().values())

    def _paint_actions(self, brush: RowPainter, row: LinkRow, *, lively: bool) -> None:
        colours, painter = theme.scheme(), brush.painter
        areas = self.action_rects(brush.area, row.link, brush.direction)
        hot = self.hover[1] if lively else None
        if len(areas) == 1:
            self._paint_button(painter, *areas[0], hot=hot == areas[0][0])
            return
        if not (lively or row.link.state is LinkState.WAITING):
            return
        for action, area in areas:
            if action == hot:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(colours.pressed))
                painter.drawRoundedRect(QRectF(area), theme.RADIUS, theme.RADIUS)
            icon = QRect(0, 0, _ICON, _ICON)
            icon.moveCenter(area.center())
            brush.icon(brush.mirrored(icon), _ICONS[action], colours.accent if action == hot else colours.muted)

    def _paint_button(self, painter: QPainter, action: Action, area: QRect, *, hot: bool) -> None:
        colours = theme.scheme()
        painter.setPen(QPen(QColor(colours.accent), 1))
        painter.setBrush(QColor(colours.accent_soft if hot else colours.surface))
        painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS)
        painter.setFont(self.measures().caption)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, action_word(action))


def _measured() -> _Measures:
    body, amount, caption = theme.font("body"), theme.font("title"), theme.font("caption")
    amount.setFeature(QFont.Tag("tnum"), 1)
    small = QFontMetrics(caption)
    words = [state_word(state) for state in LinkState]
    buttons = (Action.SEND_AGAIN, Action.CREATE_AGAIN, Action.CORRECT, Action.LIKE_THIS)
    yesterday = translate("Times", "Yesterday {time}").format(time=digits("00:00"))
    days = (times.day(datetime(2001, month, 20), datetime(2001, 12, 31)) for month in range(1, 13))  # noqa: DTZ001
    times_shown = (yesterday, translate("Times", "%n minute(s) ago", "", 59), *days)
    return _Measures(
        body,
        amount,
        caption,
        row=max(44, QFontMetrics(body).height() + small.height() + theme.S),
        pill_height=small.height() + theme.XS + 2,
        currency=small.horizontalAdvance("USDT") + theme.S,
        widths={
            LinkColumn.STATE: max(map(small.horizontalAdvance, words)) + _PILL_ICON + theme.L + 2 * theme.M + theme.XS,
            LinkColumn.AMOUNT: QFontMetrics(amount).horizontalAdvance(grouped("88888888.88"))
            + small.horizontalAdvance("USDT")
            + theme.M,
            LinkColumn.TIME: max(map(small.horizontalAdvance, times_shown)) + theme.L + theme.XS,
            LinkColumn.ACTIONS: max(
                3 * _BUTTON, max(small.horizontalAdvance(action_word(action)) for action in buttons) + 2 * theme.M
            )
            + theme.L,
        },
        reference=QFontMetrics(body).horizontalAdvance("KD-WWWWW") + theme.L + theme.S,
        least_state=theme.L + theme.S + _PILL_ICON + theme.XS + small.horizontalAdvance(state_word(LinkState.PAID)),
    )
