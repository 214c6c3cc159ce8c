"""A close on paper, in either language: the same on a printer and in a PDF."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPdfWriter, QTextDocument

from kazadesk.core.books.day import parse_day
from kazadesk.services.books.closing_table import KINDS, close_words
from kazadesk.ui.books.periods import days_words
from kazadesk.ui.handover.slip import Paper, usual_paper
from kazadesk.ui.look import theme
from kazadesk.ui.words import times
from kazadesk.ui.words.i18n import isolated, ltr, speaking, translate
from kazadesk.words.amounts import money, number

if TYPE_CHECKING:
    from kazadesk.core.books.closing import Close, CloseLine

_MARGIN = 18.0
_POINTS = 10


def close_title(close: Close) -> str:
    days = days_words(parse_day(close.first_day), parse_day(close.day))
    return translate("Books", "Close {number}: {days}").format(number=number(close.number), days=days)


def close_document(close: Close, shop: str, account: str, language: str, *, practice: bool) -> QTextDocument:
    """The words of one close, ready to be printed; the window keeps its own language."""
    document = QTextDocument()
    font = QFont(theme.FAMILY)
    font.setPointSize(_POINTS)
    document.setDefaultFont(font)
    with speaking(language):
        document.setHtml(_html(close, shop, account, language, practice))
    return document


def _html(close: Close, shop: str, account: str, language: str, practice: bool) -> str:
    side = "right" if language == "ar" else "left"
    parts = []
    if practice:
        parts.append(f"<p align='center'><b>{escape(translate('Slip', 'Practice: no real money'))}</b></p>")
    if shop:
        parts.append(f"<p><b>{escape(isolated(shop))}</b></p>")
    parts.append(f"<h2>{escape(close_title(close))}</h2>")
    made = translate("Books", "Made {when}, account {account}.").format(
        when=times.full(times.parsed(close.made_at)), account=isolated(account)
    )
    parts.append(f"<p>{escape(made)}</p>")
    if close.note:
        parts.append(f"<p>{escape(close_words().balances[3])}: {escape(isolated(close.note))}</p>")
    if not close.lines:
        parts.append(f"<p>{escape(translate('Books', 'Nothing happened.'))}</p>")
    parts += [_line_html(line, side) for line in close.lines]
    direction = "rtl" if language == "ar" else "ltr"
    return f"<html><body dir='{direction}'>{''.join(parts)}</body></html>"


def _line_html(line: CloseLine, side: str) -> str:
    words, rows = close_words(), []
    for kind in KINDS:
        total = getattr(line, kind)
        if total.count:
            rows.append((words.kinds[kind], number(total.count), money(total.amount, line.currency)))
    for word, amount in zip(words.balances, (line.opening, line.closing, line.difference), strict=False):
        if amount is not None:
            rows.append((word, "", signed_money(amount, line.currency)))
    cells = "".join(f"<tr>{_row_html(row, side)}</tr>" for row in rows)
    return (
        f"<h3>{escape(ltr(line.currency))}</h3>"
        "<table width='100%' border='1' cellspacing='0' cellpadding='5' style='border-collapse: collapse'>"
        f"{cells}</table>"
    )


def _row_html(row: tuple[str, str, str], side: str) -> str:
    """The cells of a document's table stand from left to right in either direction of its text."""
    cells = [f"<td align='{side if not at else 'right'}'>{escape(text)}</td>" for at, text in enumerate(row)]
    return "".join(reversed(cells) if side == "right" else cells)


def signed_money(amount: str, currency: str) -> str:
    """Also less than nothing."""
    if amount.startswith("-"):
        return ltr(f"\u2212{money(amount[1:], currency)}")
    return money(amount, currency)


def page_layout() -> QPageLayout:
    letter = usual_paper() is Paper.LETTER
    size = QPageSize(QPageSize.PageSizeId.Letter if letter else QPageSize.PageSizeId.A4)
    margins = QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    return QPageLayout(size, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter)


def pdf_of_close(document: QTextDocument, title: str) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setCreator("KazaDesk")
    writer.setPageLayout(page_layout())
    document.print_(writer)
    del writer  # which has something to say until its end
    buffer.close()
    return bytes(data.data())
