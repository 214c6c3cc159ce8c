"""The first run: what KazaDesk does, and the two ways to begin."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QButtonGroup,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from kazadesk.ui.look import icons, theme
from kazadesk.ui.widgets.announcing import announce
from kazadesk.ui.widgets.labels import PlainLabel, QuietLabel
from kazadesk.ui.words.i18n import current_language, translate
from kazadesk.ui.words.languages import LANGUAGE_NAMES

_LOGO = 72
_ICON = 28
_WIDTH = 320


class ChoiceCard(QPushButton):
    """A large button: an icon, what it does, and what happens then."""

    def __init__(self, icon: str, title: str, told: str, parent: QWidget | None = None, *, first: bool = False) -> None:
        super().__init__(parent)
        self._icon_name, self._first = icon, first
        self.setAccessibleName(title)
        self.setAccessibleDescription(told)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
        self.setFixedWidth(_WIDTH)
        self.setAutoDefault(True)
        self._mark = QLabel(self)
        self._title = PlainLabel(title, self)
        self._title.setFont(theme.font("title"))
        self._told = PlainLabel(told, self)
        for label in (self._title, self._told):
            label.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.XL, theme.XL, theme.XL, theme.XL)
        column.setSpacing(theme.S)
        for part in (self._mark, self._title, self._told):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(part)
        column.addStretch(1)
        self._tint()

    def sizeHint(self) -> QSize:
        column = self.layout()
        return QSize(_WIDTH, column.heightForWidth(_WIDTH) if column is not None else 0)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.scheme()
        fill, edge, width = colours.surface, colours.edge, 1.0
        if self._first:
            fill, edge = colours.accent_soft, colours.accent
        if self.isDown() or self.underMouse():
            fill = colours.pressed if self.isDown() else colours.hover
            edge = colours.accent
        if self.hasFocus():
            edge, width = colours.accent, 2.5
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(edge), width))
        painter.setBrush(QColor(fill))
        inset = width / 2
        painter.drawRoundedRect(self.rect().toRectF().adjusted(inset, inset, -inset, -inset), 12, 12)

    def _tint(self) -> None:
        colours = theme.scheme()
        self._mark.setPixmap(icons.pixmap(self._icon_name, colours.accent, _ICON, self.devicePixelRatioF()))
        palette = self._told.palette()
        palette.setColor(QPalette.ColorRole.WindowText, QColor(colours.muted))
        if self._told.palette() != palette:
            self._told.setPalette(palette)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_told"):
            self._tint()


class _LanguageButton(QRadioButton):
    """Taken by Space or a click. Qt's own is taken by an arrow too, which would change the window at a touch."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Down):
            group = self.group()
            others = [button for button in group.buttons() if button is not self] if group is not None else []
            for button in others[:1]:
                button.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)


class WelcomePage(QWidget):
    """Stands where the panels will be until a way to begin is chosen."""

    practice_requested = Signal()
    key_requested = Signal()
    language_requested = Signal(str)
    """ "en" or "ar"."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("welcomePage")
        self.practice = ChoiceCard(
            "practice",
            translate("Welcome", "Try it in practice mode"),
            translate(
                "Welcome",
                "Create a link, pay it yourself and verify its payment notice (webhook), all on this computer."
                " No account, no key, no money.",
            ),
            self,
            first=True,
        )
        self.practice.setObjectName("practiceButton")
        self.practice.clicked.connect(self.practice_requested)
        self.key = ChoiceCard(
            "key",
            translate("Welcome", "Enter my API key"),
            translate(
                "Welcome",
                "Begin with your Kazawallet account. Your key and secret are kept in this computer's keyring,"
                " never in a file.",
            ),
            self,
        )
        self.key.setObjectName("enterKeyButton")
        self.key.clicked.connect(self.key_requested)
        self._lay_out()

    def _lay_out(self) -> None:
        logo = QLabel(self)
        logo.setPixmap(icons.pixmap("kazadesk", "#000000", _LOGO, self.devicePixelRatioF()))
        title = PlainLabel(translate("Welcome", "Welcome to KazaDesk"), self)
        heading = theme.font("amount")
        heading.setPointSizeF(heading.pointSizeF() * 1.25)
        title.setFont(heading)
        told = PlainLabel(
            translate("Welcome", "Payment links for your customers, and certainty about every payment."), self
        )
        later = QuietLabel(translate("Welcome", "You can change between the two at any time."), self)
        cards = QHBoxLayout()
        cards.setSpacing(theme.L)
        cards.addStretch(1)
        cards.addWidget(self.practice)
        cards.addWidget(self.key)
        cards.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.XL, theme.L, theme.XL, theme.XL)
        column.setSpacing(theme.S)
        column.addWidget(self._languages(), 0, Qt.AlignmentFlag.AlignTrailing)
        column.addStretch(2)
        for label in (logo, title, told):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addSpacing(theme.L)
        column.addLayout(cards)
        column.addSpacing(theme.S)
        later.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(later)
        column.addStretch(3)
        self.setTabOrder(self.practice, self.key)

    def _languages(self) -> QGroupBox:
        box = QGroupBox(self)
        box.setObjectName("languageGroup")
        box.setFlat(True)
        box.setAccessibleName("Language / اللغة")  # whoever needs it may understand only one of the two
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.M)
        globe = QLabel(box)
        globe.setPixmap(icons.pixmap("globe", theme.scheme().muted, 16, self.devicePixelRatioF()))
        row.addWidget(globe)
        self._group = group = QButtonGroup(self)
        for language, name in LANGUAGE_NAMES:
            button = _LanguageButton(name, box)
            button.setObjectName(f"language_{language}")
            button.setChecked(language == current_language())
            button.clicked.connect(lambda _on, language=language: self._choose(language))
            group.addButton(button)
            row.addWidget(button)
        return box

    def focus_language(self) -> None:
        """Put the keyboard on the language that was just chosen, and say it."""
        button = self._group.checkedButton()
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(button, button.text())

    def _choose(self, language: str) -> None:
        if language != current_language():
            self.language_requested.emit(language)
