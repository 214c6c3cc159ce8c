"""The customer in the form: folded until it is wanted, recalled while it is typed, opened in the right chat."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QLineEdit, QWidget

from kazadesk.core.customers import Customer
from kazadesk.core.link import LinkForm, LinkState
from kazadesk.ui.create.form import CreateForm

Play = Callable[..., None]
SARA = Customer("سارة الأحمد", "+963944123456")
ISLES = str.maketrans("", "", "\u2066\u2068\u2069\u200b")


async def at_the_form(stage, **settings: object) -> CreateForm:
    stage.session.profiles.change("practice", **settings)
    form = CreateForm()
    form.resize(348, 520)
    form.attach(stage.session, stage.tasks)
    await stage.show(form)
    form.activateWindow()
    return form


def edit(form: CreateForm, name: str) -> QLineEdit:
    found = form.findChild(QLineEdit, name)
    assert found is not None
    return found


def fold(form: CreateForm) -> QAbstractButton:
    found = form.findChild(QAbstractButton, "customerButton")
    assert found is not None
    return found


def said_back(form: CreateForm) -> str:
    return form.findChild(QLabel, "customerSaidBack").text().translate(ISLES)


async def make(stage, form: CreateForm, amount: str) -> Customer:
    settled: list[object] = []
    form.link_settled.connect(settled.append)
    form.amount.setText(amount)
    form.submit()
    await stage.until(lambda: settled)
    form.link_settled.disconnect(settled.append)
    return await stage.session.links.customer_of(settled[0].id)  # type: ignore[attr-defined]


def test_it_is_folded_until_somebody_wants_it(play: Play) -> None:
    async def scenario(stage) -> None:
        form = await at_the_form(stage)
        assert form.findChild(QWidget, "customerFields") is None
        QTest.mouseClick(fold(form), Qt.MouseButton.LeftButton)
        fields = form.findChild(QWidget, "customerFields")
        assert fields.isVisible()
        assert stage.session.settings.value.customer_open
        edit(form, "customerNameEdit").insert("Sara")
        form.keep_room(False)
        assert fields.isVisible(), "what would be kept is seen"
        form.keep_room(True)
        QTest.mouseClick(fold(form), Qt.MouseButton.LeftButton)
        assert fields.isHidden()
        assert edit(form, "customerNameEdit").text() == ""
        form.go_to_customer()
        assert edit(form, "customerNameEdit").hasFocus()

    play(scenario)


def test_it_is_kept_with_the_link_and_the_form_is_free(play: Play) -> None:
    async def scenario(stage) -> None:
        form = await at_the_form(stage, phone_country="963")
        form.go_to_customer()
        edit(form, "customerNameEdit").insert("سارة الأحمد")
        edit(form, "customerPhoneEdit").insert("٠٩٤٤ ١٢٣ ٤٥٦")
        assert said_back(form) == "WhatsApp: +963944123456"
        assert await make(stage, form, "5") == SARA
        assert (edit(form, "customerNameEdit").text(), edit(form, "customerPhoneEdit").text()) == ("", "")
        assert await make(stage, form, "6") == Customer()

    play(scenario, stand_in=True)


def test_a_number_that_is_not_certain_is_asked_for(play: Play) -> None:
    async def scenario(stage) -> None:
        form = await at_the_form(stage)
        form.go_to_customer()
        form.amount.setText("5")
        edit(form, "customerPhoneEdit").insert("0944123456")
        QTest.keyClick(edit(form, "customerPhoneEdit"), Qt.Key.Key_Return)
        await stage.until(lambda: "Of which country?" in said_back(form))
        assert edit(form, "customerPhoneEdit").hasFocus()
        stage.session.profiles.change("practice", phone_country="963")
        edit(form, "customerPhoneEdit").setText("963944123456")
        form.submit()
        await stage.until(lambda: form.findChild(QAbstractButton, "reading2"))
        first = form.findChild(QAbstractButton, "reading1")
        assert first is not None
        QTest.mouseClick(first, Qt.MouseButton.LeftButton)
        assert edit(form, "customerPhoneEdit").text() == "+963944123456"
        assert said_back(form) == "WhatsApp: +963944123456"

    play(scenario)


def test_a_customer_is_recalled_by_name_or_number(play: Play) -> None:
    async def scenario(stage) -> None:
        for number, customer in enumerate((SARA, Customer("Omar", "+963955000111"), SARA)):
            form_of = LinkForm("5", "USD", "merchant@example.com", f"INV-{number}", "", customer.name, customer.phone)
            await stage.session.links.begin(form_of)
        form = await at_the_form(stage, phone_country="963")
        form.go_to_customer()
        name, phone = edit(form, "customerNameEdit"), edit(form, "customerPhoneEdit")

        def popup(of: QLineEdit) -> QAbstractItemView:
            shown = of.completer().popup()
            assert isinstance(shown, QAbstractItemView)
            return shown

        await stage.until(lambda: form.findChild(QWidget, "customerFields")._known)
        QTest.keyClicks(name, "oma")
        await stage.until(popup(name).isVisible)
        assert popup(name).model().index(0, 0).data().translate(ISLES) == "Omar · +963955000111"
        QTest.keyClick(popup(name), Qt.Key.Key_Down)
        QTest.keyClick(popup(name), Qt.Key.Key_Return)
        assert (name.text(), phone.text()) == ("Omar", "+963955000111")
        phone.setFocus()
        phone.clear()
        QTest.keyClicks(phone, "0944")
        await stage.until(popup(phone).isVisible)
        spot = popup(phone).visualRect(popup(phone).model().index(0, 0)).center()
        QTest.mouseClick(popup(phone).viewport(), Qt.MouseButton.LeftButton, pos=spot)
        assert (name.text(), phone.text()) == (SARA.name, SARA.phone)
        assert form.amount.text() == "", "nothing was sent by it"

    play(scenario)


def test_one_more_like_it_is_for_the_same_customer(play: Play) -> None:
    async def scenario(stage) -> None:
        asked = LinkForm("5", "USD", "merchant@example.com", "INV-1", "", SARA.name, SARA.phone)
        made = await stage.session.links.begin(asked)
        form = await at_the_form(stage)
        form.fill_like(made)
        await stage.until(lambda: form.findChild(QWidget, "customerFields"))
        assert edit(form, "customerNameEdit").text() == SARA.name
        failed = await stage.ledger.finish_link(made.id, LinkState.FAILED, error="refused")
        begun: list[object] = []
        form.link_begun.connect(begun.append)
        form.create_again(failed)
        await stage.until(lambda: begun)
        assert await stage.session.links.customer_of(begun[0].id) == SARA  # type: ignore[attr-defined]

    play(scenario)
