"""A batch under way: how far it is, how fast, how long it still takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from kazadesk.core.link import LinkState
from kazadesk.ui.look import theme
from kazadesk.ui.widgets.labels import PlainLabel, QuietLabel
from kazadesk.ui.words.i18n import digits, isolated, listed, translate
from kazadesk.words.amounts import number
from kazadesk.words.errors import state_word

if TYPE_CHECKING:
    from kazadesk.services.books.batch import BatchRun, Progress

_EVERY_MS = 200
_HIGH = 10


class BatchSending(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._run: BatchRun | None = None
        self._title = PlainLabel("", self)
        self._title.setFont(theme.font("strong"))
        self._title.setWordWrap(True)
        self._bar = QProgressBar(self)
        self._bar.setObjectName("batchProgressBar")
        self._bar.setAccessibleName(translate("Books", "Links created so far"))
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(_HIGH)
        self._far = PlainLabel("", self)
        self._far.setObjectName("batchProgress")
        self._states = QuietLabel("", self)
        self._states.setWordWrap(True)
        closing = QuietLabel(
            translate(
                "Books",
                "You may close this window: what is under way is finished, and the rest can be sent later. Nothing is"
                " sent twice.",
            ),
            self,
        )
        closing.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.M)
        for widget in (self._title, self._bar, self._far, self._states, closing):
            column.addWidget(widget)
        column.addStretch(1)
        # not at each row: eight at a time come faster than anybody reads
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._show)

    def follow(self, run: BatchRun) -> None:
        self._run = run
        title = translate("Books", "The links of {file} are created")
        self._title.setText(title.format(file=isolated(run.batch.file_name)))
        self._bar.setRange(0, run.batch.rows)
        self._timer.start()
        self._show()

    def stop(self) -> None:
        self._timer.stop()
        self._run = None

    def _show(self) -> None:
        if self._run is None:
            return
        now = self._run.progress
        self._bar.setValue(now.settled)
        done = translate("Books", "{done} of {all}").format(done=number(now.settled), all=number(now.rows))
        self._far.setText(listed(done, *_pace(now, paused=self._run.paused)))
        counts = [f"{state_word(state)}: {number(count)}" for state, count in _in_order(now)]
        self._states.setText(listed(*counts))


def _in_order(now: Progress) -> list[tuple[LinkState, int]]:
    return [(state, now.states[state]) for state in LinkState if now.states.get(state)]


def _pace(now: Progress, *, paused: bool) -> list[str]:
    if paused:
        return [translate("Books", "paused")]
    if now.stopped:
        return [translate("Books", "stopping: what is under way is waited for")]
    if now.waiting:
        return [translate("Books", "Kazawallet asks to wait %n second(s)", "", now.waiting)]
    told = []
    if now.rate:
        told.append(translate("Books", "{rate} a second").format(rate=digits(f"{now.rate:.1f}")))
    if now.seconds_left is not None:
        told.append(time_left(now.seconds_left))
    return told


def time_left(seconds: int) -> str:
    if seconds < 90:
        return translate("Books", "%n second(s) left", "", seconds)
    return translate("Books", "about %n minute(s) left", "", round(seconds / 60))
