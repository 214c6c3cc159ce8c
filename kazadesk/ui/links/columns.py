"""The columns of the list of links: what they are called, and what a cell shows and says."""

from __future__ import annotations

import sys
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from kazadesk.core.money import padded
from kazadesk.ui.words import times
from kazadesk.ui.words.actions import action_word, actions_of
from kazadesk.ui.words.i18n import ltr, spoken, translate
from kazadesk.words.amounts import ungrouped

if TYPE_CHECKING:
    from typing import Any

    from kazadesk.ui.links.rows import LinkRow


class LinkColumn(IntEnum):
    STATE = 0
    AMOUNT = 1
    REFERENCE = 2
    TIME = 3
    ACTIONS = 4


class LinkRole(IntEnum):
    """Roles of every cell of a row; `roleNames` gives their names, in small letters."""

    STATE = Qt.ItemDataRole.UserRole + 1
    """The code of the link's state."""
    LINK = Qt.ItemDataRole.UserRole + 2
    """The PaymentLink."""
    REFERENCE = Qt.ItemDataRole.UserRole + 3
    URL = Qt.ItemDataRole.UserRole + 4


def column_word(column: LinkColumn) -> str:
    return {
        LinkColumn.STATE: translate("Links", "State"),
        LinkColumn.AMOUNT: translate("Links", "Amount"),
        LinkColumn.REFERENCE: translate("Links", "Reference"),
        LinkColumn.TIME: translate("Links", "Created"),
        LinkColumn.ACTIONS: translate("Links", "Actions"),
    }[column]


def cell_data(row: LinkRow, column: int, role: int) -> Any:
    """What the cell gives under `role`, a LinkRole or one of Qt's."""
    match role:
        case Qt.ItemDataRole.DisplayRole:
            return cell_text(row, column)
        case LinkRole.STATE:
            return row.link.state.value
        case LinkRole.LINK:
            return row.link
        case LinkRole.REFERENCE:
            return row.link.reference
        case LinkRole.URL:
            return row.link.url
        case Qt.ItemDataRole.AccessibleTextRole:
            return spoken(spoken_text(row, column))
    return None


def cell_text(row: LinkRow, column: int) -> str:
    """What stands in the cell."""
    match column:
        case LinkColumn.STATE:
            return row.state
        case LinkColumn.AMOUNT:
            return f"{row.amount} {row.currency}"
        case LinkColumn.REFERENCE:
            return row.reference
        case LinkColumn.TIME:
            return times.ago(row.created, times.now())
    return ""


READS_CELLS = sys.platform == "linux"
"""Orca reads every cell of the row that is chosen; the readers of other systems read its first cell."""


def spoken_text(row: LinkRow, column: int) -> str:
    """What a screen reader says of a cell. Where it reads one cell only, the first one speaks for the whole row."""
    if column == LinkColumn.ACTIONS:
        return ", ".join(map(action_word, actions_of(row.link)))
    if column == LinkColumn.AMOUNT:
        return f"{ungrouped(padded(row.link.amount, row.currency))} {row.currency}"
    if column == LinkColumn.STATE and READS_CELLS:
        return f"{row.state}, {row.account}" if row.account else row.state
    if column != LinkColumn.STATE:
        return cell_text(row, column)
    said = translate("Links", "{state}, {amount}, reference {reference}, {time}").format(
        state=row.state,
        amount=ltr(f"{ungrouped(padded(row.link.amount, row.currency))} {row.currency}"),
        reference=ltr(row.reference),
        time=times.ago(row.created, times.now()),
    )
    return f"{said}, {row.account}" if row.account else said
