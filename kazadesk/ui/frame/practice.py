"""Practice mode: the banner's buttons play the customer for the chosen link; sample takings come and go."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kazadesk.ui.desktop import desktop
from kazadesk.ui.widgets.copying import copied
from kazadesk.ui.widgets.panel import Panel
from kazadesk.ui.words.i18n import translate
from kazadesk.words.errors import sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from typing import Any, TypeAlias

    from PySide6.QtWidgets import QWidget

    from kazadesk.core.errors import KazaDeskError
    from kazadesk.core.link import PaymentLink
    from kazadesk.services.practice import PracticeService
    from kazadesk.ui.frame.practice_banner import PracticeBanner
    from kazadesk.ui.receive.receiver import Receiver

    Deed: TypeAlias = Callable[[PracticeService], Callable[[str], Coroutine[Any, Any, str]]]


class Practice(Panel, QObject):
    """`say` shows a few words in the window."""

    left_to_paste = Signal()
    """A webhook is on the clipboard that does not arrive by itself."""

    def __init__(self, banner: PracticeBanner, receiver: Receiver, say: Callable[..., None], parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._receiver, self._say = receiver, say
        settles = partial(self._play, arrives=True)
        banner.pay_requested.connect(lambda link: settles(link, lambda customer: customer.pay))
        banner.expire_requested.connect(lambda link: settles(link, lambda customer: customer.expire))
        banner.replay_requested.connect(lambda link: self._play(link, lambda customer: customer.webhook))
        banner.tamper_requested.connect(lambda link: self._play(link, lambda customer: customer.tampered))
        banner.refused.connect(lambda why: say(why, icon="info"))
        banner.page_requested.connect(self._open_page)

    def _play(self, link: PaymentLink, deed: Deed, *, arrives: bool = False) -> None:
        if self.attached and (customer := self.session.customer) is not None and (order_id := link.order_id):
            self.ask(
                lambda _session: deed(customer)(order_id),
                done=partial(self._got_webhook, arrives=arrives),
                refused=lambda error: self._say(sentence(error), icon="info"),
            )

    def make_samples(self) -> None:
        """Thirty days up to now, in place of those that are there."""
        if self.attached and (samples := self.session.samples) is not None:
            reason = translate("Practice", "a sample")
            self.ask(lambda _session: samples.make(reason), done=self._made_samples, refused=self._say_why)

    def erase_samples(self) -> None:
        if self.attached and (samples := self.session.samples) is not None:
            self.ask(lambda _session: samples.erase(), done=self._erased_samples, refused=self._say_why)

    def _made_samples(self, count: int) -> None:
        self._say(translate("Practice", "%n sample link(s) of the last 30 days are here", "", count))

    def _erased_samples(self, count: int) -> None:
        if count:
            self._say(translate("Practice", "%n sample link(s) are erased", "", count))
        else:
            self._say(translate("Practice", "There are no sample takings"), icon="info")

    def _say_why(self, error: KazaDeskError) -> None:
        self._say(sentence(error), icon="alert")

    def _open_page(self, link: PaymentLink) -> None:
        if link.url and not desktop.open_url(link.url) and copied(link.url, self._window):
            self._say(translate("Practice", "No browser was found. The page's address is copied instead."))

    def _got_webhook(self, text: str, *, arrives: bool) -> None:
        if not copied(text, self._window):
            return
        if arrives and self._receiver.states:
            self._say(
                translate("Practice", "The notice is on the clipboard, and arrives by itself through the mailbox.")
            )
            return
        self.left_to_paste.emit()
        self._say(
            translate(
                "Practice",
                "The notice is on the clipboard: press “Paste” under “Verify a notice”, as with a real one.",
            )
        )
