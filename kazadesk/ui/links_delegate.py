"""How a row of the list of links looks: state pill, amount, reference, time and what can be done with it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from kazadesk.core.link import LinkState, PaymentLink
from kazadesk.ui import icons, theme
from kazadesk.ui.i18n import translate
from kazadesk.ui.links_model import LinkColumn, LinkRow, LinksModel
from kazadesk.ui.sentences import state_word

AnyIndex = QModelIndex | QPersistentModelIndex

_ICON = 18
_BUTTON = 30
_PILL_ICON = 15


class Action(StrEnum):
    """What a click into a row may ask for."""

    COPY = "copy"
    QR = "qr"
    SHARE = "share"
    SEND_AGAIN = "send_again"
    CREATE_AGAIN = "create_again"
    LIKE_THIS = "like_this"
    DETAILS = "details"


_ICONS = {Action.COPY: "copy", Action.QR: "qr", Action.SHARE: "share"}


def actions_of(link: PaymentLink) -> tuple[Action, ...]:
    """The row's actions: what brings this link further, or its URL to the customer."""
    match link.state:
        case LinkState.UNSENT:
            return (Action.SEND_AGAIN,)
        case LinkState.FAILED | LinkState.UNKNOWN:
            return (Action.CREATE_AGAIN,)
        case LinkState.TIMED_OUT:
            return (Action.LIKE_THIS,)
    return (Action.COPY, Action.QR, Action.SHARE) if link.url else ()


def action_word(action: Action) -> str:
    """What stands on the action's button, or in its tooltip where it is an icon."""
    return {
        Action.COPY: translate("Links", "Copy the payment URL"),
        Action.QR: translate("Links", "Show the QR code"),
        Action.SHARE: translate("Links", "Share the link"),
        Action.SEND_AGAIN: translate("Links", "Send again"),
        Action.CREATE_AGAIN: translate("Links", "Create again"),
        Action.LIKE_THIS: translate("Links", "New link"),
        Action.DETAILS: translate("Links", "Details…"),
    }[action]


@dataclass(slots=True)
class _Measures:
    """Fonts and sizes that follow the system font and the language; computed once for all rows."""

    body: QFont
    strong: QFont
    caption: QFont
    row: int
    pill_height: int
    currency: int
    widths: dict[LinkColumn, int]


class LinksDelegate(QStyledItemDelegate):
    """Paints every cell itself. `hover` is the row and action under the mouse, set by the view."""

    def __init__(self, model: LinksModel, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._model = model
        self._view = view
        self.hover: tuple[int, Action | None] = (-1, None)
        self._measures: _Measures | None = None

    # sizes

    def forget_measures(self) -> None:
        """The font or the style has changed."""
        self._measures = None

    def measures(self) -> _Measures:
        if self._measures is None:
            self._measures = _measured()
        return self._measures

    def sizeHint(self, _option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        measures = self.measures()
        return QSize(measures.widths.get(LinkColumn(index.column()), 0), measures.row)

    def action_rects(self, cell: QRect, link: PaymentLink, direction: Qt.LayoutDirection) -> list[tuple[Action, QRect]]:
        """Where in the actions' cell each action can be clicked."""
        actions = actions_of(link)
        if len(actions) == 1:
            metrics = QFontMetrics(self.measures().caption)
            width = min(metrics.horizontalAdvance(action_word(actions[0])) + 2 * theme.M, cell.width() - theme.S)
            height = metrics.height() + theme.S + 2
            logical = QRect(cell.right() - theme.S - width, cell.center().y() - height // 2, width, height)
            return [(actions[0], QStyle.visualRect(direction, cell, logical))]
        left = cell.right() - theme.S + 1 - _BUTTON * len(actions)
        top = cell.center().y() - _BUTTON // 2 + 1
        return [
            (action, QStyle.visualRect(direction, cell, QRect(left + number * _BUTTON, top, _BUTTON, _BUTTON)))
            for number, action in enumerate(actions)
        ]

    def action_at(self, point: QPoint, cell: QRect, link: PaymentLink, direction: Qt.LayoutDirection) -> Action | None:
        return next((action for action, area in self.action_rects(cell, link, direction) if area.contains(point)), None)

    # painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row = self._model.row_at(index.row())
        hovered = self.hover[0] == index.row()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option, index, hovered=hovered, selected=selected)
        match index.column():
            case LinkColumn.STATE:
                self._paint_state(painter, option, row)
            case LinkColumn.AMOUNT:
                self._paint_amount(painter, option, row)
            case LinkColumn.REFERENCE:
                self._paint_reference(painter, option, row)
            case LinkColumn.TIME:
                self._paint_time(painter, option, index.row())
            case LinkColumn.ACTIONS:
                self._paint_actions(painter, option, row, lively=hovered or selected)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex, *, hovered: bool, selected: bool
    ) -> None:
        colours, cell = theme.scheme(), option.rect
        if selected or hovered:
            painter.fillRect(cell, QColor(colours.accent_soft if selected else colours.hover))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.fillRect(cell.left(), cell.bottom(), cell.width(), 1, QColor(colours.edge))
        if selected and index.column() == LinkColumn.STATE:
            bar = QRect(cell.left(), cell.top(), 3, cell.height() - 1)
            painter.fillRect(QStyle.visualRect(option.direction, cell, bar), QColor(colours.accent))
        if self._has_focus(index):
            painter.fillRect(cell.left(), cell.top(), cell.width(), 1, QColor(colours.accent))
            painter.fillRect(cell.left(), cell.bottom(), cell.width(), 1, QColor(colours.accent))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _has_focus(self, index: AnyIndex) -> bool:
        return self._view.hasFocus() and self._view.currentIndex().row() == index.row()

    def _paint_state(self, painter: QPainter, option: QStyleOptionViewItem, row: LinkRow) -> None:
        measures, ink = self.measures(), theme.state_ink(row.link.state)
        metrics = QFontMetrics(measures.caption)
        width = _PILL_ICON + theme.XS + metrics.horizontalAdvance(row.state) + theme.S + theme.M
        cell = option.rect
        top = cell.center().y() - measures.pill_height // 2
        logical = QRect(cell.left() + theme.L, top, width, measures.pill_height)
        pill = QStyle.visualRect(option.direction, cell, logical)
        by_hand = row.link.state is LinkState.PAID_BY_HAND
        pen = QPen(QColor(ink.text if by_hand else ink.edge), 1)
        if by_hand:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(ink.fill))
        radius = measures.pill_height / 2
        painter.drawRoundedRect(QRectF(pill).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        icon = QRect(logical.left() + theme.S, cell.center().y() - _PILL_ICON // 2 + 1, _PILL_ICON, _PILL_ICON)
        self._draw_icon(painter, QStyle.visualRect(option.direction, cell, icon), ink.icon, ink.text)
        text = logical.adjusted(theme.S + _PILL_ICON + theme.XS, 0, 0, 0)
        self._draw_text(painter, option, text, row.state, measures.caption, ink.text)

    def _paint_amount(self, painter: QPainter, option: QStyleOptionViewItem, row: LinkRow) -> None:
        """Number and currency in columns of their own, left to right in every language."""
        measures, cell, colours = self.measures(), option.rect, theme.scheme()
        currency = QRect(cell.right() - measures.currency, cell.top(), measures.currency, cell.height())
        number = QRect(cell.left(), cell.top(), cell.width() - measures.currency - theme.XS, cell.height())
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        font = measures.strong
        if QFontMetrics(font).horizontalAdvance(row.amount) > number.width():
            font = measures.caption
        painter.setFont(font)
        painter.setPen(QColor(colours.text))
        painter.drawText(number, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, row.amount)
        painter.setFont(measures.caption)
        painter.setPen(QColor(colours.muted))
        painter.drawText(currency, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, row.currency)

    def _paint_reference(self, painter: QPainter, option: QStyleOptionViewItem, row: LinkRow) -> None:
        measures, colours = self.measures(), theme.scheme()
        cell = option.rect.adjusted(theme.L, 0, -theme.S, 0)
        if option.direction == Qt.LayoutDirection.RightToLeft:
            cell = option.rect.adjusted(theme.S, 0, -theme.L, 0)
        side = Qt.AlignmentFlag.AlignLeft
        if option.direction == Qt.LayoutDirection.RightToLeft:
            side = Qt.AlignmentFlag.AlignRight
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.setFont(measures.body)
        painter.setPen(QColor(colours.text))
        shown = QFontMetrics(measures.body).elidedText(row.reference, Qt.TextElideMode.ElideMiddle, cell.width())
        if not row.note:
            painter.drawText(cell, side | Qt.AlignmentFlag.AlignVCenter, shown)
            return
        first, second = QFontMetrics(measures.body).height(), QFontMetrics(measures.caption).height()
        top = cell.center().y() - (first + second) // 2 + 1
        painter.drawText(QRect(cell.left(), top, cell.width(), first), side | Qt.AlignmentFlag.AlignVCenter, shown)
        note = QRect(cell.left(), top + first, cell.width(), second)
        painter.setLayoutDirection(option.direction)
        ink = theme.state_ink(row.link.state)
        self._draw_text(painter, option, note, row.note, measures.caption, ink.text, mirrored=False)

    def _paint_time(self, painter: QPainter, option: QStyleOptionViewItem, row: int) -> None:
        cell = option.rect.adjusted(theme.S, 0, -theme.S, 0)
        font, colour = self.measures().caption, theme.scheme().muted
        self._draw_text(painter, option, cell, self._model.time_text(row), font, colour, mirrored=False)

    def _paint_actions(self, painter: QPainter, option: QStyleOptionViewItem, row: LinkRow, *, lively: bool) -> None:
        colours = theme.scheme()
        areas = self.action_rects(option.rect, row.link, option.direction)
        if len(areas) == 1:
            action, area = areas[0]
            self._paint_button(painter, action, area, pressed=lively and self.hover[1] == action)
            return
        if not (lively or row.link.state is LinkState.WAITING):
            return
        for action, area in areas:
            hot = lively and self.hover[1] == action and self.hover[0] >= 0
            if hot:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(colours.pressed))
                painter.drawRoundedRect(QRectF(area), theme.RADIUS, theme.RADIUS)
            icon = QRect(0, 0, _ICON, _ICON)
            icon.moveCenter(area.center())
            self._draw_icon(painter, icon, _ICONS[action], colours.accent if hot else colours.muted)

    def _paint_button(self, painter: QPainter, action: Action, area: QRect, *, pressed: bool) -> None:
        colours = theme.scheme()
        painter.setPen(QPen(QColor(colours.accent), 1))
        painter.setBrush(QColor(colours.accent_soft if pressed else colours.surface))
        painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS)
        painter.setFont(self.measures().caption)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, action_word(action))

    def _draw_text(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        area: QRect,
        text: str,
        font: QFont,
        colour: str,
        *,
        mirrored: bool = True,
    ) -> None:
        if mirrored:
            area = QStyle.visualRect(option.direction, option.rect, area)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.setLayoutDirection(option.direction)
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter, shown)

    def _draw_icon(self, painter: QPainter, area: QRect, name: str, colour: str) -> None:
        # asking the painter for its device would load every widget class at start
        ratio = self._view.devicePixelRatioF()
        painter.drawPixmap(QPointF(area.topLeft()), icons.pixmap(name, colour, area.width(), ratio))


def _measured() -> _Measures:
    body, strong, caption = theme.font("body"), theme.font("title"), theme.font("caption")
    strong.setFeature(QFont.Tag("tnum"), 1)
    small = QFontMetrics(caption)
    words = [state_word(state) for state in LinkState]
    buttons = (Action.SEND_AGAIN, Action.CREATE_AGAIN, Action.LIKE_THIS)
    yesterday = translate("Times", "Yesterday {time}").format(time="00:00")
    times_shown = (yesterday, translate("Times", "%n minute(s) ago", "", 59))
    return _Measures(
        body,
        strong,
        caption,
        row=max(44, QFontMetrics(body).height() + small.height() + theme.S),
        pill_height=small.height() + theme.XS + 2,
        currency=small.horizontalAdvance("USDT") + theme.S,
        widths={
            LinkColumn.STATE: max(map(small.horizontalAdvance, words)) + _PILL_ICON + theme.L + 2 * theme.M + theme.XS,
            LinkColumn.AMOUNT: QFontMetrics(strong).horizontalAdvance("00 000 000.00")
            + small.horizontalAdvance("USDT")
            + theme.M,
            LinkColumn.TIME: max(map(small.horizontalAdvance, times_shown)) + theme.L + theme.XS,
            LinkColumn.ACTIONS: max(
                3 * _BUTTON, max(small.horizontalAdvance(action_word(action)) for action in buttons) + 2 * theme.M
            )
            + theme.L,
        },
    )
