"""The words of the message to customers, with what they will read beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QToolButton, QVBoxLayout, QWidget

from kazadesk.core.link import LinkState, PaymentLink
from kazadesk.ui.look import theme
from kazadesk.ui.widgets.box import Box
from kazadesk.ui.widgets.buttons import push_button
from kazadesk.ui.widgets.field import Field
from kazadesk.ui.widgets.labels import PlainLabel, QuietLabel
from kazadesk.ui.widgets.notice import Notice
from kazadesk.ui.words.i18n import current_language, translate
from kazadesk.words.messages import PLACEHOLDERS, REMINDERS, TEMPLATES, MessageSettings, message

_LONGEST = 1000
_TOUCHED = re.compile(r"""[^\s(\[<"'«“:}]\{url\}|\{url\}[^\s)\]>"'»”.,;:!?]""")
"""What stands so close to the address that programs which make links of addresses would not know where it ends."""

SAMPLE = PaymentLink(
    id=0,
    profile="",
    reference="KD-7F3KD",
    amount="25.00",
    currency="USD",
    email="",
    redirect_url=None,
    state=LinkState.WAITING,
    order_id=None,
    url="https://kazawallet.com/pay/8f2c",
    error=None,
    message=None,
    maybe_sent=False,
    created_at="",
    updated_at="",
)


@dataclass(frozen=True, slots=True)
class Messages:
    """What the editor holds: the fields of the settings."""

    message_language: str
    message_template_en: str
    message_template_ar: str
    reminder_template_en: str = ""
    reminder_template_ar: str = ""


_OURS = {"message": TEMPLATES, "reminder": REMINDERS}


class MessageEditor(QWidget):
    """Two messages, each in both languages of the customers; `messages` is what to keep."""

    changed = Signal()

    def __init__(self, settings: MessageSettings, shop_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shop_name = shop_name
        self._texts = {(kind, language): "" for kind in _OURS for language in ("en", "ar")}
        self._kind, self._language = "message", ""
        self._kinds = Box(self)
        self._kinds.setObjectName("messageKindBox")
        self._kinds.addItem(translate("Messages", "With a new link"), "message")
        self._kinds.addItem(translate("Messages", "Reminder"), "reminder")
        self._kinds.currentIndexChanged.connect(self._turn)
        self._box = Box(self)
        self._box.setObjectName("messageLanguageBox")
        self._box.addItem(translate("Messages", "Same as the window"), "auto")
        self._box.addItem("English", "en")
        self._box.addItem("العربية", "ar")
        self._box.currentIndexChanged.connect(self._turn)
        self._edit = QPlainTextEdit(self)
        self._edit.setObjectName("messageEdit")
        self._edit.setTabChangesFocus(True)
        self._edit.textChanged.connect(self._edited)
        self._preview = PlainLabel("", self)
        self._preview.setObjectName("messagePreview")
        self._preview.setWordWrap(True)
        self._told = Notice(self)
        self._told.setObjectName("messageTold")
        self._restore = push_button(translate("Messages", "Restore our words"), name="restoreMessageButton", flat=True)
        self._restore.clicked.connect(lambda: self._edit.setPlainText(self._ours()))
        self._lay_out()
        self.show_messages(settings, shop_name)

    def _lay_out(self) -> None:
        words = {
            "amount": translate("Messages", "Amount"),
            "url": translate("Messages", "URL"),
            "reference": translate("Messages", "Reference"),
            "shop": translate("Messages", "Shop"),
        }
        chips = QHBoxLayout()
        chips.setSpacing(theme.XS)
        chips.addWidget(QuietLabel(translate("Messages", "Insert:"), self))
        for name in PLACEHOLDERS:
            chip = QToolButton(self)
            chip.setObjectName(f"insert_{name}")
            chip.setText(words[name])
            chip.setProperty("framed", True)
            chip.setAccessibleName(translate("Messages", "Insert: {what}").format(what=words[name]))
            chip.setToolTip(f"{{{name}}}")
            chip.clicked.connect(lambda _on, name=name: self._insert(name))
            chips.addWidget(chip)
        chips.addStretch(1)
        chips.addWidget(self._restore)
        card = QFrame(self)
        card.setProperty("card", True)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(theme.M, theme.M, theme.M, theme.M)
        inside.addWidget(self._preview)
        inside.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S)
        boxes = QHBoxLayout()
        boxes.setSpacing(theme.M)
        boxes.addWidget(Field(translate("Messages", "Which message"), self._kinds, self), 1)
        boxes.addWidget(Field(translate("Messages", "Language of your customers"), self._box, self), 1)
        column.addLayout(boxes)
        column.addWidget(Field(translate("Messages", "Message"), self._edit, self), 1)
        column.addLayout(chips)
        column.addWidget(self._told)
        column.addWidget(PlainLabel(translate("Messages", "What the customer reads"), self))
        column.addWidget(card, 1)

    def messages(self) -> Messages:
        """With "" for words that are ours, so that better ones of a later version are used."""
        kept = {
            key: "" if not text.strip() or text == _OURS[key[0]][key[1]] else text[:_LONGEST]
            for key, text in self._texts.items()
        }
        return Messages(
            str(self._box.currentData()),
            kept["message", "en"],
            kept["message", "ar"],
            kept["reminder", "en"],
            kept["reminder", "ar"],
        )

    def _ours(self) -> str:
        return _OURS[self._kind][self._language]

    def show_messages(self, settings: MessageSettings, shop_name: str) -> None:
        """The words of another account."""
        self.shop_name = shop_name
        self._texts = {
            ("message", "en"): settings.message_template_en,
            ("message", "ar"): settings.message_template_ar,
            ("reminder", "en"): settings.reminder_template_en,
            ("reminder", "ar"): settings.reminder_template_ar,
        }
        self._box.blockSignals(True)
        self._box.setCurrentIndex(max(0, self._box.findData(settings.message_language)))
        self._box.blockSignals(False)
        self._turn()

    def show_shop(self, shop_name: str) -> None:
        self.shop_name = shop_name
        self._show_preview()

    def _turn(self) -> None:
        chosen = str(self._box.currentData())
        self._kind = str(self._kinds.currentData())
        self._language = current_language() if chosen == "auto" else chosen
        arabic = self._language == "ar"
        direction = Qt.LayoutDirection.RightToLeft if arabic else Qt.LayoutDirection.LeftToRight
        option = QTextOption()
        option.setTextDirection(direction)
        option.setAlignment(Qt.AlignmentFlag.AlignRight if arabic else Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._edit.document().setDefaultTextOption(option)
        self._preview.setLayoutDirection(direction)
        self._edit.setPlainText(self._texts[self._kind, self._language] or self._ours())

    def _insert(self, name: str) -> None:
        self._edit.insertPlainText(f"{{{name}}}")
        self._edit.setFocus()

    def _edited(self) -> None:
        self._texts[self._kind, self._language] = self._edit.toPlainText()
        self._show_preview()
        self.changed.emit()

    def _show_preview(self) -> None:
        text = self._texts[self._kind, self._language]
        words = text if text.strip() else self._ours()
        # by its first letters, a shop's name in the other script, the label would turn every line round
        mark = "\u200f" if self._language == "ar" else "\u200e"
        self._preview.setText(mark + message(SAMPLE, words, self.shop_name))
        self._restore.setVisible(words != self._ours())
        if "{url}" not in words:
            self._told.say(translate("Messages", "The URL is missing: without it nobody can pay."), "warning")
        elif _TOUCHED.search(words):
            said = translate(
                "Messages", "Something touches {url}: a chat takes it for a part of the address. Add a blank."
            )
            self._told.say(said, "warning")
        else:
            self._told.say("")
