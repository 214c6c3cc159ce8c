"""What a backup holds and what it lacks, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kazadesk.core.link import LinkState
from kazadesk.ui.words.i18n import isolated, listed, ltr, translate, visible_identifier
from kazadesk.ui.words.times import full, parsed
from kazadesk.words.amounts import money, number
from kazadesk.words.errors import state_word

if TYPE_CHECKING:
    from kazadesk.core.records import LinkTotal
    from kazadesk.services.upkeep import Backup, Preview

_MONEY = frozenset((LinkState.PAID, LinkState.PAID_BY_HAND, LinkState.WAITING))
"""Of other states what was asked for is nobody's money: they are counted only."""


def title(backup: Backup) -> str:
    when = full(parsed(backup.made_at))
    size = ltr(f"{number(max(1, round(backup.size / 1024)))} KiB")
    text = listed(when, size)
    if backup.by_hand:
        return translate("Backups", "{backup} (made by you)").format(backup=text)
    return translate("Backups", "{backup} (before an update)").format(backup=text) if backup.for_upgrade else text


def content(preview: Preview) -> str:
    links = translate("Backups", "%n link(s)", "", preview.links)
    webhooks = translate("Backups", "%n notice(s)", "", preview.confirmations)
    newest = preview.newest
    if newest is None:
        return translate("Backups", "{links}, {webhooks}.").format(links=links, webhooks=webhooks)
    states = by_state(preview.totals)
    text = translate("Backups", "{links}, {webhooks}. The newest link: {reference}, {amount}, of {when}.")
    told = text.format(
        links=links,
        webhooks=webhooks,
        reference=isolated(visible_identifier(newest.reference)),
        amount=money(newest.amount, newest.currency),
        when=full(parsed(newest.created_at)),
    )
    return f"{told}\n{states}"


def what_it_lacks(preview: Preview) -> str:
    """What the present ledger has that the backup has not; "" where there is nothing, or nothing known."""
    since = preview.since
    if since is None:
        return ""
    told = []
    if since.links:
        text = translate("Backups", "Made since the backup: {states}.")
        told.append(text.format(states=by_state(since.links)))
    if since.confirmed:
        told.append(translate("Backups", "%n notice(s) confirmed since stay known.", "", since.confirmed))
    return " ".join(told)


def by_state(totals: Sequence[LinkTotal]) -> str:
    """`Waiting: 3 (30.00 USD)`, for each state that there is."""
    parts = []
    for state in LinkState:
        found = [total for total in totals if total.state is state]
        if not found:
            continue
        text = f"{state_word(state)}: {number(sum(total.count for total in found))}"
        if state in _MONEY:
            text += f" ({listed(*(money(total.amount, total.currency) for total in found))})"
        parts.append(text)
    return listed(*parts)
