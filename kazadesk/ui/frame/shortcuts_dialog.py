"""Every shortcut in one place (F1)."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QWidget

from kazadesk.ui.look import theme
from kazadesk.ui.widgets.buttons import button_row, push_button
from kazadesk.ui.widgets.growing_dialog import GrowingDialog
from kazadesk.ui.widgets.labels import PlainLabel, QuietLabel
from kazadesk.ui.words import keys
from kazadesk.ui.words.i18n import translate

_EDGE = 4
"""Border and padding of a list in the style sheet."""
_FIRST_COLUMN = 3
"""Groups in the first of two columns: the dialog fits a low screen."""


def groups() -> list[tuple[str, list[tuple[str, str]]]]:
    """Title, and keys with what they do, what is done most at the top."""
    return [
        (
            translate("Shortcuts", "Create"),
            [
                (keys.NEW, translate("Shortcuts", "Type the amount of a new link")),
                (keys.CREATE, translate("Shortcuts", "Create the link")),
                (keys.CUSTOMER, translate("Shortcuts", "Type the customer's name and phone")),
                (keys.BATCH, translate("Shortcuts", "Create many links from one file")),
                (keys.COPY_NEWEST, translate("Shortcuts", "Copy the newest link's URL")),
                (keys.SHOW_NEWEST, translate("Shortcuts", "Show the newest link's QR code")),
                (keys.CUSTOMER_VIEW, translate("Shortcuts", "Show the newest or chosen link to the customer")),
                (keys.SHARE_NEWEST, translate("Shortcuts", "Share the newest link")),
            ],
        ),
        (
            translate("Shortcuts", "Verify"),
            [
                (keys.PASTE_AND_VERIFY, translate("Shortcuts", "Paste a notice and verify it")),
                (keys.VERIFIER, translate("Shortcuts", "Go to the notice field")),
                (keys.OPEN, translate("Shortcuts", "Open files with notices")),
                (keys.VERDICT, translate("Shortcuts", "Go to the verdict; again: through its fields")),
                (keys.CLEAR, translate("Shortcuts", "Clear the notice and its verdict")),
                (keys.VERIFY, translate("Shortcuts", "Verify what stands in the notice field")),
            ],
        ),
        (
            translate("Shortcuts", "QR code"),
            [
                (keys.CUSTOMER_VIEW, translate("Shortcuts", "Show the code to the customer, full screen")),
                (keys.SAVE, translate("Shortcuts", "Save the code")),
                (keys.PRINT, translate("Shortcuts", "Print a slip with the code")),
                (keys.CLOSE, translate("Shortcuts", "Close")),
            ],
        ),
        (
            translate("Shortcuts", "List"),
            [
                (keys.FIND, translate("Shortcuts", "Search the links")),
                (keys.FILTER, translate("Shortcuts", "Filter the links by state")),
                (keys.SHOW_ALL, translate("Shortcuts", "Drop search and filters")),
                (keys.REMIND, translate("Shortcuts", "Show whose customers are to be reminded")),
                (keys.LINKS, translate("Shortcuts", "Go to the links")),
                (keys.COPY_CHOSEN, translate("Shortcuts", "Copy the chosen link's URL")),
                (keys.DETAILS, translate("Shortcuts", "Show everything about the chosen link")),
                (keys.MENU, translate("Shortcuts", "What else can be done with it")),
                (keys.SELECT_ALL, translate("Shortcuts", "Select all links that match")),
                (keys.ARCHIVE, translate("Shortcuts", "Archive the chosen links, or restore them")),
                (keys.UNDO, translate("Shortcuts", "Undo the archiving")),
                (keys.EXPORT, translate("Shortcuts", "Export the links as a table")),
            ],
        ),
        (
            translate("Shortcuts", "Program"),
            [
                (keys.PRICES, translate("Shortcuts", "Go to the price list")),
                (keys.REPORT, translate("Shortcuts", "Takings and chart")),
                (keys.CLOSE_DAY, translate("Shortcuts", "Close the day")),
                (keys.STRIP, translate("Shortcuts", "Go to what waits for an answer")),
                (keys.SETTINGS, translate("Shortcuts", "Settings")),
                (keys.SHORTCUTS, translate("Shortcuts", "This overview")),
                (keys.PAY, translate("Shortcuts", "Pay the chosen link in practice mode")),
            ],
        ),
    ]


class ShortcutsDialog(GrowingDialog):
    """Shown with open()."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shortcutsDialog")
        self.setWindowTitle(translate("Shortcuts", "Keyboard shortcuts"))
        columns = QHBoxLayout()
        columns.setSpacing(theme.L)
        shown = groups()
        halves = [_Shortcuts(half, self) for half in (shown[:_FIRST_COLUMN], shown[_FIRST_COLUMN:])]
        for half in halves:
            half.setFixedHeight(max(each.minimumHeight() for each in halves))
            columns.addWidget(half, 1)
        close = push_button(translate("Shortcuts", "Close"), name="closeShortcutsButton")
        close.setDefault(True)
        close.clicked.connect(self.reject)
        self.fill(columns, button_row(leave=close))


class _Shortcuts(QListWidget):
    """Some groups of shortcuts, to be looked at as they stand or gone through with the arrows, a sentence each."""

    def __init__(self, shown: list[tuple[str, list[tuple[str, str]]]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("shortcutsList")
        self.setAccessibleName(", ".join(title for title, _ in shown))
        self.setProperty("sections", True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        lines: list[QWidget] = []
        for title, shortcuts in shown:
            self._add(QuietLabel(title), title, choosable=False)
            for pressed, words in shortcuts:
                lines.append(caps := _caps(pressed, mirrored=self.isRightToLeft()))
                self._add(_line(caps, words), f"{words}: {_native(pressed)}")
        wide = max(caps.sizeHint().width() for caps in lines)
        for caps in lines:
            caps.setFixedWidth(wide)
        rows = [self.itemWidget(self.item(row)).sizeHint() + QSize(0, theme.XS // 2) for row in range(self.count())]
        for row, size in enumerate(rows):
            self.item(row).setSizeHint(size)
        self.setFixedHeight(sum(size.height() for size in rows) + 2 * _EDGE)
        self.setMinimumWidth(max(size.width() for size in rows) + 2 * theme.M)

    def _add(self, widget: QWidget, said: str, *, choosable: bool = True) -> None:
        item = QListWidgetItem(self)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
        if not choosable:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setItemWidget(item, widget)


def _line(caps: QWidget, words: str) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.L)
    row.addWidget(caps)
    row.addWidget(PlainLabel(words, line), 1)
    return line


def _native(pressed: str) -> str:
    return QKeySequence(pressed).toString(QKeySequence.SequenceFormat.NativeText)


def _caps(pressed: str, *, mirrored: bool) -> QWidget:
    """One cap a key, in the words of this system; read from left to right in every language."""
    native = _native(pressed)
    names = native.split("+") if "+" in native else [native]
    if mirrored:
        names.reverse()
    caps = QWidget()
    row = QHBoxLayout(caps)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.XS)
    for name in names:
        cap = QLabel(caps)
        cap.setTextFormat(Qt.TextFormat.PlainText)
        cap.setText(name)
        cap.setProperty("keycap", True)
        cap.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row.addWidget(cap)
    row.addStretch(1)
    return caps
