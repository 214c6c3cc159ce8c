"""The payment slip as PDF: what a reader of paper sees, and what a phone reads from it."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
import zlib
from contextlib import suppress

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from kazadesk.core.link import LinkState
from kazadesk.practice.account import CREDENTIALS
from kazadesk.ui.handover.qr_view import QUIET_ZONE, qr_modules
from kazadesk.ui.handover.slip import Paper, made_slip, may_have_slip
from kazadesk.ui.handover.slip_drawing import paint_code
from kazadesk.ui.handover.slip_paper import drawn, pdf_of
from kazadesk.ui.words.i18n import current_language, speaking, translate

pytestmark = pytest.mark.skipif(not shutil.which("pdftoppm"), reason="poppler-utils is not installed")

LONG_URL = "https://kazawallet.com/pay/" + "aB3-_" * 394 + "end"
SHOP = "حلويات الشام"
MARKS = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069]")

languages = pytest.mark.parametrize("language", ["en", "ar"])
papers = pytest.mark.parametrize("paper", list(Paper))


class Printed:
    """One slip as a PDF file."""

    def __init__(self, folder, link, *, language="en", paper=Paper.A4, practice=False, shop=SHOP):
        self.slip = made_slip(link, shop, language, practice=practice)
        self.data = pdf_of(self.slip, paper, qr_modules(link.url))
        self.file = folder / "slip.pdf"
        self.file.write_bytes(self.data)

    def told(self, tool, *options, to=()):
        return subprocess.run([tool, *options, self.file, *to], capture_output=True, check=True).stdout

    def text(self):
        """All words, without marks, with one blank between any two; Arabic ones in their plain letters."""
        found = unicodedata.normalize("NFKC", self.told("pdftotext", "-raw", "-enc", "UTF-8", to="-").decode("utf-8"))
        return " ".join(MARKS.sub("", found).split())

    def picture(self, dpi=300):
        image = QImage.fromData(self.told("pdftoppm", "-r", str(dpi), "-png"))
        assert not image.isNull()
        return image

    def page(self):
        """Width and height in millimetres."""
        size = re.search(r"Page size: +([\d.]+) x ([\d.]+)", self._info())
        return tuple(round(float(points) / 72 * 25.4) for points in size.groups())

    def _info(self):
        return subprocess.run(["pdfinfo", self.file], capture_output=True, check=True, text=True).stdout

    def letters(self):
        """Everything in the file, unpacked."""
        streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", self.data, re.DOTALL)
        unpacked = [zlib.decompress(each) for each in streams if each[:1] == b"\x78"]
        assert unpacked
        return self.data + b"".join(unpacked)


def without_blanks(text):
    return re.sub(r"\s", "", text)


@languages
@papers
def test_a_phone_reads_the_url_from_every_paper(tmp_path, link, read_qr, language, paper):
    printed = Printed(tmp_path, link, language=language, paper=paper, practice=True)
    assert read_qr(printed.picture()) == [link.url]


@papers
def test_the_longest_url_can_be_read_too(tmp_path, like, read_qr, paper):
    printed = Printed(tmp_path, like(url=LONG_URL), paper=paper)
    assert len(LONG_URL) == 2000
    assert read_qr(printed.picture()) == [LONG_URL]
    assert LONG_URL in without_blanks(printed.text())


@papers
def test_english_words(tmp_path, link, paper):
    text = Printed(tmp_path, link, paper=paper, shop="Sham Sweets").text()
    for words in ("Sham Sweets", "Payment slip", "Amount to pay", "250.00 USD", "Reference", "INV-12", "Date", "2026"):
        assert words in text
    assert "Scan the code with your phone's camera, check the amount, then pay." in text
    assert link.url in without_blanks(text)
    assert "Practice" not in text


@papers
def test_arabic_words(tmp_path, link, paper):
    text = Printed(tmp_path, link, language="ar", paper=paper).text()
    for words in ("قسيمة", "المبلغ", "المرجع", "التاريخ", "امسح", "الرمز", "حلويات"):
        assert without_blanks(words) in without_blanks(text)
    assert "USD" in text
    assert "INV-12" in text
    assert link.url in without_blanks(text)
    assert not re.search("Amount|Scan|Date", text)


@languages
def test_the_slip_has_its_own_language(link, wear, language):
    wear("ar" if language == "en" else "en")
    before = current_language()
    title = made_slip(link, SHOP, language, practice=True).title
    assert title == {"en": "Payment slip", "ar": "قسيمة دفع"}[language]
    assert current_language() == before
    assert translate("Slip", "Payment slip") != title


def test_what_is_spoken_ends_with_a_fault_too():
    with suppress(ZeroDivisionError), speaking("ar"):
        assert translate("Slip", "Date") == "التاريخ"
        raise ZeroDivisionError
    assert translate("Slip", "Date") == "Date"


@languages
@papers
def test_practice_is_said_at_both_ends(tmp_path, link, language, paper):
    printed = Printed(tmp_path, link, language=language, paper=paper, practice=True)
    words = {"en": "no real money", "ar": "لا مال حقيقي"}[language]
    assert without_blanks(printed.text()).count(without_blanks(words)) == 2


def dark_columns(image):
    """The share of dark pixels left of the middle, among all dark ones."""
    left = right = 0
    for y in range(0, image.height(), 3):
        for x in range(0, image.width(), 3):
            if image.pixelColor(x, y).lightness() < 100:
                if x < image.width() / 2:
                    left += 1
                else:
                    right += 1
    return left / (left + right)


def test_a_sheet_is_mirrored_in_arabic(tmp_path, link):
    assert dark_columns(Printed(tmp_path, link, language="en").picture(100)) < 0.4
    assert dark_columns(Printed(tmp_path, link, language="ar").picture(100)) > 0.6


def gap(link, language):
    """Millimetres between the edge where reading begins and the words of a sheet's slip."""
    drawing = drawn(made_slip(link, "Sham حلويات", language, practice=False), Paper.A4, None)
    image = QImage(drawing.size().toSize(), QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    drawing.paint(painter)
    painter.end()
    rows = range(80, image.height() - 40)
    columns = [x for x in range(20, image.width() - 20) if any(image.pixelColor(x, y).lightness() < 90 for y in rows)]
    return (columns[0] if language == "en" else image.width() - columns[-1]) / 10


def test_words_stand_where_reading_begins(link):
    assert 6 < gap(link, "en") < 9
    assert 6 < gap(link, "ar") < 9


@pytest.mark.parametrize(
    ("paper", "width", "height"),
    [(Paper.A4, 210, 297), (Paper.LETTER, 216, 279), (Paper.ROLL_80, 80, None), (Paper.ROLL_58, 58, None)],
)
def test_the_page_is_the_papers(tmp_path, link, paper, width, height):
    page = Printed(tmp_path, link, paper=paper).page()
    assert page[0] == width
    drawing = drawn(made_slip(link, SHOP, "en", practice=False), paper, None)
    assert abs(page[1] - (height or drawing.height / 10 + 10)) <= 1


@papers
def test_an_amount_of_forty_digits_is_whole(tmp_path, like, read_qr, paper):
    amount = "1234567890" * 4
    printed = Printed(tmp_path, like(amount=amount), paper=paper)
    assert amount in re.sub("[^0-9]", "", printed.text().split("Amount to pay")[1])
    picture = printed.picture(150)
    edge = round(picture.width() * 2 / printed.page()[0])
    for x in (*range(edge), *range(picture.width() - edge, picture.width())):
        assert all(picture.pixelColor(x, y).lightness() > 200 for y in range(0, picture.height(), 2)), "cut off"


@papers
@languages
def test_one_page_whatever_is_on_it(tmp_path, like, paper, language):
    link = like(url=LONG_URL, amount="1234567890" * 4, reference="طلب-٧ " * 10 + "آخر")
    printed = Printed(tmp_path, link, paper=paper, language=language, practice=True, shop="متجر " * 16)
    assert "Pages:           1\n" in printed._info()
    assert LONG_URL in without_blanks(printed.text())


@papers
def test_nothing_of_the_merchants_account_is_in_the_file(tmp_path, link, paper):
    letters = Printed(tmp_path, link, paper=paper, practice=True).letters()
    secrets = [CREDENTIALS.api_key.reveal(), CREDENTIALS.api_secret.reveal(), link.email, link.order_id]
    for secret in (*secrets, "/root", "/home", str(tmp_path)):
        for encoding in ("utf-8", "utf-16-be"):
            assert secret.encode(encoding) not in letters
            assert secret.encode(encoding).hex().encode() not in letters.lower()


def test_the_fonts_are_in_the_file(tmp_path, link):
    printed = Printed(tmp_path, link, language="ar")
    fonts = subprocess.run(["pdffonts", printed.file], capture_output=True, check=True, text=True).stdout
    rows = fonts.splitlines()[2:]
    assert any("KazaDesk" in row for row in rows)
    assert all(re.search(r"Identity-H +yes\b", row) for row in rows)


@pytest.mark.parametrize("dots", [60, 117, 200, 411])
def test_the_code_has_its_quiet_zone_and_modules_of_whole_dots(link, read_qr, dots):
    modules = qr_modules(link.url)
    image = QImage(dots, dots, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    painter.scale(dots / 600, dots / 600)
    paint_code(painter, modules, QRectF(0, 0, 600, 600))
    painter.end()
    assert read_qr(image.scaled(dots * 3, dots * 3)) == [link.url]
    if dots >= modules.width():
        shades = {image.pixelColor(x, y).lightness() for x in range(dots) for y in range(dots)}
        assert shades == {0, 255}
        step = dots // modules.width()
        quiet = (dots - step * (modules.width() - 2 * QUIET_ZONE)) // 2
        assert quiet >= QUIET_ZONE * step
        assert all(image.pixelColor(x, y).lightness() == 255 for x in range(quiet - 1) for y in range(dots))


@pytest.mark.parametrize("state", list(LinkState))
def test_only_what_can_be_paid_has_a_slip(like, state):
    assert may_have_slip(like(state=state)) == (state is LinkState.WAITING)
    assert not may_have_slip(like(state=state, url=None))
