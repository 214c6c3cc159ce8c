"""What is on the screen before its services are there."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Coroutine
    from typing import Any

    from PySide6.QtCore import QObject

    from kazadesk.core.errors import KazaDeskError
    from kazadesk.core.records import LinkChanges
    from kazadesk.services.news import LedgerNews
    from kazadesk.services.session import Session
    from kazadesk.ui.tasks import Tasks

T = TypeVar("T")


def follow_news(owner: QObject, news: LedgerNews, heard: Callable[[LinkChanges], object]) -> None:
    """`heard` is called with what has changed while `owner` lives."""
    owner.destroyed.connect(news.listen(heard))


class Panel:
    """Mixed into a QObject. `attach` brings the services; before that `ask` asks nothing."""

    _attached: tuple[Session, Tasks] | None = None

    def attach(self, session: Session, tasks: Tasks) -> None:
        """From now on everything works."""
        self._attached = session, tasks

    @property
    def attached(self) -> bool:
        return self._attached is not None

    @property
    def session(self) -> Session:
        """Only for acts that are not offered before `attach`."""
        if self._attached is None:
            raise RuntimeError("asked before attach")
        return self._attached[0]

    @property
    def tasks(self) -> Tasks:
        """As `session`."""
        if self._attached is None:
            raise RuntimeError("asked before attach")
        return self._attached[1]

    def ask(
        self,
        job: Callable[[Session], Coroutine[Any, Any, T]],
        *,
        done: Callable[[T], object] | None = None,
        refused: Callable[[KazaDeskError], object] | None = None,
        ended: Callable[[], object] | None = None,
        work: str = "",
    ) -> asyncio.Task[T] | None:
        """Tasks.start with what `job` makes of the session. None, and nothing is started, before `attach`."""
        if self._attached is None:
            return None
        session, tasks = self._attached
        return tasks.start(cast("QObject", self), job(session), done=done, refused=refused, ended=ended, work=work)
