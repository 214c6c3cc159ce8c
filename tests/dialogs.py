"""Every dialog of the window, made as the window makes it: for tests that hold something of all of them."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QListWidget, QPushButton, QWidget

import kazadesk.ui
from kazadesk.core.link import LinkState, PaymentLink
from kazadesk.core.webhook.verdict import Verdict, VerdictCode
from kazadesk.services.upkeep import Restored
from kazadesk.storage.settings import ProfileSettings
from kazadesk.ui.books.batch_dialog import BatchDialog
from kazadesk.ui.books.close_dialog import CloseDialog
from kazadesk.ui.books.import_dialog import ImportDialog
from kazadesk.ui.books.report_dialog import ReportDialog
from kazadesk.ui.care.backups_dialog import BackupsDialog
from kazadesk.ui.care.restored_dialog import RestoredDialog
from kazadesk.ui.care.support_dialog import SupportDialog
from kazadesk.ui.create.again_dialog import AgainDialog
from kazadesk.ui.create.prices_dialog import PricesDialog
from kazadesk.ui.details.dialog import LinkDetails
from kazadesk.ui.frame.about_dialog import AboutDialog
from kazadesk.ui.frame.leaving import LeaveDialog
from kazadesk.ui.frame.shortcuts_dialog import ShortcutsDialog
from kazadesk.ui.handover.customer_view import CustomerView
from kazadesk.ui.handover.qr_dialog import QrDialog
from kazadesk.ui.handover.slip_dialog import SlipDialog
from kazadesk.ui.receive.missing_dialog import MissingDialog
from kazadesk.ui.settings.credentials_dialog import CredentialsDialog
from kazadesk.ui.settings.delete_account_dialog import DeleteAccount
from kazadesk.ui.settings.dialog import SettingsDialog
from kazadesk.ui.settings.shop_name_dialog import ShopNameDialog
from kazadesk.ui.verify.assign_dialog import AssignDialog
from kazadesk.ui.widgets.growing_dialog import GrowingDialog
from kazadesk.ui.widgets.not_copied import NotCopied

if TYPE_CHECKING:
    from tests.ui.conftest import Stage


class Given(NamedTuple):
    """What dialogs are made of."""

    stage: Stage
    link: PaymentLink


async def _slip(given: Given) -> QWidget:
    return SlipDialog(given.link, given.stage.session, given.stage.tasks)


async def _restored(given: Given) -> QWidget:
    backup = (await given.stage.session.upkeep.back_up()).path
    result = Restored(backup.parent, remembered=False, uncertain=2)
    return RestoredDialog(backup, result, given.stage.session.upkeep, given.stage.tasks)


async def _backups(given: Given) -> QWidget:
    await given.stage.session.upkeep.back_up()
    return BackupsDialog(given.stage.session.upkeep, given.stage.tasks)


async def _delete_account(given: Given) -> QWidget:
    given.stage.session.settings.change(profiles=[ProfileSettings("default"), ProfileSettings("فرع")])
    return DeleteAccount("فرع", given.stage.session, given.stage.tasks)


async def _prices(given: Given) -> QWidget:
    given.stage.session.till.add("قهوة Coffee", "1234.50", "USD")
    return PricesDialog(given.stage.session.till, "USD")


async def _assign(given: Given) -> QWidget:
    await given.stage.link(LinkState.UNKNOWN, amount="1250.00")
    verdict = Verdict(VerdictCode.PAID_UNKNOWN, order_id="id-1", amount="1250.00", currency="USD", profile="practice")
    return AssignDialog(verdict, given.stage.session, given.stage.tasks)


def _with_session(kind: Callable[..., QWidget], **more: object) -> Callable[[Given], Awaitable[QWidget]]:
    async def make(given: Given) -> QWidget:
        return kind(given.stage.session, given.stage.tasks, **more)

    return make


def _of_link(make: Callable[[Given], QWidget]) -> Callable[[Given], Awaitable[QWidget]]:
    async def later(given: Given) -> QWidget:
        return make(given)

    return later


DIALOGS: dict[str, Callable[[Given], Awaitable[QWidget]]] = {
    "AboutDialog": _of_link(lambda _given: AboutDialog()),
    "AgainDialog": _of_link(lambda given: AgainDialog(given.link)),
    "AssignDialog": _assign,
    "BackupsDialog": _backups,
    "BatchDialog": _with_session(BatchDialog),
    "CloseDialog": _with_session(CloseDialog),
    "CredentialsDialog": _with_session(CredentialsDialog, profile=""),
    "DeleteAccount": _delete_account,
    "ImportDialog": _with_session(ImportDialog),
    "LeaveDialog": _with_session(LeaveDialog, closing=True),
    "LinkDetails": _of_link(lambda given: LinkDetails(given.link, given.stage.session, given.stage.tasks)),
    "MissingDialog": _with_session(MissingDialog),
    "NotCopied": _of_link(lambda _given: NotCopied("https://pay.example/1", lambda _text: False)),
    "PricesDialog": _prices,
    "QrDialog": _of_link(lambda given: QrDialog(given.link, "حلويات الشام", None)),
    "ReportDialog": _with_session(ReportDialog),
    "RestoredDialog": _restored,
    "SettingsDialog": _with_session(SettingsDialog),
    "ShopNameDialog": _of_link(lambda given: ShopNameDialog(given.stage.session.profiles)),
    "ShortcutsDialog": _of_link(lambda _given: ShortcutsDialog()),
    "SlipDialog": _slip,
    "SupportDialog": _of_link(lambda given: SupportDialog(given.stage.session.support, given.stage.tasks)),
}
"""By the names of their classes."""
OTHERS: dict[str, Callable[[Given], Awaitable[QWidget]]] = {
    "CustomerView": _of_link(lambda given: CustomerView(given.link, "حلويات الشام")),
}
"""Windows of their own that are no dialogs."""


def filled(dialog: QWidget) -> bool:
    """Whether what it reads first is there, as far as it waits with something for that."""
    lists = {"assignList", "backupsList"}
    buttons = {"saveSlipButton"}
    return all(each.count() for each in dialog.findChildren(QListWidget) if each.objectName() in lists) and all(
        each.isEnabled() for each in dialog.findChildren(QPushButton) if each.objectName() in buttons
    )


def all_dialogs() -> dict[str, type[GrowingDialog]]:
    """Every class of one that there is, by its name."""
    for module in pkgutil.walk_packages(kazadesk.ui.__path__, "kazadesk.ui."):
        importlib.import_module(module.name)
    kinds: list[type[GrowingDialog]] = [GrowingDialog]
    for kind in kinds:
        kinds += kind.__subclasses__()
    return {kind.__name__: kind for kind in kinds[1:] if kind.__module__.startswith("kazadesk.")}
