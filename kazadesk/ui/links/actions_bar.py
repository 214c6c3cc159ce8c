"""The links that are chosen in the list, and the controls that act on them: buttons, context menu, archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from kazadesk.core.link import payable
from kazadesk.core.records import LinkQuery
from kazadesk.ui.links.chosen_sum import ChosenSum
from kazadesk.ui.links.menu import made_menu
from kazadesk.ui.look import icons
from kazadesk.ui.widgets.buttons import explain, menu_words, pop_up
from kazadesk.ui.words import keys
from kazadesk.ui.words.actions import Action, action_word, why_not_payable
from kazadesk.ui.words.i18n import translate

if TYPE_CHECKING:
    from kazadesk.core.link import PaymentLink
    from kazadesk.ui.links.model import LinksModel
    from kazadesk.ui.links.view import LinksView


class ActionsBar(QObject):
    """The panel puts `buttons` over the list, `count` and `archive` under it."""

    acted = Signal(object, str, object)
    """A PaymentLink, one of link_actions.Action, and the widget at which to show a menu, or None."""
    put_away = Signal(object, bool)
    """Ids of links, and whether to archive them or to bring them back."""
    export_requested = Signal(object)
    """Ids of several links."""
    link_chosen = Signal(object)
    """The PaymentLink that the buttons act on now, or None."""

    refused = Signal(str)
    """Why what a key asked for was not done."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self._never_chosen = True
        self._stand_in: int | None = None
        """The id of the newest link when the list came up."""
        self._tools = {
            Action.COPY: self._tool("copyButton", "copy", Action.COPY),
            Action.QR: self._tool("qrButton", "qr", Action.QR),
            Action.SHARE: self._tool("shareButton", "share", Action.SHARE),
        }
        self.buttons = tuple(self._tools.values())

    def follow(self, model: LinksModel, view: LinksView) -> None:
        """From now on act on what is chosen there."""
        self._model, self._view = model, view
        self.count = ChosenSum(self._parent)
        self.archive = QPushButton(self._parent)
        self.archive.setObjectName("archiveButton")
        self.archive.setProperty("flat", True)
        self.archive.clicked.connect(self.put_away_chosen)
        view.selectionModel().selectionChanged.connect(self.update)
        for signal in (model.dataChanged, model.rowsInserted, model.rowsRemoved, model.modelReset):
            signal.connect(self.update)
        view.acted.connect(self.act)
        view.menu_requested.connect(self._show_menu)
        view.nothing_to_open.connect(lambda: self.refused.emit(self._why_not(None)))
        self.update()

    def _tool(self, name: str, icon: str, action: Action) -> QToolButton:
        button = QToolButton(self._parent)
        button.setObjectName(name)
        button.setIcon(icons.icon(icon))
        button.setAccessibleName(action_word(action))
        button.clicked.connect(lambda: self.act_on_target(action, button))
        return button

    def target(self) -> PaymentLink | None:
        """The link that the buttons act on: the selected one; None where several are.

        The newest stands in where all links are listed and none was ever selected, until another program makes a newer
        one. Afterwards it would be taken for the one that was selected until a filter hid it, or for the one that was
        the newest at the last look, and a customer would get the URL of another's link.
        """
        row = self._view.selected.only_row()
        if row is not None:
            return self._model.link_at(row)
        newest = self._model.newest() if self._never_chosen and self._model.query == LinkQuery() else None
        if newest is not None and self._stand_in is None:
            self._stand_in = newest.id
        return newest if newest is not None and newest.id == self._stand_in else None

    def _why_not(self, link: PaymentLink | None) -> str:
        """Why nothing can be done with the target `link`, "" where it can."""
        if link is not None:
            return why_not_payable(link)
        if not self._model.rowCount():
            return translate("Links", "There is no link yet")
        if self._view.selected.count() > 1:
            return translate("Links", "Select one link")
        return translate("Links", "Select a link first")

    def update(self) -> None:
        """The selection, or something in the list, has changed."""
        if self._model.moving:
            return
        count, row = self._view.selected.count(), self._view.selected.only_row()
        self._never_chosen = self._never_chosen and not count
        link = self.target()
        self._model.pinned = {self._model.id_at(row)} if row is not None else set()
        why = self._why_not(link)
        for action, button in self._tools.items():
            button.setEnabled(not why)
            explain(button, why or action_word(action), keys.COPY_CHOSEN if action is Action.COPY and not why else "")
        self.link_chosen.emit(link)
        many = count > 1
        self.archive.setVisible(many)
        self.archive.setEnabled(self._view.selected.known)
        self.count.show_chosen(self._view.selected if many else None)
        if many:
            self.archive.setText(_archive_word(self._archived))
            explain(self.archive, self.archive.text(), keys.ARCHIVE)

    @property
    def _archived(self) -> bool:
        """Whether the list shows links that were put away: one list never has both."""
        return bool(self._model.query.archived)

    def act_on_target(self, action: Action, at: QWidget) -> None:
        link = self.target()
        if link is not None and payable(link):
            self.act(link, action, at)
        else:
            self.refused.emit(self._why_not(link))

    def act(self, link: PaymentLink, action: str, at: QWidget | None = None) -> None:
        self.acted.emit(link, action, at)

    def _show_menu(self, point: QPoint) -> None:
        if self._view.selected.count():
            row = self._view.selected.only_row()
            link = self._model.link_at(row) if row is not None else None
            menu = made_menu(self._parent, link, act=self.act)
            # while the menu is open, a link that was just created becomes the selected one
            ids, archived = self._view.selected.ids(), self._archived
            put_away = lambda: self.put_away.emit(ids, not archived)  # noqa: E731
            acts = [menu.addAction(icons.icon("archive"), menu_words(_archive_word(archived), keys.ARCHIVE), put_away)]
            if len(ids) > 1:
                export = lambda: self.export_requested.emit(ids)  # noqa: E731
                acts.append(menu.addAction(icons.icon("download"), translate("Links", "Export…"), export))
            for act in acts:
                act.setEnabled(self._view.selected.known)
            pop_up(menu, point)

    def put_away_chosen(self) -> None:
        """Archive what is selected, or bring it back."""
        if not self._view.selected.known:
            self.refused.emit(self.count.text())
        elif self._view.selected.count():
            self.put_away.emit(self._view.selected.ids(), not self._archived)
        else:
            self.refused.emit(self._why_not(None))


def _archive_word(archived: bool) -> str:
    return translate("Links", "Restore") if archived else translate("Links", "Archive")
