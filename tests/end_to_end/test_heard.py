"""The whole job as it is heard, by keys alone: with Orca where it is installed, else by what reaches screen readers.

    python3 packaging/bootstrap.py listen [ar]

shows each act and what Orca said after it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.dialogs import OTHERS, all_dialogs
from tests.end_to_end import orca
from tests.end_to_end.reader import Reader, gallery, session_with_reader, until, window

pytestmark = [pytest.mark.window, pytest.mark.timeout(400)]

PATIENCE = 60.0
"""Orca reads a dialog whole before it says a word: seconds, where others use the machine too."""

MARKS = re.compile("[\u200b\u202f\u2060\u2066-\u2069\u066b\u066c]")
LONG = 20
"""Characters; shorter words, such as roles, may well come twice."""


class Listener:
    """Does one act after the other and waits until it is heard; sentences are given in English and Arabic, with … for
    what is not the same each time or the word of the screen reader itself.
    """

    def __init__(self, reader: Reader, reading: orca.Orca | None, language: str) -> None:
        self.reader, self._orca, self.language = reader, reading, language
        self._acts: list[int] = []
        """What Orca had said when each began."""

    def does(self, act: str) -> None:
        """From now on what is heard belongs to this act."""
        self._show()
        print(f"\n{act}", flush=True)  # noqa: T201
        self.reader.forget()
        self._acts.append(len(self._orca.said) if self._orca else 0)

    def presses(self, *keys: str) -> None:
        self.does(" ".join(keys))
        self.reader.press(*keys)

    def types(self, text: str, *keys: str) -> None:
        self.does(" ".join((text, *keys)))
        self.reader.type(text)
        self.reader.press(*keys)

    def hears(self, english: str, arabic: str = "") -> None:
        words = arabic if self.language == "ar" else english
        pattern = re.compile(".*?".join(map(re.escape, words.split("…"))), re.DOTALL)
        if self._orca:
            self._hears(pattern, self.said)  # first: to ask the window over and over slows Orca down
        self._hears(pattern, self.reader.heard)

    def reads(self, words: str) -> None:
        """Orca, of what changed where the focus is."""
        if self._orca:
            self._hears(re.compile(re.escape(words)), self.said)

    def _hears(self, pattern: re.Pattern[str], said: Callable[[], list[str]]) -> None:
        until(lambda: pattern.search(" ".join(said())), lambda: f"{pattern.pattern!r} in {said()}", PATIENCE)

    def copies(self, text: str) -> None:
        """To the clipboard, in another program."""
        self.reader.copy(text)

    def leaves(self) -> None:
        """The dialog."""
        self.presses("Escape")
        until(self.reader.is_back, "the keyboard in the window")

    def said(self) -> list[str]:
        """What Orca said since the last act began."""
        return self._orca.said[self._acts[-1] :] if self._orca else self.reader.heard()

    def _show(self) -> None:
        for words in self.said() if self._acts else ():
            if words.strip():
                print(f"    {words}", flush=True)  # noqa: T201

    def end(self) -> None:
        """Nothing was said twice after one act, nor anything that cannot be said."""
        self._show()
        if self._orca:
            said, ends = self._orca.said, [*self._acts[1:], len(self._orca.said)]
            acts = [said[first:last] for first, last in zip(self._acts, ends, strict=True)]
            twice = [each for act in acts for each in act if len(each) > LONG and act.count(each) > 1]
            assert twice == []
            assert [each for each in said if MARKS.search(each)] == []


@pytest.fixture(params=["en", "ar"])
def listener(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Listener]:
    """At the window in practice mode."""
    with session_with_reader(tmp_path) as (bus, environment), ExitStack() as ends:
        reading = ends.enter_context(orca.orca(tmp_path, environment)) if orca.PROGRAM else None
        version = f"Orca {reading.version}" if reading else "Orca is not installed: what any screen reader is told"
        print(f"\n{version}, {request.param}")  # noqa: T201
        listener = Listener(Reader(bus, environment), reading, request.param)
        listener.does("KazaDesk starts")
        ends.enter_context(window(tmp_path, environment, request.param))
        listener.reader.find("createButton")
        until(listener.reader.is_at, "the keyboard in the window")
        listener.hears("KazaDesk…Amount", "KazaDesk…المبلغ")
        yield listener


def test_the_whole_job_is_heard(listener: Listener) -> None:
    _creates_and_chooses(listener)
    genuine = _pays_and_verifies(listener)
    _is_warned(listener, genuine)
    _changes_the_currency(listener)
    _filters(listener)
    _marks_by_hand(listener)
    if listener.language == "en":
        _changes_the_language(listener)
    listener.end()


def _creates_and_chooses(listener: Listener) -> None:
    listener.types("25", "ctrl+Return")
    listener.hears("The link is there: 25 USD, reference KD-", "الرابط جاهز: 25 USD، المرجع KD-")
    listener.presses("ctrl+shift+c")
    listener.hears("URL copied: KD-", "نُسخ رابط KD-")
    listener.presses("ctrl+f", "Down")
    listener.hears("Waiting…25.00 USD…KD-", "بانتظار الدفع…25.00 USD…KD-")


def _pays_and_verifies(listener: Listener) -> str:
    """Gives the webhook."""
    paid = "Practice, no real money. Paid. 25 USD for KD-… are yours. You can hand over the goods."
    paid_ar = "تدريب، بلا مال حقيقي. مدفوع. وصلك 25 USD مقابل KD-…. يمكنك تسليم البضاعة."
    listener.presses("ctrl+shift+p")
    listener.hears("The notice is on the clipboard", "الإشعار في الحافظة")
    listener.hears(paid, paid_ar)  # it came by itself
    listener.presses("ctrl+n")
    listener.hears("Amount", "المبلغ")
    listener.presses("ctrl+1")
    listener.hears("Paid…25.00 USD…KD-", "مدفوع…25.00 USD…KD-")
    listener.presses("ctrl+shift+v")
    listener.hears(paid, paid_ar)
    listener.presses("F6")
    listener.hears("Amount: 25, signed", "المبلغ: 25، موقّع")
    listener.presses("Escape")
    listener.hears("Verify a notice", "التحقّق من إشعار دفع")
    return listener.reader.clipboard()


def _is_warned(listener: Listener, genuine: str) -> None:
    again = "Practice, no real money. Look first: hand nothing over. …was counted already…(Already confirmed)"
    again_ar = "تدريب، بلا مال حقيقي. انظر أولًا: لا تسلّم شيئًا. …احتُسبت من قبل…(سبق تأكيده)"
    listener.presses("ctrl+shift+v")
    listener.hears(again, again_ar)
    forged = json.dumps(json.loads(genuine) | {"amount": "1250"})
    red = "Look first: hand nothing over. The signature does not fit your keys…(Not authentic)"
    red_ar = "انظر أولًا: لا تسلّم شيئًا. التوقيع لا يوافق مفاتيحك…(ليس أصليًا)"
    listener.copies(forged)
    listener.presses("ctrl+shift+v")  # while the focus is on the verdict before
    listener.hears(f"Practice, no real money. {red}", f"تدريب، بلا مال حقيقي. {red_ar}")
    listener.copies(f"{genuine}\n\n{forged}")
    listener.presses("ctrl+shift+v")
    listener.hears("2 notices: 1 not authentic, 1 already seen.", "إشعاران: 1 ليس أصليًا، 1 سبق النظر فيه.")
    listener.hears(f"1250 USD, KD-…: {red}", f"1250 USD، KD-…: {red_ar}")
    listener.presses("Up")
    listener.hears("25 USD, KD-…counted already", "25 USD، KD-…احتُسبت من قبل")


def _changes_the_currency(listener: Listener) -> None:
    listener.presses("ctrl+n", "Tab")
    listener.hears("Currency…USD", "العملة…USD")
    listener.presses("Down")
    listener.hears("Syrian pound", "ليرة سورية")
    listener.reads("SYP")
    listener.presses("Up")
    listener.hears("US dollar", "دولار أمريكي")
    listener.reads("USD")
    listener.presses("ctrl+n")
    listener.hears("Amount", "المبلغ")
    listener.types("1250", "ctrl+Return")
    listener.hears("The link is there: 1250 USD, reference KD-", "الرابط جاهز: 1250 USD، المرجع KD-")


def _filters(listener: Listener) -> None:
    listener.presses("ctrl+f", "Tab")
    listener.hears("Filter by state…Any state", "تصفية حسب الحالة…كل الحالات")
    listener.presses("Down")
    listener.hears("All paid…1 link", "كل المدفوع…رابط واحد")
    listener.presses("Up")
    listener.hears("Any state…2 links", "كل الحالات…رابطان")


def _marks_by_hand(listener: Listener) -> None:
    """Of the one that waits: the row says what became of it, and Escape leads back there."""
    listener.presses("ctrl+1")
    listener.hears("Waiting…1250.00 USD", "بانتظار الدفع…1250.00 USD")
    listener.presses("Return")
    listener.hears("Payment link KD-…: 1250.00 USD, Waiting…Close", "رابط الدفع KD-…: 1250.00 USD، بانتظار الدفع…إغلاق")
    listener.presses("shift+Tab")
    listener.hears("Mark as paid by hand", "تسجيل كمدفوع يدويًا")
    listener.presses("space")
    listener.hears("Reason…cannot be undone", "السبب…لا يمكن التراجع عنه")
    listener.presses("Return")
    listener.hears("Write down why", "اكتب السبب")
    listener.leaves()


def _changes_the_language(listener: Listener) -> None:
    listener.presses("ctrl+comma")
    listener.hears("Settings…Window")
    listener.presses("Tab")
    listener.hears("Language")
    listener.presses("End")
    listener.hears("العربية")
    listener.presses("Return")
    listener.hears("اللغة…العربية")


HEARD = {
    "AboutDialog": ("About KazaDesk…Close", "عن برنامج KazaDesk…إغلاق"),
    "AgainDialog": ("Create again…Cancel", "إنشاء من جديد…إلغاء"),
    "AssignDialog": ("Assign a payment to a link…Search", "إسناد دفعة إلى رابط…ابحث"),
    "BackupsDialog": ("Backups of the ledger…KiB", "النسخ الاحتياطية لدفتر الروابط…KiB"),
    "BatchDialog": ("Many links from one file…Choose a file", "روابط كثيرة من ملف واحد…اختيار ملف"),
    "CloseDialog": ("Close the day…Day", "إقفال اليوم…اليوم"),
    "CredentialsDialog": ("API key and secret…Check", "مفتاح API والمفتاح السري…فحص"),
    "CustomerView": ("To be shown to the customer: 1250.00 USD. Escape closes", "للعرض على الزبون: 1250.00 USD"),
    "DeleteAccount": ("Delete an account…Cancel", "حذف حساب…إلغاء"),
    "ImportDialog": ("Take over an old list…Choose a file", "استيراد قائمة قديمة…اختيار ملف"),
    "LeaveDialog": ("Not done yet…Stay here", "لم يكتمل العمل بعد…بقاء"),
    "LinkDetails": (
        "Payment link INV-1: 1250.00 USD, Waiting…Close",
        "رابط الدفع INV-1: 1250.00 USD، بانتظار الدفع…إغلاق",
    ),
    "MissingDialog": ("Without an answer…Without an answer", "بلا جواب…بلا جواب"),
    "NotCopied": ("Not copied…What was to be copied", "لم يُنسخ…النص المطلوب نسخه"),
    "PricesDialog": ("Price list…Item", "قائمة الأسعار…الصنف"),
    "QrDialog": ("QR code…Show to customer", "رمز QR…عرض للزبون"),
    "ReportDialog": ("Takings…Time", "المقبوضات…المدة الزمنية"),
    "RestoredDialog": ("Backups of the ledger…Close", "النسخ الاحتياطية لدفتر الروابط…إغلاق"),
    "SettingsDialog": ("Settings…Window", "الإعدادات…النافذة"),
    "ShopNameDialog": ("Name of the shop…Name of the shop", "اسم المتجر…اسم المتجر"),
    "ShortcutsDialog": ("Keyboard shortcuts…Create, Verify, QR code", "اختصارات لوحة المفاتيح…الإنشاء"),
    "SlipDialog": ("Payment slip…Language", "قسيمة دفع…لغة القسيمة"),
    "SupportDialog": ("Support file…Close", "ملف الدعم…إغلاق"),
}
"""Of every dialog its name and where the focus is at first."""
WARNS = {
    "AgainDialog": ("With a second link a customer could pay twice", "مرتين"),
    "AssignDialog": ("1250.00 USD", "1250.00 USD"),
    "DeleteAccount": ("Its API key and API secret are forgotten", "يُنسى مفتاح API"),
    "RestoredDialog": ("What was confirmed after this backup is not known", "لا يُعرف ما أُكّد بعد هذه النسخة"),
}
"""What Orca reads of a dialog between the two."""


def test_no_dialog_is_left_out() -> None:
    assert set(HEARD) == {*all_dialogs(), *OTHERS}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_dialog_says_what_it_is_and_where_the_focus_is(tmp_path: Path, language: str) -> None:
    with session_with_reader(tmp_path) as (bus, environment), ExitStack() as ends:
        reading = ends.enter_context(orca.orca(tmp_path, environment)) if orca.PROGRAM else None
        listener = Listener(Reader(bus, environment), reading, language)
        show = ends.enter_context(gallery(tmp_path, environment))
        listener.reader.find("galleryButton")
        for name, (english, arabic) in HEARD.items():
            listener.does(name)
            show(language, name)
            listener.hears(english, arabic)
            if name in WARNS:
                listener.reads(WARNS[name][language == "ar"])
        listener.end()
