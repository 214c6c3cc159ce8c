"""The context menu of the list: what can be done with the selected links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from kazadesk.core.link import payable
from kazadesk.services.reminders import may_be_reminded
from kazadesk.ui.look import icons
from kazadesk.ui.widgets.buttons import menu_words
from kazadesk.ui.words import keys
from kazadesk.ui.words.actions import Action, action_word, actions_of
from kazadesk.ui.words.i18n import translate

if TYPE_CHECKING:
    from collections.abc import Callable

    from kazadesk.core.link import PaymentLink

_ICONS: dict[Action, str] = {
    Action.COPY: "copy",
    Action.QR: "qr",
    Action.SHARE: "share",
    Action.SEND_AGAIN: "send",
    Action.CREATE_AGAIN: "refresh",
    Action.CORRECT: "edit",
    Action.DETAILS: "info",
    Action.SLIP: "print",
    Action.REMIND: "clock",
    Action.LIKE_THIS: "plus",
}

_KEYS = {Action.COPY: keys.COPY_CHOSEN, Action.DETAILS: keys.DETAILS}
"""Of what the list does by a key."""


def made_menu(parent: QWidget, link: PaymentLink | None, *, act: Callable[[PaymentLink, str], None]) -> QMenu:
    """A menu for one link, or an empty one for several; it deletes itself when it is closed."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if link is not None:
        offered: list[Action] = [action for action in actions_of(link) if action is not Action.LIKE_THIS]
        if link.url and Action.COPY not in offered:
            offered.append(Action.COPY)
        if payable(link):
            offered.append(Action.SLIP)
        if may_be_reminded(link):
            offered.append(Action.REMIND)
        for action in offered:
            _add(menu, action, link, act)
        if offered:
            menu.addSeparator()
        _add(menu, Action.DETAILS, link, act)
        if Action.CORRECT not in offered:
            _add(menu, Action.LIKE_THIS, link, act)
    return menu


def _add(menu: QMenu, action: Action, link: PaymentLink, act: Callable[[PaymentLink, str], None]) -> None:
    word = {
        Action.LIKE_THIS: translate("Links", "New link like this"),
        # of a link that nobody is to pay any more the URL is good for a message to Kazawallet, and for the books
        Action.COPY: action_word(action) if payable(link) else translate("Links", "Copy the URL for your records"),
    }.get(action) or action_word(action)
    if action in _KEYS:
        word = menu_words(word, _KEYS[action])
    menu.addAction(icons.icon(_ICONS[action]), word, lambda: act(link, action))
