"""Pulls from the mailboxes while the window is open, and tells what came and how they are doing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from kazadesk.core.errors import KazaDeskError

if TYPE_CHECKING:
    import asyncio

    from kazadesk.core.webhook.verdict import Verdict
    from kazadesk.services.inbox import Arrived
    from kazadesk.services.receiving_state import ReceivingState
    from kazadesk.services.session import Session
    from kazadesk.ui.tasks import Tasks

_AGAIN_MS = 60_000
"""After the keyring could not be read: it may be unlocked by then."""


class Receiver(QObject):
    """Begins with `attach`; `restart` after a mailbox was set up or forgotten."""

    arrived = Signal(list)
    """The verdicts on what one pull brought."""
    changed = Signal()
    """Anything of what the properties say."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session: Session | None = None
        self._tasks: Tasks | None = None
        self._task: asyncio.Task[None] | None = None
        self._verdicts: list[Verdict] = []
        self.states: dict[str, ReceivingState] = {}
        """One a profile with a mailbox; empty where none is set up."""
        self.problem: KazaDeskError | None = None
        """Why it could not even begin."""
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self.restart)
        self._flush = QTimer(self)
        self._flush.setSingleShot(True)
        self._flush.setInterval(0)
        self._flush.timeout.connect(self._tell)

    def attach(self, session: Session, tasks: Tasks) -> None:
        self._session, self._tasks = session, tasks
        self.restart()

    def restart(self) -> None:
        """From now on with what is set up now."""
        if self._session is None or self._tasks is None:
            return
        if self._task is not None:
            self._task.cancel()
        self._task = self._tasks.start(self, self._run(self._session), refused=self._refused)

    async def _run(self, session: Session) -> None:
        from kazadesk.services.receiving import Receiving  # noqa: PLC0415 - brings asyncio

        if session.settings.value.inbox_here and not session.practice and not session.own_mailbox.running:
            await session.own_mailbox.start()
        profiles = await session.inbox.set_up()
        receiving = Receiving(session.inbox, profiles, self._one_arrived, self._state_changed)
        self.states, self.problem = dict(receiving.states), None
        self.changed.emit()
        if profiles:
            await receiving.run()

    def _refused(self, error: KazaDeskError) -> None:
        self.problem = error
        self._again.start()
        self.changed.emit()

    def _one_arrived(self, arrived: Arrived) -> None:
        self._verdicts += arrived.verdicts
        self._flush.start()

    def _tell(self) -> None:
        verdicts, self._verdicts = self._verdicts, []
        if verdicts:
            self.arrived.emit(verdicts)

    def _state_changed(self, state: ReceivingState) -> None:
        if state.profile in self.states:
            self.states[state.profile] = state
            self.changed.emit()

    @property
    def worst(self) -> ReceivingState | None:
        """The mailbox that was silent longest, None where none is set up."""
        failing = [state for state in self.states.values() if state.problem is not None]
        return max(failing or self.states.values(), key=lambda state: state.silent_for, default=None)
