"""The list of links as a merchant uses it: look, search, copy, act, put away."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QFontMetrics
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QMenu, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from kazadesk.core.link import LinkState, PaymentLink
from kazadesk.core.records import LinkQuery, LinkTotal
from kazadesk.ui.links.columns import LinkColumn
from kazadesk.ui.links.delegate import LinksDelegate
from kazadesk.ui.links.model import LinksModel
from kazadesk.ui.links.panel import LinksPanel
from kazadesk.ui.links.totals import LinksTotals
from kazadesk.ui.links.view import LinksView
from kazadesk.ui.widgets.toast import Toast
from kazadesk.ui.words.actions import Action
from kazadesk.words.amounts import grouped

Play = Callable[..., None]


@pytest.fixture
def panel(qtbot: QtBot) -> LinksPanel:
    panel = LinksPanel()
    qtbot.addWidget(panel)
    panel.resize(1000, 400)
    panel.show()
    return panel


def view_of(panel: LinksPanel) -> LinksView:
    view = panel.findChild(LinksView, "linksView")
    assert view is not None
    return view


def named(panel: LinksPanel, kind: type[Any], name: str) -> Any:
    found = panel.findChild(kind, name)
    assert found is not None, name
    return found


def rows(panel: LinksPanel) -> list[int]:
    model = view_of(panel).model()
    role = {bytes(name.data()): role for role, name in model.roleNames().items()}[b"link"]
    return [model.data(model.index(row, 0), role).id for row in range(model.rowCount())]


def empty_title(panel: LinksPanel) -> str:
    label = panel.findChild(QLabel, "emptyTitle")
    return label.text() if label is not None and label.isVisible() else ""


def model_of(view: LinksView) -> LinksModel:
    model = view.model()
    assert isinstance(model, LinksModel)
    return model


def areas_of(view: LinksView, row: int) -> list[tuple[Action, QRect]]:
    """The actions that the delegate paints in a row, and where."""
    delegate, link = view.itemDelegate(), model_of(view).link_at(row)
    assert isinstance(delegate, LinksDelegate)
    assert link is not None
    return delegate.action_rects(
        view.visualRect(view.model().index(row, LinkColumn.ACTIONS)), link, view.layoutDirection()
    )


def action_point(view: LinksView, row: int, action: Action) -> QPoint:
    """The middle of an action that the delegate has painted."""
    areas = areas_of(view, row)
    return next(area.center() for shown, area in areas if shown is action)


async def attached(panel: LinksPanel, stage: Any) -> None:
    panel.attach(stage.session, stage.tasks)
    await stage.until(lambda: panel._known and not panel._model.loading)


def test_it_shows_what_is_in_the_ledger(play: Play, panel: LinksPanel) -> None:
    async def scenario(stage: Any) -> None:
        links = [await stage.link() for _ in range(3)]
        await attached(panel, stage)
        assert rows(panel) == [link.id for link in reversed(links)]

    play(scenario)


def test_an_empty_ledger_says_how_to_begin(play: Play, panel: LinksPanel) -> None:
    async def scenario(stage: Any) -> None:
        await attached(panel, stage)
        assert empty_title(panel) == "No links yet"
        assert not named(panel, QToolButton, "copyButton").isEnabled()
        assert named(panel, QToolButton, "copyButton").toolTip() == "There is no link yet"

    play(scenario)


def test_typing_searches_and_a_search_without_result_offers_the_way_back(play: Play, panel: LinksPanel) -> None:
    async def scenario(stage: Any) -> None:
        await stage.link(reference="TEA-1")
        coffee = await stage.link(reference="COFFEE-1")
        await attached(panel, stage)
        search = named(panel, QLineEdit, "searchEdit")
        search.setText("coffee")
        await stage.until(lambda: rows(panel) == [coffee.id])
        search.setText("cocoa")
        await stage.until(lambda: empty_title(panel) == "No link matches")
        named(panel, QPushButton, "emptyButton").click()
        await stage.until(lambda: len(rows(panel)) == 2)
        assert search.text() == ""

    play(scenario)


def test_filters_by_state_currency_and_date_work_together(play: Play, panel: LinksPanel) -> None:
    async def scenario(stage: Any) -> None:
        await stage.link()
        wanted = await stage.link(LinkState.FAILED, currency="SYP", error="refused")
        await stage.link(LinkState.FAILED, error="refused")
        await attached(panel, stage)
        for name, code in (("stateFilter", "failed"), ("currencyFilter", "SYP"), ("dateFilter", "today")):
            box = named(panel, QComboBox, name)
            box.setCurrentIndex(box.findData(code))
        await stage.until(lambda: rows(panel) == [wanted.id])
        box = named(panel, QComboBox, "dateFilter")
        box.setCurrentIndex(box.findData("yesterday"))
        await stage.until(lambda: rows(panel) == [])

    play(scenario)


def test_the_foot_adds_up_what_is_found_exactly(play: Play, panel: LinksPanel) -> None:
    async def scenario(stage: Any) -> None:
        for amount in ("0.10", "0.20", "1000.00"):
            await stage.link(amount=amount)
        await stage.link(LinkState.PAID_BY_HAND, amount="5", currency="EUR")
        await attached(panel, stage)
        totals = named(panel, QWidget, "linksTotals")
        await stage.until(lambda: "4 " in totals.text())
        assert "Waiting: \u20661\u202f000.30 USD\u2069" in totals.text()
        assert "\u20665.00 EUR\u2069" in totals.text()

    play(scenario)


@pytest.mark.parametrize("amount", ["1.00", "99999999.99", "1000000062500.00", "999999999999.999999", "9" * 18])
def test_no_digit_of_an_amount_is_cut_off(panel: LinksPanel, amount: str) -> None:
    view, shown = view_of(panel), grouped(amount)
    delegate = view.itemDelegate()
    assert isinstance(delegate, LinksDelegate)
    cell = QRect(0, 0, view.columnWidth(LinkColumn.AMOUNT), view.rowHeight(0) or 45)
    font, number, currency = delegate.amount_places(cell, shown)
    assert QFontMetrics(font).horizontalAdvance(shown) <= number.width()
    assert not number.intersects(currency)
    assert cell.contains(number)
    assert cell.contains(currency)


def test_the_foot_takes_no_link_for_money_that_never_was(play: Play, panel: LinksPanel) -> None:
    async def scenario(stage: Any) -> None:
        await stage.link(amount="10.00")
        for currency in ("USD", "SYP"):
            await stage.link(LinkState.FAILED, amount="1000000062500", currency=currency)
        for state in (LinkState.UNSENT, LinkState.UNKNOWN):
            await stage.link(state, amount="77")
        await attached(panel, stage)
        totals = named(panel, QWidget, "linksTotals")
        await stage.until(lambda: "5 " in totals.text())
        said = re.sub("[\u2066-\u2069]", "", totals.text())
        assert said == "5 links; Waiting: 10.00 USD; Outcome unknown: 1 link; Not sent: 1 link; Failed: 2 links"

    play(scenario)


def test_the_buttons_act_on_the_newest_link_or_on_the_selected_one(play: Play, panel: LinksPanel) -> None:
    async def scenario(stage: Any) -> None:
        old, new = await stage.link(), await stage.link()
        await attached(panel, stage)
        asked: list[tuple[str, PaymentLink]] = []
        panel.copy_requested.connect(lambda link: asked.append(("copy", link)))
        panel.qr_requested.connect(lambda link: asked.append(("qr", link)))
        panel.share_requested.connect(lambda link, at: asked.append((f"share {at.objectName()}", link)))
        named(panel, QToolButton, "copyButton").click()
        view_of(panel).choose(1)
        for name in ("copyButton", "qrButton", "shareButton"):
            named(panel, QToolButton, name).click()
        assert [(what, link.id) for what, link in asked] == [
            ("copy", new.id),
            ("copy", old.id),
            ("qr", old.id),
            ("share shareButton", old.id),
        ]

    play(scenario)


def test_copying_is_said_so(play: Play, panel: LinksPanel) -> None:
    async def scenario(stage: Any) -> None:
        await stage.link(reference="INV-1")
        await attached(panel, stage)
        panel.copy_requested.connect(panel.say_copied)
        named(panel, QToolButton, "copyButton").click()
        assert "INV-1" in panel._toasted().text()

    play(scenario)


def test_a_link_without_url_disables_the_buttons_and_says_why(play: Play, panel: LinksPanel) -> None:
    async def scenario(stage: Any) -> None:
        await stage.link(LinkState.UNKNOWN, error="read_timeout")
        await attached(panel, stage)
        for name in ("copyButton", "qrButton", "shareButton"):
            assert not named(panel, QToolButton, name).isEnabled()
            assert named(panel, QToolButton, name).toolTip() == "This link has no URL"

    play(scenario)


@pytest.mark.parametrize(
    ("state", "action", "signal"),
    [
        (LinkState.WAITING, Action.COPY, "copy_requested"),
        (LinkState.WAITING, Action.QR, "qr_requested"),
        (LinkState.WAITING, Action.SHARE, "share_requested"),
        (LinkState.UNSENT, Action.SEND_AGAIN, "send_again_requested"),
        (LinkState.FAILED, Action.CORRECT, "like_this_requested"),
        (LinkState.UNKNOWN, Action.CREATE_AGAIN, "create_again_requested"),
    ],
)
@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_a_row_offers_its_next_step_to_the_mouse(
    play: Play,
    panel: LinksPanel,
    qtbot: QtBot,
    state: LinkState,
    action: Action,
    signal: str,
    direction: Qt.LayoutDirection,
) -> None:
    async def scenario(stage: Any) -> None:
        panel.setLayoutDirection(direction)
        link = await stage.link(state, error="refused")
        await attached(panel, stage)
        asked: list[PaymentLink] = []
        getattr(panel, signal).connect(lambda link, *_: asked.append(link))
        view = view_of(panel)
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=action_point(view, 0, action))
        assert asked == [link]

    play(scenario)


def test_a_nervous_double_click_orders_once(play: Play, panel: LinksPanel, qtbot: QtBot) -> None:
    async def scenario(stage: Any) -> None:
        await stage.link(LinkState.UNSENT, error="dns_failed")
        await attached(panel, stage)
        asked: list[PaymentLink] = []
        panel.send_again_requested.connect(asked.append)
        view = view_of(panel)
        spot = action_point(view, 0, Action.SEND_AGAIN)
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        assert len(asked) == 1

    play(scenario)


def test_a_press_elsewhere_that_ends_on_an_action_orders_nothing(play: Play, panel: LinksPanel, qtbot: QtBot) -> None:
    async def scenario(stage: Any) -> None:
        await stage.link()
        await attached(panel, stage)
        asked: list[PaymentLink] = []
        panel.copy_requested.connect(asked.append)
        view = view_of(panel)
        spot = action_point(view, 0, Action.COPY)
        qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=spot - QPoint(400, 0))
        qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        assert asked == []

    play(scenario)


def test_the_first_click_with_ctrl_selects_one_row(play: Play, panel: LinksPanel, qtbot: QtBot) -> None:
    async def scenario(stage: Any) -> None:
        for _ in range(3):
            await stage.link()
        await attached(panel, stage)
        view = view_of(panel)
        view.setFocus(Qt.FocusReason.MouseFocusReason)
        spot = view.visualRect(view.model().index(2, LinkColumn.REFERENCE)).center()
        control = Qt.KeyboardModifier.ControlModifier
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, control, pos=spot)
        assert view.selected.ids() == [rows(panel)[2]]

    play(scenario)


def test_a_menu_for_a_row_opens_at_the_row(play: Play, panel: LinksPanel, qtbot: QtBot) -> None:
    async def scenario(stage: Any) -> None:
        for _ in range(3):
            await stage.link()
        await attached(panel, stage)
        anchors: list[QWidget] = []
        panel.share_requested.connect(lambda _link, at: anchors.append(at))
        view = view_of(panel)
        spot = action_point(view, 1, Action.SHARE)
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        there = anchors[0].mapToGlobal(anchors[0].rect().topLeft())
        assert anchors[0].rect().translated(there).contains(view.viewport().mapToGlobal(spot))

    play(scenario)


def test_double_click_and_enter_open_the_details(play: Play, panel: LinksPanel, qtbot: QtBot) -> None:
    async def scenario(stage: Any) -> None:
        link = await stage.link()
        await attached(panel, stage)
        opened: list[PaymentLink] = []
        panel.details_requested.connect(opened.append)
        view = view_of(panel)
        spot = view.visualRect(view.model().index(0, LinkColumn.REFERENCE)).center()
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        view.setFocus()
        qtbot.keyClick(view, Qt.Key.Key_Return)
        assert opened == [link, link]

    play(scenario)


def test_ctrl_c_in_the_list_copies_the_url(play: Play, panel: LinksPanel, qtbot: QtBot) -> None:
    async def scenario(stage: Any) -> None:
        link = await stage.link()
        await attached(panel, stage)
        copied: list[PaymentLink] = []
        panel.copy_requested.connect(copied.append)
        view = view_of(panel)
        panel.activateWindow()
        view.setFocus()
        await stage.until(view.hasFocus)
        qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert copied == [link]

    play(scenario)


def test_the_keyboard_goes_through_the_list_and_nowhere_else(play: Play, panel: LinksPanel, qtbot: QtBot) -> None:
    async def scenario(stage: Any) -> None:
        made = [(await stage.link()).id for _ in range(40)][::-1]
        await attached(panel, stage)
        view, search = view_of(panel), named(panel, QLineEdit, "searchEdit")
        panel.activateWindow()
        view.setFocus(Qt.FocusReason.TabFocusReason)
        await stage.until(view.hasFocus)
        assert view.selected.ids() == made[:1]
        qtbot.keyClick(view, Qt.Key.Key_Down)
        assert view.selected.ids() == made[1:2]
        qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
        assert view.selected.ids() == made[1:3]
        qtbot.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
        assert view.selected.ids() == made[1:]
        qtbot.keyClick(view, Qt.Key.Key_Home)
        assert view.selected.ids() == made[:1]
        qtbot.keyClick(view, Qt.Key.Key_P)
        assert view.selected.ids() == made[:1]
        search.setText("INV")
        qtbot.keyClick(view, Qt.Key.Key_Escape)
        assert search.text() == "INV"

    play(scenario)


def test_keys_of_the_list_do_nothing_in_its_filters(play: Play, panel: LinksPanel, qtbot: QtBot) -> None:
    async def scenario(stage: Any) -> None:
        await stage.link()
        await attached(panel, stage)
        copied: list[PaymentLink] = []
        panel.copy_requested.connect(copied.append)
        panel.activateWindow()
        states = named(panel, QComboBox, "stateFilter")
        states.setFocus()
        await stage.until(states.hasFocus)
        qtbot.keyClick(states, Qt.Key.Key_Down)
        assert states.hasFocus()
        assert states.currentIndex() == 1
        qtbot.keyClick(states, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert copied == []

    play(scenario)


def test_the_keyboard_goes_from_the_search_into_the_list(play: Play, panel: LinksPanel, qtbot: QtBot) -> None:
    async def scenario(stage: Any) -> None:
        tea = await stage.link(reference="TEA")
        await stage.link(reference="COFFEE")
        await attached(panel, stage)
        panel.activateWindow()
        panel.focus_search()
        search, view = named(panel, QLineEdit, "searchEdit"), view_of(panel)
        await stage.until(search.hasFocus)
        qtbot.keyClicks(search, "tea")
        await stage.until(lambda: rows(panel) == [tea.id])
        qtbot.keyClick(search, Qt.Key.Key_Down)
        await stage.until(view.hasFocus)
        assert panel.target() == tea
        panel.focus_search()
        await stage.until(search.hasFocus)
        qtbot.keyClick(search, Qt.Key.Key_Escape)
        assert search.text() == ""

    play(scenario)


def test_a_selection_that_a_filter_hid_is_not_taken_over_by_the_newest_link(
    play: Play, panel: LinksPanel, qtbot: QtBot
) -> None:
    async def scenario(stage: Any) -> None:
        old, new = await stage.link(reference="OLD"), await stage.link(reference="NEW")
        await attached(panel, stage)
        handed_over: list[PaymentLink] = []
        for signal in (panel.copy_requested, panel.qr_requested, panel.share_requested, panel.details_requested):
            signal.connect(lambda link, *_: handed_over.append(link))
        view = view_of(panel)
        panel.activateWindow()
        view.setFocus()
        await stage.until(view.hasFocus)
        view.choose(1)
        named(panel, QLineEdit, "searchEdit").setText("new")
        await stage.until(lambda: rows(panel) == [new.id])
        assert panel.target() is None
        control, none = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
        for key, modifier in ((Qt.Key.Key_C, control), (Qt.Key.Key_Return, none)):
            qtbot.keyClick(view, key, modifier)
            assert panel._toasted().text() == "Select a link first"
            panel._toasted().hide()
        for name in ("copyButton", "qrButton", "shareButton"):
            assert not named(panel, QToolButton, name).isEnabled()
            assert named(panel, QToolButton, name).toolTip() == "Select a link first"
        named(panel, QLineEdit, "searchEdit").setText("")
        await stage.until(lambda: len(rows(panel)) == 2)
        qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert handed_over == []
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Down):  # to the first row, and to the next
            qtbot.keyClick(view, key)
        qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert handed_over == [old]

    play(scenario)


def test_the_first_of_a_filtered_list_is_not_acted_on_unless_it_is_selected(play: Play, panel: LinksPanel) -> None:
    async def scenario(stage: Any) -> None:
        await stage.link(reference="TEA-1")
        await stage.link(reference="TEA-2")
        await attached(panel, stage)
        assert panel.target() is not None
        named(panel, QLineEdit, "searchEdit").setText("tea-1")
        await stage.until(lambda: len(rows(panel)) == 1)
        assert panel.target() is None

    play(scenario)


def test_ctrl_c_on_several_links_says_that_one_can_be_copied(play: Play, panel: LinksPanel, qtbot: QtBot) -> None:
    async def scenario(stage: Any) -> None:
        await stage.link()
        await stage.link()
        await attached(panel, stage)
        view = view_of(panel)
        panel.activateWindow()
        view.setFocus()
        await stage.until(view.hasFocus)
        qtbot.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert panel._toasted().text() == "Select one link"

    play(scenario)


def test_a_press_does_nothing_to_another_link_that_comes_under_it(play: Play, panel: LinksPanel, qtbot: QtBot) -> None:
    async def scenario(stage: Any) -> None:
        panel.show_first_links([await stage.link()])
        view = view_of(panel)
        copied: list[PaymentLink] = []
        panel.copy_requested.connect(copied.append)
        spot = action_point(view, 0, Action.COPY)
        qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        panel.show_link(await stage.link(), select=False)
        qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        assert copied == []

    play(scenario)


def test_the_menu_archives_the_link_that_it_was_opened_for(play: Play, panel: LinksPanel) -> None:
    async def scenario(stage: Any) -> None:
        meant = await stage.link()
        await attached(panel, stage)
        view = view_of(panel)
        asked: list[list[int]] = []
        panel._chosen.put_away.connect(lambda ids, _archived: asked.append(ids))
        view.choose(0)
        view.menu_requested.emit(view.mapToGlobal(QPoint(20, 20)))
        menu = next(menu for menu in panel.findChildren(QMenu) if menu.isVisible())
        panel.show_link(await stage.link())
        next(action for action in menu.actions() if action.text().startswith("Archive")).trigger()
        menu.close()
        assert asked == [[meant.id]]

    play(scenario)


def test_the_context_menu_offers_what_the_link_allows(play: Play, panel: LinksPanel) -> None:
    async def scenario(stage: Any) -> None:
        await stage.link(LinkState.UNSENT, error="dns_failed")
        await stage.link()
        await attached(panel, stage)
        view, asked = view_of(panel), list[PaymentLink]()
        panel.like_this_requested.connect(asked.append)

        def menu_of(row: int) -> dict[str, Any]:
            view.choose(row)
            spot = view.visualRect(view.model().index(row, LinkColumn.REFERENCE)).center()
            reason = QContextMenuEvent.Reason.Keyboard if row else QContextMenuEvent.Reason.Mouse
            event = QContextMenuEvent(reason, spot if row == 0 else QPoint(-5, -5), view.mapToGlobal(spot))
            view.contextMenuEvent(event)
            menu = next(menu for menu in panel.findChildren(QMenu) if menu.isVisible())
            actions = {action.text().split("\t")[0]: action for action in menu.actions() if action.text()}
            menu.hide()
            menu.deleteLater()
            return actions

        waiting = menu_of(0)
        assert list(waiting) == [
            "Copy the URL",
            "Show the QR code",
            "Share the link",
            "Print a slip…",
            "Details…",
            "New link like this",
            "Archive",
        ]
        waiting["New link like this"].trigger()
        assert [link.id for link in asked] == [rows(panel)[0]]
        assert list(menu_of(1)) == ["Send again", "Details…", "New link like this", "Archive"]

    play(scenario)


def test_a_link_that_is_paid_is_copied_for_the_books_only(play: Play, panel: LinksPanel, qtbot: QtBot) -> None:
    async def scenario(stage: Any) -> None:
        await stage.link(LinkState.PAID_BY_HAND)
        await attached(panel, stage)
        view, asked = view_of(panel), list[PaymentLink]()
        # the list's reader may have seen the link a moment before it was settled
        await stage.until(lambda: model_of(view).link_at(0).state is LinkState.PAID_BY_HAND)
        for signal in (panel.copy_requested, panel.qr_requested, panel.share_requested):
            signal.connect(lambda link, *_: asked.append(link))
        view.choose(0)
        for name in ("copyButton", "qrButton", "shareButton"):
            assert not named(panel, QToolButton, name).isEnabled()
            assert named(panel, QToolButton, name).toolTip() == "This link is paid already"
        assert areas_of(view, 0) == []
        panel.activateWindow()
        view.setFocus()
        await stage.until(view.hasFocus)
        qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert asked == []
        assert panel._toast is not None
        assert "paid already" in panel._toast.text()
        spot = view.visualRect(view.model().index(0, LinkColumn.REFERENCE)).center()
        view.contextMenuEvent(QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, view.mapToGlobal(spot)))
        menu = next(menu for menu in panel.findChildren(QMenu) if menu.isVisible())
        actions = {action.text().split("\t")[0]: action for action in menu.actions() if action.text()}
        menu.hide()
        assert list(actions) == ["Copy the URL for your records", "Details…", "New link like this", "Archive"]
        actions["Copy the URL for your records"].trigger()
        assert [link.id for link in asked] == rows(panel)

    play(scenario)


def test_several_links_are_archived_at_once_and_brought_back(play: Play, panel: LinksPanel) -> None:
    async def scenario(stage: Any) -> None:
        links = [await stage.link() for _ in range(3)]
        await attached(panel, stage)
        view = view_of(panel)
        for row in (0, 1):
            flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
            view.selectionModel().select(view.model().index(row, 0), flags)
        archive = named(panel, QPushButton, "archiveButton")
        assert archive.isVisible()
        assert named(panel, QToolButton, "copyButton").toolTip() == "Select one link"
        archive.click()
        await stage.until(lambda: rows(panel) == [links[0].id])
        undo = panel.findChild(QPushButton, "toastButton")
        assert undo is not None
        undo.click()
        await stage.until(lambda: len(rows(panel)) == 3)

    play(scenario)


def test_the_delete_key_archives_and_undo_brings_back_once(play: Play, panel: LinksPanel, qtbot: QtBot) -> None:
    async def scenario(stage: Any) -> None:
        links = [await stage.link() for _ in range(2)]
        await attached(panel, stage)
        panel.activateWindow()
        panel.focus_rows()
        view = view_of(panel)
        await stage.until(view.hasFocus)
        assert view.selected.count() == 1, "the focus that a key brings chooses a row"
        qtbot.keyClick(view, Qt.Key.Key_Delete)
        await stage.until(lambda: rows(panel) == [links[0].id])
        panel.undo()
        await stage.until(lambda: len(rows(panel)) == 2)
        panel.undo()
        toast = panel.findChild(Toast)
        assert toast is not None
        assert toast.text() == "There is nothing to undo"

    play(scenario)


def test_a_link_that_is_made_appears_selected_even_when_the_filter_hides_it(play: Play, panel: LinksPanel) -> None:
    async def scenario(stage: Any) -> None:
        await stage.link(reference="OLD")
        await attached(panel, stage)
        named(panel, QLineEdit, "searchEdit").setText("old")
        await stage.until(lambda: panel._model.query.search == "old")
        await stage.until(lambda: not panel._model.loading)
        new = await stage.link(reference="NEW")
        panel.show_link(new, select=False)
        assert new.id not in rows(panel)
        panel.show_link(new)
        await stage.until(lambda: new.id in rows(panel))
        await stage.until(lambda: panel.target() == new)

    play(scenario)


def test_an_old_link_far_down_is_found_by_its_reference(
    play: Play, panel: LinksPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kazadesk.ui.links.reader.PAGE", 20)

    async def scenario(stage: Any) -> None:
        oldest = await stage.link(reference="OLDEST")
        for _ in range(60):
            await stage.link()
        await attached(panel, stage)
        assert oldest.id not in rows(panel)
        panel.show_link(oldest, select=False)
        assert oldest.id not in rows(panel)
        panel.reveal(oldest.id)
        await stage.until(lambda: rows(panel) == [oldest.id])
        assert panel.target() == oldest

    play(scenario)


def test_a_selected_row_stays_selected_when_the_list_is_read_again(play: Play, panel: LinksPanel) -> None:
    async def scenario(stage: Any) -> None:
        chosen = await stage.link()
        await stage.link()
        await attached(panel, stage)
        view_of(panel).choose(1)
        await stage.link()
        panel.reload()
        await stage.until(lambda: len(rows(panel)) == 3)
        await stage.until(lambda: panel.target() == chosen)

    play(scenario)


def test_a_ledger_that_cannot_be_read_says_so_and_can_be_tried_again(play: Play, panel: LinksPanel) -> None:
    async def scenario(stage: Any) -> None:
        await stage.ledger.close()
        panel.attach(stage.session, stage.tasks)
        await stage.until(lambda: empty_title(panel) == "The ledger could not be read")
        assert named(panel, QPushButton, "emptyButton").text() == "Try again"

    play(scenario)


def test_every_control_has_a_name_for_those_who_cannot_see_it(play: Play, panel: LinksPanel) -> None:
    for widget in panel.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(panel):
            text = widget.text() if hasattr(widget, "text") else ""
            assert widget.accessibleName() or text, widget


def test_totals_of_another_question_say_that_they_are_counted(play: Play, panel: LinksPanel) -> None:
    async def scenario(stage: Any) -> None:
        await stage.link(reference="MINE")
        await attached(panel, stage)
        totals = panel._totals
        await stage.until(lambda: totals.text().startswith("1 "))
        totals._slow.setInterval(0)  # as long as a large ledger takes
        texts: list[str] = []
        totals._slow.timeout.connect(lambda: texts.append(totals.text()))
        totals.read(LinkQuery(search="mine"))
        await stage.until(lambda: texts)
        assert texts == ["Counting…"]
        await stage.until(lambda: totals.text().startswith("1 "))

    play(scenario)


def test_a_toast_leaves_the_totals_in_sight_and_goes_when_it_is_done(play: Play, panel: LinksPanel) -> None:
    async def scenario(stage: Any) -> None:
        await stage.link()
        await attached(panel, stage)
        panel.say("The notice is on the clipboard")
        toast = panel.findChild(Toast)
        assert toast is not None
        lower = toast.geometry().bottom()
        assert lower < panel._totals.mapTo(panel, QPoint(0, 0)).y()
        panel.hush()
        assert toast.text() == ""
        panel._toasted().say("1 link archived", "Undo", lambda: None)
        panel.hush()
        assert toast.text() == "1 link archived"

    play(scenario)


def test_a_strip_that_comes_moves_no_row(play: Play, panel: LinksPanel) -> None:
    async def scenario(stage: Any) -> None:
        for _ in range(3):
            await stage.link()
        await attached(panel, stage)
        view = view_of(panel)
        before = view.mapTo(panel, QPoint(0, 0))
        strip = QLabel("2 links wait to be sent")
        panel.add_strip(strip)
        strip.show()
        await stage.until(lambda: strip.height() > 0 and strip.y() > before.y())
        assert view.mapTo(panel, QPoint(0, 0)) == before

    play(scenario)


def test_what_a_row_has_no_room_for_is_there_in_full_when_it_is_selected(play: Play, panel: LinksPanel) -> None:
    async def scenario(stage: Any) -> None:
        await stage.link(LinkState.UNKNOWN, error="cut_off")
        await stage.link()
        await attached(panel, stage)
        why = named(panel, QLabel, "linkNote")
        view = view_of(panel)
        unknown = next(row for row in range(2) if panel._model.link_at(row).state is LinkState.UNKNOWN)
        view.choose(unknown)
        assert why.isVisible()
        assert why.text() == panel._model.row_at(unknown).note
        view.choose(1 - unknown)
        assert not why.isVisible()

    play(scenario)


def test_all_that_is_paid_is_one_filter_and_problems_another(play: Play, panel: LinksPanel) -> None:
    async def scenario(stage: Any) -> None:
        by_hand = await stage.link(LinkState.PAID_BY_HAND)
        failed = await stage.link(LinkState.FAILED)
        await stage.link()
        await attached(panel, stage)
        box = named(panel, QComboBox, "stateFilter")
        assert "Needs a look" not in [box.itemText(row) for row in range(box.count())], "nobody told it from the state"
        for word, found in (("All paid", [by_hand.id]), ("All problems", [failed.id])):
            box.setCurrentIndex(box.findText(word))
            await stage.until(lambda found=found: rows(panel) == found)

    play(scenario)


def test_totals_without_room_are_reached_by_the_keyboard_and_counted_in_groups(qtbot: QtBot) -> None:
    totals = LinksTotals()
    qtbot.addWidget(totals)
    found = [LinkTotal(currency, LinkState.PAID, 400_000, "1234567.50") for currency in ("USD", "SYP", "EUR")]
    totals.resize(2000, 30)
    totals.show_totals(found)
    totals.grab()
    assert totals.text().startswith("1\u202f200\u202f000 links")
    assert totals.focusPolicy() == Qt.FocusPolicy.NoFocus
    totals.resize(150, 30)
    totals.grab()
    assert totals.focusPolicy() == Qt.FocusPolicy.TabFocus
