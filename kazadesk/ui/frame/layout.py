"""What stands where in the window: form and newest link on one side, links and verifier on the other.

It comes step by step. Bar and form are there for the first paint, and can be typed into; then come the links, and then
the verifier.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QSplitter, QVBoxLayout, QWidget

from kazadesk.ui.create.form import CreateForm
from kazadesk.ui.frame.practice_banner import PracticeBanner
from kazadesk.ui.frame.top_bar import TopBar
from kazadesk.ui.look import theme
from kazadesk.ui.words.i18n import translate

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTabWidget

    from kazadesk.ui.create.newest_link import NewestLink
    from kazadesk.ui.links.panel import LinksPanel
    from kazadesk.ui.verify.panel import VerifierPanel

_SIDE = 348
_NARROW_SIDE = 320
_WIDE = 1160
_ROOM_FOR_BOTH = 660
"""In a window narrower or lower than these, the verifier becomes a tab."""
_LOW, _TALL = 690, 900
"""Heights at which the newest link changes its size."""
_LINKS_SHARE, _VERIFIER_SHARE = 54, 46
_NO_LIMIT = (1 << 24) - 1
"""Of a widget's height, as Qt has it."""


class Desk(QWidget):
    """The panels."""

    newest: NewestLink
    links: LinksPanel
    """These two are there after `furnish_links`."""
    verifier: VerifierPanel
    """There after `furnish_verifier`."""

    def __init__(self, *, practice: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.furnished = False
        self._tabs: QTabWidget | None = None
        self._shares = QByteArray()
        # each part is made where it stays: moving a widget has the style sheet look at all of it once more
        self.banner = PracticeBanner(self) if practice else None
        self.bar = TopBar(banner=self.banner, parent=self)
        self._side_area = self._side()  # before the list, so that the keyboard comes to the form first
        self._split = QSplitter(Qt.Orientation.Vertical, self)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(theme.M)
        self._folded = False
        self._strips: list[QWidget] = []
        self._outlines = [self._outline() for _place in range(2)]
        self._share_out()
        self._right = QVBoxLayout()
        self._right.setSpacing(theme.M)
        self._right.addWidget(self._split)
        body = QHBoxLayout()
        body.setContentsMargins(theme.M, 0, theme.M, theme.M)
        body.setSpacing(theme.M)
        body.addWidget(self._side_area)
        body.addLayout(self._right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        if self.banner is not None:
            column.addSpacing(theme.M)
        column.addLayout(body, 1)

    def _side(self) -> QScrollArea:
        """Form and newest link, one over the other; on a low screen they scroll instead of being cut."""
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # put there while it is empty; to ask for the viewport as a parent would load every kind of widget
        inside = QWidget()
        scroll.setWidget(inside)
        self.form = CreateForm(inside)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.M)
        self._column.addWidget(self.form)
        self._column.addStretch(1)
        return scroll

    def _outline(self) -> QFrame:
        """Holds the place of a panel that is still to come."""
        outline = QFrame(self._split)
        outline.setProperty("card", True)
        return outline

    def _share_out(self) -> None:
        for place, share in enumerate((_LINKS_SHARE, _VERIFIER_SHARE)):
            self._split.setStretchFactor(place, share)
        # in pixels: what is less than a panel needs is not taken for a share
        self._split.setSizes([self._split.height() * share // 100 for share in (_LINKS_SHARE, _VERIFIER_SHARE)])

    def furnish_links(self) -> None:
        """Put list and newest link in their places. Once."""
        from kazadesk.ui.create.newest_link import NewestLink
        from kazadesk.ui.links.panel import LinksPanel

        self.newest = NewestLink(self.form.parentWidget())
        self._column.insertWidget(1, self.newest)
        self._fit_newest()
        self.form.folded.connect(self._share_side)
        self.links = LinksPanel(self._split)
        self._put(self.links, 0)

    def furnish_verifier(self) -> None:
        """Put the verifier in its place. Once, after the links."""
        from kazadesk.ui.verify.panel import VerifierPanel

        self.verifier = VerifierPanel(self._split)
        self._put(self.verifier, 1)
        self.furnished = True
        self.verifier.idle_changed.connect(self._fold)
        self.links.crowded.connect(self._fold)
        self._fit()

    def _put(self, panel: QWidget, place: int) -> None:
        outline = self._outlines[place]
        outline.setParent(None)
        outline.deleteLater()
        self._split.insertWidget(place, panel)
        panel.show()  # a splitter gives no room to what it is yet to show
        self._share_out()
        self._split.restoreState(self._shares)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._shares = self.shares()
        self._fit()

    def _fit(self) -> None:
        """Links above the verifier where there is room, else one tab each; the column beside them by the room."""
        usual = _SIDE if self.width() >= _WIDE else _NARROW_SIDE
        # a larger system font needs more, and a scroll bar takes of it
        self._side_area.setFixedWidth(max(usual, self.form.minimumSizeHint().width() + theme.L))
        small = self.height() < _ROOM_FOR_BOTH or self.width() < _WIDE
        if not self.furnished:
            self._outlines[1].setHidden(small)
            return
        self._fit_newest()
        if small and self._tabs is None:
            self._make_tabs()
        elif not small and self._tabs is not None:
            self._take_out_of(self._tabs)
        self._fold()

    def _fold(self) -> None:
        """While there is nothing to verify, the list gets the room that it needs, and the verifier one line."""
        idle = self.verifier.idle and self._tabs is None and self.height() < _TALL
        folded = idle and (self._folded or self.links.is_crowded())
        if folded == self._folded:
            return
        if folded:
            self._shares = self.shares()
        self._folded = folded
        self.verifier.set_folded(folded)
        self.verifier.setMaximumHeight(self.verifier.minimumSizeHint().height() if folded else _NO_LIMIT)
        self._split.handle(1).setDisabled(folded)  # there is nothing to share
        if not folded and self._tabs is None:
            self._share_out()
            self._split.restoreState(self._shares)

    def _fit_newest(self) -> None:
        self.form.keep_room(self.height() >= _LOW)
        self.form.set_tall(self.height() >= _TALL)
        self._share_side()

    def _share_side(self) -> None:
        """What the form leaves is the newest link's."""
        low = self.height() < _LOW or (self.form.unfolded and self.height() < _TALL)
        self.newest.set_room("low" if low else "tall" if self.height() >= _TALL else "usual")

    def _make_tabs(self) -> None:
        from PySide6.QtWidgets import QTabWidget

        self._tabs = QTabWidget(self)
        self._tabs.setDocumentMode(True)
        self._tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its bar takes the focus, and has the names
        self._tabs.tabBar().setDrawBase(False)
        self._tabs.addTab(self.links, translate("MainWindow", "Links"))
        self._tabs.addTab(self.verifier, translate("MainWindow", "Verify a notice"))
        self._split.hide()
        self._right.addWidget(self._tabs)
        self._place_strips()

    def _take_out_of(self, tabs: QTabWidget) -> None:
        for panel in (self.links, self.verifier):
            self._split.addWidget(panel)
            panel.show()
        self._share_out()
        self._split.restoreState(self._shares)
        self._split.show()
        self._right.removeWidget(tabs)
        tabs.deleteLater()
        self._tabs = None
        self._place_strips()

    def add_strip(self, strip: QWidget) -> None:
        """Under the links, or under the tabs: nothing moves under the pointer when it comes and goes."""
        self._strips.append(strip)
        self._place_strips()

    def _place_strips(self) -> None:
        for strip in self._strips:
            if self._tabs is None:
                self.links.add_strip(strip)
            else:
                self._right.addWidget(strip)

    def focus_strip(self) -> bool:
        """The focus to the first button of a strip that asks something; False where none does."""
        for strip in self._strips:
            for button in strip.findChildren(QPushButton):
                if button.isVisible():
                    button.setFocus(Qt.FocusReason.ShortcutFocusReason)
                    return True
        return False

    def hush(self) -> None:
        """What was said over the list is done."""
        self.links.hush()

    def show_links(self) -> None:
        """Where there are tabs, bring the one of the links to the front."""
        if self._tabs is not None:
            self._tabs.setCurrentWidget(self.links)

    def show_verifier(self) -> None:
        """Where there are tabs, bring the verifier's to the front."""
        if self._tabs is not None:
            self._tabs.setCurrentWidget(self.verifier)

    def say(self, text: str, *, icon: str = "check") -> None:
        """A few words where they are seen: over the list, or over the verifier while its tab hides the list."""
        hidden = self._tabs is not None and self._tabs.currentWidget() is self.verifier
        (self.verifier if hidden else self.links).say(text, icon=icon)

    def shares(self) -> QByteArray:
        """How links and verifier share their room, as QSplitter keeps it."""
        own = self.furnished and self._tabs is None and not self._folded
        return self._split.saveState() if own else self._shares

    def restore_shares(self, shares: QByteArray) -> None:
        """As `shares` said; what cannot be read changes nothing."""
        if not shares.isEmpty():
            self._shares = shares
            self._split.restoreState(shares)
