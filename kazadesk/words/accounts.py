"""The words for accounts."""

from __future__ import annotations

from kazadesk.words.voice import translate


def profile_word(name: str) -> str:
    """A profile's name as it is shown; the two that KazaDesk names itself are translated."""
    if name == "default":
        return translate("TopBar", "My account")
    if name == "practice":
        return translate("TopBar", "Practice account")
    return name
