"""Every code that can be raised, answered or judged has a sentence, and the command line says it without Qt."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kazadesk.api import codes
from kazadesk.cli.words import error_sentence, link_sentence, verdict_sentence
from kazadesk.core import errors
from kazadesk.core.errors import InputError, KazaDeskError, LedgerError
from kazadesk.core.link import LinkState, PaymentLink
from kazadesk.core.webhook.payload import REPAIRS, UNREADABLE_REASONS, WHY
from kazadesk.core.webhook.verdict import REASONS, Verdict, VerdictCode
from kazadesk.practice.account import EMAIL
from kazadesk.words import voice
from kazadesk.words.books import FIELDS
from kazadesk.words.errors import known_codes

ROOT = Path(__file__).resolve().parents[2]
OF_THE_COMMAND_LINE = {
    "since.bad_date",
    "since.after_until",
    "until.bad_date",
    "day.bad_date",
    "file.is_a_folder",
    "columns.bad_columns",
    "nothing_to_resume",
    "file.missing",
    "item.instead",
    "bad_host",
}
"""What can only be typed there."""
BY_ITS_FIELDS = {"input"}
BY_THE_VERIFIER = {"file_unreadable"}
LINK = PaymentLink(
    7, "shop", "INV-7", "10.00", "USD", "me@example.com", None, LinkState.WAITING, "id-7", "https://pay.example/7",
    None, None, True, "2026-03-12T11:03:27.500Z", "2026-03-12T11:03:27.500Z",
)  # fmt: skip


@pytest.fixture(autouse=True)
def command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever window was made in this process before."""
    monkeypatch.setattr(voice, "_speaking", [voice.ENGLISH])


def raised_codes() -> Iterator[str]:
    """The codes written in the source: Error("code"), InputError("field", "code")."""
    kinds = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, KazaDeskError)}
    for path in (ROOT / "kazadesk").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in kinds):
                continue
            texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
            if node.func.id == "InputError" and len(texts) == 2:
                yield ".".join(texts)
            elif node.func.id != "InputError" and texts:
                yield texts[0]


def test_the_search_finds_codes() -> None:
    assert {"ledger_newer", "amount.zero", "settings_unwritable"} <= set(raised_codes())


def test_every_code_raised_has_a_sentence() -> None:
    elsewhere = OF_THE_COMMAND_LINE | BY_ITS_FIELDS | BY_THE_VERIFIER | set(FIELDS)
    assert set(raised_codes()) - known_codes() - elsewhere == set()


def test_every_answer_of_a_request_has_a_sentence() -> None:
    assert {*codes.NOT_SENT, *codes.REFUSED, *codes.UNKNOWN, *codes.CHECK} - known_codes() == set()


@pytest.mark.parametrize("code", sorted(known_codes() | OF_THE_COMMAND_LINE))
def test_the_command_line_says_it_in_one_line(code: str) -> None:
    field, _, rest = code.rpartition(".")
    told = error_sentence(InputError(field, rest) if field else KazaDeskError(code))
    assert told[0].isupper() or told.startswith(("–", "--", "…"))
    assert not re.search("[{}\n\u2066-\u2069]", told)
    assert not re.search(r"\b[a-z]+_[a-z]+\b", told.replace("payment_link", "")), "a code is not a sentence"


def test_the_system_s_own_words_follow_where_no_sentence_has_them() -> None:
    told = error_sentence(LedgerError("ledger_unavailable", path="/data/ledger.sqlite", why="Permission denied"))
    assert told == "The ledger cannot be opened. (/data/ledger.sqlite: Permission denied)"


@pytest.mark.parametrize("code", VerdictCode)
def test_every_verdict_is_said(code: VerdictCode) -> None:
    verdict = Verdict(code, amount="10.00", currency="USD", status="fulfilled", ref="INV-7", link=LINK)
    head, _, facts = verdict_sentence(verdict).partition("\n")
    assert re.match(r"[A-Z ]+\. [A-Z1].+\.$", head)
    assert "10.00" in facts


@pytest.mark.parametrize("code", [*REASONS, *UNREADABLE_REASONS])
def test_every_reason_is_said(code: str) -> None:
    details = tuple((name, "value") for name in ("asked_amount", "asked_currency", "asked_ref", "link_profile"))
    verdict = Verdict(VerdictCode.MISMATCH, (code,), details=(*details, ("field", "amount"), ("why", "not_text")))
    assert re.search(r"\n  Why: \S.+\.$", verdict_sentence(verdict))


@pytest.mark.parametrize("why", [why for why in WHY if why != "binary"])
def test_every_fault_of_a_field_is_said(why: str) -> None:
    verdict = Verdict(VerdictCode.UNREADABLE, ("bad_field",), details=(("field", "amount"), ("why", why)))
    assert re.search(r"Amount.+: \S.+\.$", verdict_sentence(verdict))


@pytest.mark.parametrize("code", REPAIRS)
def test_every_repair_is_said(code: str) -> None:
    told = verdict_sentence(Verdict(VerdictCode.NOT_PAID, repairs=(code,)))
    assert re.search(r"\n  Cleaned up: \S+ \S", told)
    assert "_" not in told.partition("Cleaned up: ")[2]


def test_a_link_without_a_url_says_why_and_what_to_do() -> None:
    assert link_sentence(replace(LINK, state=LinkState.UNSENT, error="dns_failed")).endswith("Nothing was sent.")
    assert "may exist" in link_sentence(replace(LINK, state=LinkState.UNKNOWN, error="read_timeout"))
    told = link_sentence(replace(LINK, state=LinkState.FAILED, error="refused", message="no\u202e such\nuser."))
    assert told == "Kazawallet refused. Kazawallet says: “no\\u202E such user”. No link was made."
    assert link_sentence(replace(LINK, state=LinkState.FAILED)) == "Failed."
    refused = replace(LINK, profile="practice", state=LinkState.FAILED, error="user_not_found")
    assert EMAIL in link_sentence(refused)


def test_nobody_needs_qt_for_it() -> None:
    program = (
        "import sys; from kazadesk.cli.words import error_sentence; from kazadesk.core.errors import LinkNotSent;"
        "print(error_sentence(LinkNotSent('reset')), 'PySide6' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "The connection to Kazawallet broke. Nothing was sent. False\n"
