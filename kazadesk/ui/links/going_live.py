"""What is to be done before the first link for money, step by step, where the list is still empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from kazadesk.ui.look import icons, theme
from kazadesk.ui.widgets.buttons import PushButton
from kazadesk.ui.widgets.labels import PlainLabel, QuietLabel
from kazadesk.ui.widgets.panel import Panel
from kazadesk.ui.words.i18n import translate, visible

if TYPE_CHECKING:
    from kazadesk.core.webhook.signature import Credentials
    from kazadesk.services.session import Session
    from kazadesk.ui.tasks import Tasks

_ICON = 22
_WIDTH = 420


class GoingLive(Panel, QWidget):
    """Three steps with their state; each can be pressed at any time."""

    credentials_requested = Signal()
    shop_name_requested = Signal()
    first_link_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("goingLive")
        title = PlainLabel(translate("GoingLive", "Three steps to the first sale"), self)
        title.setFont(theme.font("title"))
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._keys = _Step("key", translate("GoingLive", "API key and secret…"), "goingLiveKeys", self)
        self._shop = _Step("store", translate("GoingLive", "Name of the shop…"), "goingLiveShop", self)
        self._first = _Step("link", translate("GoingLive", "First link"), "goingLiveFirst", self)
        self._first.tell(False, translate("GoingLive", "Type an amount and press Create link."))
        self._keys.clicked.connect(self.credentials_requested)
        self._shop.clicked.connect(self.shop_name_requested)
        self._first.clicked.connect(self.first_link_requested)
        rows = QVBoxLayout()
        rows.setSpacing(theme.XS)
        rows.addStretch(2)
        rows.addWidget(title)
        rows.addSpacing(theme.XS)
        for step in (self._keys, self._shop, self._first):
            rows.addWidget(step)
        rows.addStretch(3)
        middle = QHBoxLayout(self)
        middle.addStretch(1)
        middle.addLayout(rows)
        middle.addStretch(1)

    def attach(self, session: Session, tasks: Tasks) -> None:
        super().attach(session, tasks)
        self.look()

    def look(self) -> None:
        """What is done already, for the current account."""
        if not self.attached:
            return
        shop = self.session.profiles.defaults().shop_name.strip()
        self._shop.tell(bool(shop), visible(shop) or translate("GoingLive", "Customers see it beside the QR code."))
        self.ask(lambda session: session.profiles.credentials(), done=self._found, refused=lambda _error: None)

    def _found(self, kept: Credentials | None) -> None:
        told = translate("GoingLive", "Entered.")
        if kept is None:
            told = translate("GoingLive", "In your profile at Kazawallet; if they are not there, ask their support.")
        self._keys.tell(kept is not None, told)


class _Step(PushButton):
    """What is to be done, with a tick where it is, and what it is good for or how it stands."""

    def __init__(self, icon: str, title: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(title)
        self._icon, self._done = icon, False
        self._mark = QLabel(self)
        self._title = PlainLabel(title, self)
        self._title.setFont(theme.font("strong"))
        self._told = QuietLabel("", self)
        self._tick = QLabel(self)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._told)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.M, theme.S, theme.M, theme.S)
        row.setSpacing(theme.M)
        row.addWidget(self._mark)
        row.addLayout(words, 1)
        row.addWidget(self._tick)
        for part in (self._mark, self._title, self._told, self._tick):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._tick.setFixedWidth(_ICON)
        self._recolour()

    @property
    def is_done(self) -> bool:
        return self._done

    def tell(self, done: bool, told: str) -> None:
        self._done = done
        self._told.setText(told)
        state = translate("GoingLive", "done") if done else translate("GoingLive", "to do")
        self.setAccessibleDescription(f"{state}. {told}")
        self._recolour()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        row = self.layout()
        least = row.sizeHint() if row is not None else QSize()
        return QSize(max(least.width(), _WIDTH), least.height())

    def minimumSizeHint(self) -> QSize:
        row = self.layout()
        return row.minimumSize() if row is not None else QSize()

    def _recolour(self) -> None:
        colours, ratio = theme.scheme(), self.devicePixelRatioF()
        self._mark.setPixmap(icons.pixmap(self._icon, colours.accent, _ICON, ratio))
        if self._done:
            self._tick.setPixmap(icons.pixmap("check-circle", colours.accent, _ICON, ratio))
        else:
            self._tick.clear()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_tick"):
            self._recolour()
