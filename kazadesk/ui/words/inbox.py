"""How a mailbox is doing, in the user's words."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from kazadesk.services.receiving_state import LATE, LOST
from kazadesk.ui.words import times
from kazadesk.ui.words.i18n import translate

if TYPE_CHECKING:
    from kazadesk.services.receiving_state import ReceivingState


def tone(state: ReceivingState) -> str:
    """green, amber or red."""
    if state.silent_for >= LOST:
        return "red"
    return "amber" if state.silent_for >= LATE or state.problem is not None else "green"


def short(state: ReceivingState) -> str:
    """A word for the bar."""
    if state.problem is not None or state.silent_for >= LATE:
        return translate("Receive", "Not reached")
    return translate("Receive", "Receiving") if state.reached is not None else translate("Receive", "Connecting…")


def long(state: ReceivingState) -> str:
    """Since when, or when last."""
    if state.problem is not None or state.silent_for >= LATE:
        since = _moment(state.reached or state.began)
        return translate("Receive", "Not reached since {time}").format(time=times.clock(since))
    if state.reached is None:
        return translate("Receive", "Connecting…")
    ago = times.ago(_moment(state.reached), times.now())
    return translate("Receive", "Receiving, last reached: {when}").format(when=ago)


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(min(seconds, time.time()), UTC).astimezone()
