"""The verdict on one webhook: colour, icon and word, one sentence, why, what stands behind each field, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from kazadesk.core.link import BINDABLE, LinkState, may_move
from kazadesk.core.webhook.field_views import field_views
from kazadesk.core.webhook.verdict import VerdictCode
from kazadesk.services.verify import may_assign
from kazadesk.ui.look import icons, theme
from kazadesk.ui.verify import heard
from kazadesk.ui.verify.fields import VerdictFields
from kazadesk.ui.verify.legend import VerdictLegend
from kazadesk.ui.verify.practice_ribbon import PracticeRibbon
from kazadesk.ui.verify.voice import Voice
from kazadesk.ui.widgets.announcing import announce
from kazadesk.ui.widgets.buttons import tool_button, with_keys
from kazadesk.ui.widgets.labels import PlainLabel, SentenceLabel, tint
from kazadesk.ui.words import keys
from kazadesk.ui.words.i18n import spoken, translate
from kazadesk.words import verdicts as words

if TYPE_CHECKING:
    from collections.abc import Callable

    from kazadesk.core.webhook.verdict import Verdict
    from kazadesk.ui.verify.fields import VerdictFields
    from kazadesk.ui.verify.practice_ribbon import PracticeRibbon

    Step = tuple[str, str, Callable[[], None]]

_ICON = 32
_SMALL_ICON = 20
_BAND = 5
_WIDE = 600
"""From this width on the fields stand beside the words instead of below them."""


class VerdictCard(QLabel):
    """Shows one verdict at a time. The dynamic property `verdict` holds its code, "" while there is none.

    Who listens comes to a Voice with the focus. A label: Qt gives a plain frame the role of a window, which screen
    readers take for one. It has no text of its own, only a layout.
    """

    show_link_requested = Signal(int)
    mark_by_hand_requested = Signal(int)
    assign_requested = Signal(object)
    """The Verdict on a payment that no link is known for."""
    credentials_requested = Signal()
    copy_requested = Signal(str)
    """A text for the clipboard: a question to Kazawallet's support, without the signature."""
    clear_requested = Signal()
    idle_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("verdictCard")
        self._verdict: Verdict | None = None
        self._ribbon: PracticeRibbon | None = None
        self._icon_name = "shield-check"
        self._colour = ""
        self._icon = QLabel(self)
        self._icon.setFixedSize(_ICON, _ICON)
        self._title = _wrapped("verdictTitle", self)
        self._title.setToolTip(with_keys(translate("Verdict", "The verdict"), keys.VERDICT))
        self._title.setAccessibleDescription(" ")  # F1 has it; the tooltip would be read after the title
        self._reason = _wrapped("verdictReason", self)
        self._reason.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._repairs: PlainLabel | None = None
        self._fields: VerdictFields | None = None
        self._steps: list[QPushButton] = []
        self._rows: list[list[QPushButton]] = []
        self._lines: list[QHBoxLayout] = []
        """The rows' layouts: they stay, a button goes from one to the other."""
        self._legend = VerdictLegend(self)
        self._idle, self._folded, self._low = True, False, False
        self._voice = Voice("", "", self)
        self._lay_out()
        self.show_idle()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.M)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1, Qt.AlignmentFlag.AlignVCenter)
        self._words = QVBoxLayout()
        self._words.setSpacing(theme.S)
        self._words.addLayout(head)
        self._words.addWidget(self._reason)
        self._words.addStretch(1)
        content = QWidget(self)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, content)
        self._columns.setContentsMargins(0, 0, theme.S, 0)
        self._columns.setSpacing(theme.XL)
        self._columns.addLayout(self._words, 4)
        self._columns.addWidget(self._legend, 5, Qt.AlignmentFlag.AlignTop)
        self._scroll = scroll = QScrollArea(self)
        scroll.setObjectName("verdictScroll")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # a viewport of our own: asking for Qt's would load every widget class at start
        scroll.setViewport(QWidget())
        scroll.setWidget(content)
        content.setAutoFillBackground(False)
        # the next step is never scrolled away
        self._buttons = QVBoxLayout()
        self._buttons.setSpacing(theme.S)
        self._column = column = QVBoxLayout()
        column.setSpacing(theme.S)
        column.setContentsMargins(0, theme.M, 0, theme.M)
        column.addWidget(scroll, 1)
        column.addLayout(self._buttons)
        self._close = tool_button("close", translate("Verdict", "Clear"), name="clearVerdictButton", keys=keys.CLEAR)
        self._close.clicked.connect(self.clear_requested)
        self._around = QHBoxLayout(self)
        self._around.setContentsMargins(1, 1, 1, 1)
        self._around.setSpacing(theme.S)
        self._around.addSpacing(theme.S + _BAND)
        self._around.addLayout(column, 1)
        self._around.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)

    # what is shown

    def set_practice(self, practice: bool) -> None:
        """In practice mode the card says so, whatever the verdict."""
        if practice and self._ribbon is None:
            self._ribbon = PracticeRibbon(translate("Verdict", "Practice: no real money"), self)
            self._ribbon.setObjectName("verdictPractice")
            self._ribbon.setAccessibleName(" ")  # what is heard of the card begins with it
            self._around.addWidget(self._ribbon)
            self._arrange()
        elif self._ribbon is not None and not practice:
            self._ribbon.hide()
            self._ribbon.deleteLater()
            self._ribbon = None

    @property
    def idle(self) -> bool:
        """Whether nothing is shown but what the card is for."""
        return self._idle

    def set_folded(self, folded: bool) -> None:
        """While it is idle, in one line only."""
        self._folded = folded
        self._arrange()

    def set_low(self, low: bool) -> None:
        """Where there is little room: smaller letters, so that the sentence is seen whole."""
        if low != self._low:
            self._low = low
            self._arrange()

    def _arrange(self) -> None:
        line = self._idle and self._folded
        self._reason.setHidden(line or not self._reason.text())
        self._legend.setHidden(line or not self._idle)
        self._close.setHidden(self._idle)
        if self._ribbon is not None:
            self._ribbon.setHidden(line)
        edge = 0 if line else theme.S if self._low else theme.M
        self._column.setContentsMargins(0, edge, 0, edge)
        self._scroll.setMinimumHeight(_ICON if line else theme.XXL * 2)
        size = _SMALL_ICON if line or self._low else _ICON
        self._icon.setFixedSize(size, size)
        self._recolour()

    def show_idle(self) -> None:
        """Before the first webhook."""
        self._show(
            "",
            "shield-check",
            translate("Verdict", "Is this notice real?"),
            translate(
                "Verdict",
                "Paste the payment notice (webhook) that Kazawallet sent, however you got it: JSON, a line of a log,"
                " a whole request, an email or a chat message.",
            ),
        )
        self._idle = True
        self._voice.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._arrange()
        self.idle_changed.emit()

    def show_checking(self, progress: str = "") -> None:
        self._show("", "clock", translate("Verdict", "Checking…"), progress)

    def show_problem(self, title: str, text: str) -> None:
        """The check itself failed: nothing was decided."""
        self._show("", "alert", title, text)

    def show_verdict(self, verdict: Verdict, remark: str = "", *, aloud: bool = True) -> None:
        """`remark`: what else is to be known of it, shown elsewhere. `aloud`: announced, else `speak` is to follow."""
        self._verdict = verdict
        colour = words.COLOURS[verdict.code]
        why = [f"• {words.reason(code, verdict)}" for code in verdict.reasons]
        text = "\n".join([words.sentence(verdict), *why])
        self._show(verdict.code.value, theme.verdict_ink(colour).icon, words.heading(verdict), text, colour)
        self._show_repairs([words.repair(code) for code in verdict.repairs])
        self._show_fields(verdict)
        self._show_steps(self._next_steps(verdict))
        said = heard.verdict(verdict)
        self._said = heard.in_practice(said) if self.in_practice else said
        self.set_remark(remark)
        if aloud:
            self.speak()

    @property
    def in_practice(self) -> bool:
        return self._ribbon is not None

    def set_remark(self, remark: str) -> None:
        """What else is to be known of the verdict, for who listens: after what was put right in the copy."""
        repairs = self._repairs.text() if self._repairs is not None and not self._repairs.isHidden() else ""
        self._give_voice(spoken(" ".join(filter(None, (repairs, remark)))))

    def speak(self, *, focus: bool = False) -> None:
        """Let a screen reader say all of it: by coming to it with the focus, where it may be already, or in an
        announcement.
        """
        if focus or self.hasFocus():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            announce(self, self.heard())

    def heard(self) -> str:
        """All that is to be heard of what is shown."""
        return f"{self._voice.accessibleName()} {self._voice.accessibleDescription()}".strip()

    def _give_voice(self, remark: str = "") -> None:
        """To what is shown now; the focus goes along."""
        before = self._voice
        self._voice = Voice(self._said, remark, self)
        self._voice.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._voice.show()
        before.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # or there would be no order
        self.setTabOrder(before, self._voice)
        self.setFocusProxy(self._voice)
        if before.hasFocus():
            self._voice.setFocus(Qt.FocusReason.OtherFocusReason)
        before.hide()
        before.deleteLater()

    def go_through(self) -> None:
        """The focus to the whole verdict, and from there to its fields."""
        fields = self._fields
        further = self.hasFocus() and fields is not None and not fields.isHidden()
        (fields if fields is not None and further else self).setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def verdict(self) -> Verdict | None:
        return self._verdict

    def _show(self, code: str, icon: str, title: str, text: str, colour: str = "") -> None:
        self._colour = colour
        self._idle = False
        if not code:
            self._verdict = None
            self._show_repairs([])
            self._show_fields(None)
            self._show_steps([])
        self.setProperty("verdict", code)
        self._icon_name = icon
        self._title.setText(title)
        self._reason.setText(text)
        self._said = heard.told(title, text)
        if not code:
            self._give_voice()
        self._arrange()
        self.idle_changed.emit()

    def _show_repairs(self, repairs: list[str]) -> None:
        if repairs and self._repairs is None:
            self._repairs = _wrapped("verdictRepairs", self)
            self._repairs.setFont(theme.font("caption"))
            self._words.insertWidget(2, self._repairs)
        if self._repairs is not None:
            told = translate("Verdict", "Cleaned up: {repairs}.")
            self._repairs.setText(told.format(repairs=translate("Verdict", "; ").join(repairs)))
            self._repairs.setVisible(bool(repairs))

    def _show_fields(self, verdict: Verdict | None) -> None:
        shown = verdict is not None and bool(field_views(verdict))
        if shown and self._fields is None:
            self._fields = VerdictFields(self)
            self._fields.row_reached.connect(self._scroll.ensureWidgetVisible)
            self._columns.addWidget(self._fields, 5)
            self._turn()
        if self._fields is not None:
            self._fields.setVisible(shown)
            if verdict is not None:
                self._fields.show_fields(verdict)

    # what to do next

    def _next_steps(self, verdict: Verdict) -> list[Step]:
        steps: list[Step] = []
        link, assign = verdict.link, may_assign(verdict)
        if verdict.code is VerdictCode.NO_CREDENTIALS:
            steps.append(("key", translate("Verdict", "API key and secret…"), self.credentials_requested.emit))
        changed = any(reason.endswith("_altered") for reason in verdict.reasons)  # so the keys are the right ones
        if verdict.code is VerdictCode.NOT_AUTHENTIC and not changed:
            steps.append(("key", translate("Verdict", "API key and secret…"), self.credentials_requested.emit))
        if assign:
            to_a_link = translate("Verdict", "Assign to a link…")
            steps.append(("hand", to_a_link, lambda: self.assign_requested.emit(verdict)))
        if link is not None:
            link_id = link.id
            steps.append(
                ("link", translate("Verdict", "Show the link"), lambda: self.show_link_requested.emit(link_id))
            )
            mine = not assign or link.state not in BINDABLE  # else the payment is assigned first
            if mine and _is_open_question(verdict) and may_move(link.state, LinkState.PAID_BY_HAND):
                by_hand = translate("Verdict", "Mark as paid by hand…")
                steps.append(("hand", by_hand, lambda: self.mark_by_hand_requested.emit(link_id)))
        if verdict.code in (VerdictCode.MISMATCH, VerdictCode.PAID_UNKNOWN, VerdictCode.UNKNOWN_STATUS):
            question = words.support_question(verdict)
            asked = translate("Verdict", "Copy a question for Kazawallet")
            steps.append(("copy", asked, lambda: self.copy_requested.emit(question)))
        return steps

    def _show_steps(self, steps: list[Step]) -> None:
        for button in self._steps:
            button.hide()
            button.deleteLater()
        self._steps = []
        for place, (icon, text, act) in enumerate(steps):
            button = QPushButton(icons.icon(icon), text, self)
            button.setObjectName(f"verdictStep{place + 1}")
            button.clicked.connect(act)
            button.setMinimumWidth(1)  # one that is too wide for a row of its own
            button.show()
            self._steps.append(button)
        self._turn()

    # the look

    def _recolour(self) -> None:
        colours = theme.scheme()
        ink = theme.verdict_ink(self._colour) if self._colour else None
        tone = ink.text if ink else colours.muted
        self._icon.setPixmap(icons.pixmap(self._icon_name, tone, self._icon.width(), self.devicePixelRatioF()))
        title = "body" if self._idle and self._folded else "title"
        self._title.setFont(theme.font("amount" if ink and not self._low else title))
        green = "strong" if self._low else "title"
        self._reason.setFont(theme.font(green if self._colour == "green" else "body"))
        tint(self._title, ink.text if ink else colours.text)
        tint(self._reason, colours.text if ink else colours.muted)
        if self._repairs is not None:
            tint(self._repairs, colours.muted)
        self.update()

    def _turn(self) -> None:
        wide = self.width() >= _WIDE
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(across if wide else down)
        self._columns.setSpacing(theme.L if wide else theme.M)
        self._columns.setStretch(0, 4 if wide else 0)
        self._place_steps()

    def _place_steps(self) -> None:
        """In as few rows as they have room in."""
        room = self.width() - theme.XXL * 2
        rows: list[list[QPushButton]] = []
        for button in self._steps:
            taken = sum(each.sizeHint().width() + theme.S for each in rows[-1]) if rows else room
            if taken + button.sizeHint().width() > room:
                rows.append([])
            rows[-1].append(button)
        if rows == self._rows:
            return
        self._rows = rows
        for place, buttons in enumerate(rows):
            if place == len(self._lines):
                self._lines.append(QHBoxLayout())
                self._lines[place].setSpacing(theme.S)
                self._lines[place].addStretch(1)
                self._buttons.addLayout(self._lines[place])
            for at, button in enumerate(buttons):
                self._lines[place].insertWidget(at, button)

    def sizeHint(self) -> QSize:
        return self._around.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._around.totalMinimumSize()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll what does not fit, also from one of its rows."""
        bar, step = self._scroll.verticalScrollBar(), self.fontMetrics().lineSpacing() * 2
        by = {Qt.Key.Key_Down: step, Qt.Key.Key_Up: -step}.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        else:
            bar.setValue(bar.value() + by)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._voice.setGeometry(self.rect())
        self._turn()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_columns"):
            self._recolour()

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.scheme()
        ink = theme.verdict_ink(self._colour) if self._colour else None
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        edge = QPen(QColor(ink.edge if ink else colours.edge), 1)
        painter.setPen(QPen(QColor(colours.accent), 2) if self.hasFocus() else edge)
        painter.setBrush(QColor(ink.fill if ink else colours.window))
        painter.drawRoundedRect(area, theme.RADIUS, theme.RADIUS)
        if ink:
            self._paint_band(painter, area, ink.text)

    def _paint_band(self, painter: QPainter, area: QRectF, colour: str) -> None:
        left = self.layoutDirection() == Qt.LayoutDirection.LeftToRight
        band = QRectF(area.left() if left else area.right() - _BAND, area.top(), _BAND, area.height())
        painter.setClipRect(band)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(area, theme.RADIUS, theme.RADIUS)
        painter.setClipping(False)


def _is_open_question(verdict: Verdict) -> bool:
    """Whether a person has to settle what was confirmed, now or when it was first seen."""
    code = verdict.earlier.verdict if verdict.earlier is not None else verdict.code
    return code in ("mismatch", "paid_unknown")


def _wrapped(name: str, parent: QWidget) -> PlainLabel:
    label = SentenceLabel("", parent)
    label.setObjectName(name)
    return label
