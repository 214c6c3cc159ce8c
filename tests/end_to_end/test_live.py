"""Outside practice mode: real keys, from the first run to a paid link. The provider is the stand-in, on loopback."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QDialog, QLabel, QLineEdit, QWidget

from kazadesk.practice import CREDENTIALS, EMAIL, PracticeServer
from kazadesk.practice.webhooks import webhook_text

pytestmark = pytest.mark.window


def test_keys_without_a_keyring_serve_this_session(
    drive: Callable[..., None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/no-bus")
    key, secret = CREDENTIALS.api_key.reveal(), CREDENTIALS.api_secret.reveal()

    async def scenario(desk) -> None:
        await desk.until(lambda: desk.window.isActiveWindow(), "the window to be active")
        await desk.click(desk.find(QAbstractButton, "enterKeyButton"))
        await desk.until(lambda: desk.window.findChild(QDialog, "credentialsDialog"), "the dialog")
        dialog = desk.window.findChild(QDialog, "credentialsDialog")
        await desk.until(dialog.isActiveWindow, "the dialog to be active")
        await desk.type(desk.find(QLineEdit, "accountEmailEdit"), EMAIL)
        await desk.type(desk.find(QLineEdit, "apiKeyEdit"), f" {key} ")
        await desk.type(desk.find(QLineEdit, "apiSecretEdit"), "WRONG")

        def told() -> str:
            return str(dialog.findChild(QWidget, "credentialsTold").accessibleName())

        await desk.click(desk.find(QAbstractButton, "checkCredentialsButton"))
        errors = dialog.findChildren(QLabel)
        await desk.until(lambda: any("not its API secret" in each.text() for each in errors), "the refusal")
        await desk.type(desk.find(QLineEdit, "apiSecretEdit"), secret)
        await desk.click(desk.find(QAbstractButton, "checkCredentialsButton"))
        await desk.until(lambda: "125.50" in told(), "the balances")
        await desk.click(desk.find(QAbstractButton, "saveCredentialsButton"))
        await desk.until(lambda: "until you close KazaDesk" in told(), "to be told that no keyring keeps them")
        await desk.press("Escape")

        def shop() -> QDialog | None:
            return desk.window.findChild(QDialog, "shopNameDialog")

        await desk.until(lambda: (dialog := shop()) is not None and dialog.isActiveWindow(), "the shop's name")
        await desk.press("Escape")
        await desk.until(lambda: desk.window.isActiveWindow(), "the window again")

        await desk.type(desk.find(QLineEdit, "amountEdit"), "30")
        await desk.press("ctrl+Return")
        model = desk.find(QAbstractItemView, "linksView").model()
        roles = {bytes(name.data()).decode(): role for role, name in model.roleNames().items()}

        def state() -> str | None:
            return model.data(model.index(0, 0), roles["state"]) if model.rowCount() else None

        await desk.until(lambda: state() == "waiting", "the link to wait")
        webhook = webhook_text(stand_in.records.settle(stand_in.records.all()[0].id, "paid"))
        QGuiApplication.clipboard().setText(webhook)
        await desk.press("ctrl+shift+v")
        await desk.until(lambda: state() == "paid", "the row to be paid")
        assert desk.find(QWidget, "verdictCard").property("verdict") == "paid"

    with PracticeServer() as stand_in:
        drive(scenario, base_url=stand_in.base_url)
    kept = [file for file in (tmp_path / "data").rglob("*") if file.is_file()]
    assert kept
    assert not [file for file in kept if key.encode() in file.read_bytes() or secret.encode() in file.read_bytes()]
