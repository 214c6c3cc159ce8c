"""The check box that has the clipboard watched, and the strip that offers what appeared there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from kazadesk.ui.words.i18n import translate

if TYPE_CHECKING:
    from kazadesk.services.session import Session
    from kazadesk.ui.verify.clipboard_strip import Strip
    from kazadesk.ui.verify.clipboard_watch import ClipboardWatch


class ClipboardBox(QCheckBox):
    """Checked as the settings say, from `attach` on. The offer stands in the second row of the panel."""

    taken = Signal()
    """The merchant wants to verify what is on the clipboard."""

    def __init__(self, panel: QWidget) -> None:
        super().__init__(translate("Verifier", "Watch the clipboard"), panel)
        self.setObjectName("watchClipboardBox")
        self.setToolTip(
            translate("Verifier", "Offer to verify a webhook that appears on the clipboard; nothing else is looked at")
        )
        self._panel = panel
        self._session: Session | None = None
        self._rows: QVBoxLayout | None = None
        self._watch: ClipboardWatch | None = None
        self._offer: Strip | None = None
        self.toggled.connect(self._toggled)

    def attach(self, session: Session, rows: QVBoxLayout) -> None:
        """`rows`: of the panel that the strip stands in."""
        self._session, self._rows = session, rows
        self.setChecked(session.settings.value.watch_clipboard)

    def hide_offer(self) -> None:
        if self._offer is not None:
            self._offer.hide()

    def _toggled(self, on: bool) -> None:
        if self._session is None:
            return
        self._session.settings.change(watch_clipboard=on)
        if self._watch is None:
            from kazadesk.ui.verify.clipboard_watch import ClipboardWatch

            self._watch = ClipboardWatch(self)
            self._watch.appeared.connect(self._show_offer)
            self._watch.gone.connect(self.hide_offer)
        self._watch.watch(on)

    def _show_offer(self) -> None:
        if self._offer is None and self._rows is not None:
            from kazadesk.ui.verify.clipboard_strip import Strip

            told = translate("Verifier", "There is a webhook on the clipboard.")
            self._offer = Strip("clipboardOffer", "paste", told, translate("Verifier", "Verify it"), self._panel)
            self._offer.taken.connect(self.taken)
            self._rows.insertWidget(1, self._offer)
        if self._offer is not None:
            self._offer.show()
