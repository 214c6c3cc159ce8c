from __future__ import annotations

import asyncio
import csv
import http.client
import io
import json
import os
import re
import shlex
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from kazadesk.core.records import LinkQuery
from kazadesk.core.webhook.signature import signature_text
from kazadesk.practice import CREDENTIALS, Faults, PracticeServer
from kazadesk.practice.webhooks import tampered_text, webhook_text
from kazadesk.storage.sqlite.ledger_file import SqliteLedger

Kazadesk = Callable[..., "subprocess.CompletedProcess[str]"]
ROOT = Path(__file__).resolve().parents[2]


def _paid(stand_in: PracticeServer, order_id: str) -> str:
    return webhook_text(stand_in.records.settle(order_id, "paid"))


def test_create_prints_the_url_and_nothing_else(kazadesk: Kazadesk, stand_in: PracticeServer) -> None:
    done = kazadesk("create", "10.50", "USD")
    assert done.returncode == 0
    assert done.stdout == stand_in.pay_url(stand_in.records.all()[0].id) + "\n"
    assert done.stderr == ""


def test_create_as_json(kazadesk: Kazadesk, stand_in: PracticeServer) -> None:
    done = kazadesk("create", "١٠٫٥", "usd", "--ref", "فاتورة 7", "--redirect", "https://shop.example/", "--json")
    made = stand_in.records.all()[0]
    assert json.loads(done.stdout) == {
        "state": "waiting",
        "reference": "فاتورة 7",
        "order_id": made.id,
        "url": stand_in.pay_url(made.id),
        "amount": "10.5",
        "currency": "USD",
        "error": None,
        "message": None,
    }
    assert made.redirect_url == "https://shop.example/"


def test_an_amount_with_two_readings_is_not_guessed(kazadesk: Kazadesk, stand_in: PracticeServer) -> None:
    done = kazadesk("create", "25.000", "IQD")
    assert done.returncode == 2
    assert "25000" in done.stderr
    assert " 25." in done.stderr
    assert stand_in.records.all() == []


def test_a_taken_reference_is_named_and_numbered_on(kazadesk: Kazadesk, stand_in: PracticeServer) -> None:
    assert kazadesk("create", "10", "USD", "--ref", "1045").returncode == 0
    refused = kazadesk("create", "10", "USD", "--ref", "1045")
    assert refused.returncode == 2
    assert "1045-2" in refused.stderr
    for number in (2, 3):
        done = kazadesk("create", "10", "USD", "--ref", "1045", "--ref-again", "--json")
        assert json.loads(done.stdout)["reference"] == f"1045-{number}"
    assert [link.ref for link in stand_in.records.all()] == ["1045", "1045-2", "1045-3"]


def test_an_unusual_amount_is_said_and_a_strange_currency_too(kazadesk: Kazadesk) -> None:
    for _ in range(3):
        assert kazadesk("create", "150", "SYP").stderr == ""
    done = kazadesk("create", "15000", "SYP")
    assert done.returncode == 0
    assert "150 SYP" in done.stderr
    assert "XQZ" in kazadesk("create", "10", "XQZ").stderr


def test_create_with_a_qr_code(kazadesk: Kazadesk) -> None:
    done = kazadesk("create", "10", "USD", "--qr")
    lines = done.stdout.splitlines()
    assert lines[0].startswith("http://127.0.0.1:")
    assert len(lines) > 10


def test_wrong_input_is_one_clear_line_and_status_2(kazadesk: Kazadesk, stand_in: PracticeServer) -> None:
    done = kazadesk("create", "1,234", "USD")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "1234" in done.stderr
    assert stand_in.records.all() == []


def test_a_refusal_is_status_1(kazadesk: Kazadesk) -> None:
    done = kazadesk("create", "10", "USD", "--email", "customer@example.com", "--json")
    assert done.returncode == 1
    answer = json.loads(done.stdout)
    assert (answer["state"], answer["error"], answer["url"]) == ("failed", "user_not_found", None)
    assert "email" in done.stderr


def test_certainly_not_sent_is_status_6(kazadesk: Kazadesk, stand_in: PracticeServer) -> None:
    stand_in.stop()
    done = kazadesk("create", "10", "USD", "--json")
    assert done.returncode == 6
    assert json.loads(done.stdout)["state"] == "unsent"


def test_an_unknown_outcome_is_status_7(kazadesk: Kazadesk, stand_in: PracticeServer) -> None:
    stand_in.fail_next(Faults(drop="reset"))
    done = kazadesk("create", "10", "USD", "--json")
    assert done.returncode == 7
    assert json.loads(done.stdout)["state"] == "unknown"


def test_options_stand_before_or_after_the_command(kazadesk: Kazadesk, tmp_path: Path) -> None:
    done = kazadesk("links", "--data-dir", str(tmp_path / "other"), "--json")
    assert (done.returncode, done.stdout) == (0, "")
    assert (tmp_path / "other" / "practice" / "ledger.sqlite").is_file()


def test_verify_reads_standard_input_and_counts_a_payment_once(kazadesk: Kazadesk, stand_in: PracticeServer) -> None:
    order_id = json.loads(kazadesk("create", "10", "USD", "--ref", "INV-1", "--json").stdout)["order_id"]
    webhook = _paid(stand_in, order_id)
    first = kazadesk("verify", "--json", stdin=webhook)
    assert first.returncode == 0
    assert json.loads(first.stdout) == {
        "source": "-",
        "verdict": "paid",
        "reasons": [],
        "repairs": [],
        "order_id": order_id,
        "amount": "10",
        "signed_amount": "10",
        "currency": "USD",
        "status": "fulfilled",
        "ref": "INV-1",
        "link": "INV-1",
        "profile": "practice",
        "earlier": None,
    }
    again = kazadesk("verify", stdin=webhook)
    assert again.returncode == 1
    assert "ALREADY CONFIRMED" in again.stdout
    assert re.search(r"on \d{4}-\d\d-\d\d \d\d:\d\d:\d\d[+-]\d\d:\d\d\.", again.stdout)
    earlier = json.loads(kazadesk("verify", "--json", stdin=webhook).stdout)["earlier"]
    assert (earlier["verdict"], earlier["status"]) == ("paid", "fulfilled")
    assert datetime.fromisoformat(earlier["at"]).tzinfo is not None
    assert json.loads(kazadesk("links", "--json").stdout)["state"] == "paid"


def test_verify_judges_each_file_and_the_worst_decides(
    kazadesk: Kazadesk, stand_in: PracticeServer, tmp_path: Path
) -> None:
    order_id = json.loads(kazadesk("create", "10", "USD", "--json").stdout)["order_id"]
    good, bad, junk = tmp_path / "good.json", tmp_path / "bad.json", tmp_path / "junk.bin"
    good.write_text(_paid(stand_in, order_id))
    bad.write_text(tampered_text(stand_in.records.all()[0]))
    junk.write_bytes(bytes(range(256)) * 10)
    done = kazadesk("verify", "--json", str(good), str(bad), str(junk))
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["source"], row["verdict"]) for row in rows] == [
        (str(good), "paid"),
        (str(bad), "not_authentic"),
        (str(junk), "unreadable"),
    ]
    assert done.returncode == 3, "an alarm is not hidden by a file that cannot be read"
    assert kazadesk("verify", str(good), str(junk)).returncode == 4
    assert kazadesk("verify", str(bad)).returncode == 3


def test_verify_takes_payloads_a_line_each_beyond_one_paste(kazadesk: Kazadesk, stand_in: PracticeServer) -> None:
    order_id = json.loads(kazadesk("create", "10", "USD", "--json").stdout)["order_id"]
    first = _paid(stand_in, order_id)
    count = 2 * 1024 * 1024 // len(first)
    others = [
        json.dumps(
            {"order_id": f"{number:08x}", "amount": "1", "secret": signature_text("1", f"{number:08x}", CREDENTIALS)}
        )
        for number in range(count)
    ]
    done = kazadesk("verify", "--json", stdin="\n".join([first, *others]))
    verdicts = [json.loads(row)["verdict"] for row in done.stdout.splitlines()]
    assert (len(verdicts), verdicts[0]) == (count + 1, "paid")
    assert verdicts.count("incomplete") == count
    assert done.returncode == 1


def test_verify_without_such_a_file_is_wrong_usage(kazadesk: Kazadesk) -> None:
    done = kazadesk("verify", "/nowhere/x.json")
    assert (done.returncode, done.stdout) == (2, "")
    assert "no such file: /nowhere/x.json" in done.stderr


def test_verify_of_a_folder_says_that_it_is_one(kazadesk: Kazadesk, tmp_path: Path) -> None:
    done = kazadesk("verify", str(tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{tmp_path} is a folder" in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="names of pipes are files there only")
def test_verify_reads_what_is_no_ordinary_file(kazadesk: Kazadesk) -> None:
    done = kazadesk("verify", "/dev/stdin", stdin="hello")
    assert done.returncode == 4


def test_links_lists_filters_and_exports(kazadesk: Kazadesk, stand_in: PracticeServer) -> None:
    kazadesk("create", "10", "USD", "--ref", "=cmd()")
    kazadesk("create", "20", "SYP", "--ref", "INV-2", "--email", "customer@example.com")
    rows = [json.loads(line) for line in kazadesk("links", "--json").stdout.splitlines()]
    assert [row["reference"] for row in rows] == ["INV-2", "=cmd()"]
    assert list(rows[0]) == [
        "reference",
        "order_id",
        "state",
        "amount",
        "currency",
        "email",
        "redirect_url",
        "url",
        "created_at",
        "updated_at",
        "archived_at",
    ]
    assert [json.loads(line)["state"] for line in kazadesk("links", "--state", "failed", "--json").stdout.splitlines()]
    assert kazadesk("links", "--search", "inv-2").stdout.count("\n") == 1
    assert kazadesk("links", "--until", "2020-01-01").stdout == ""
    assert kazadesk("links", "--since", "yesterday").returncode == 2
    table = list(csv.reader(io.StringIO(kazadesk("links", "--csv").stdout)))
    assert table[0] == list(rows[0])
    assert table[2][0] == "'=cmd()"


def test_tour_does_the_whole_job(kazadesk: Kazadesk) -> None:
    done = kazadesk("tour")
    assert done.returncode == 0
    assert done.stdout.rstrip().endswith("Verdict: paid")


def test_selftest_finds_everything(kazadesk: Kazadesk) -> None:
    done = kazadesk("selftest")
    assert done.returncode == 0, done.stdout
    for name in ("Python", "Qt platform", "SQLite", "TLS", "keyring", "SVG"):
        assert name in done.stdout


def test_archived_links_are_left_out_unless_asked_for(kazadesk: Kazadesk, tmp_path: Path) -> None:
    kazadesk("create", "10", "USD", "--ref", "kept")
    kazadesk("create", "20", "USD", "--ref", "put away")
    ledger = SqliteLedger.open(tmp_path / "بيانات desk" / "practice" / "ledger.sqlite")

    async def archive() -> None:
        (link,) = await ledger.links(LinkQuery(search="put away"))
        await ledger.archive([link.id], True)
        await ledger.close()

    asyncio.run(archive())

    def listed(*options: str) -> list[tuple[str, bool]]:
        rows = [json.loads(line) for line in kazadesk("links", "--json", *options).stdout.splitlines()]
        table = list(csv.DictReader(io.StringIO(kazadesk("links", "--csv", *options).stdout)))
        assert [row["archived_at"] or None for row in table] == [row["archived_at"] for row in rows]
        return [(row["reference"], row["archived_at"] is not None) for row in rows]

    assert listed() == [("kept", False)]
    assert listed("--archived") == [("put away", True), ("kept", False)]
    assert listed("--state", "archived") == [("put away", True)]
    assert listed("--state", "waiting") == [("kept", False)]
    assert listed("--state", "waiting", "--archived") == [("put away", True), ("kept", False)]
    lines = kazadesk("links", "--archived").stdout.splitlines()
    assert [line.endswith("(archived)") for line in lines] == [True, False]


def test_wrong_input_is_json_too(kazadesk: Kazadesk) -> None:
    done = kazadesk("create", "0", "US$", "--email", "nobody", "--json")
    assert done.returncode == 2
    answer = json.loads(done.stdout)
    assert [(each["field"], each["error"]) for each in answer["errors"]] == [
        ("amount", "zero"),
        ("currency", "bad_currency"),
        ("email", "bad_email"),
    ]
    assert (answer["state"], answer["url"], answer["error"]) == (None, None, "zero")
    assert all(each["message"] in answer["message"] for each in answer["errors"])
    made = json.loads(kazadesk("create", "10", "USD", "--json").stdout)
    assert set(made) <= set(answer), "one shape for all outcomes"


def _damage(ledger: Path) -> None:
    ledger.write_bytes(b"no ledger at all " * 4096)


def _of_a_newer_version(ledger: Path) -> None:
    connection = sqlite3.connect(ledger)
    connection.execute("PRAGMA user_version = 9999")
    connection.close()


def _in_the_way(ledger: Path) -> None:
    ledger.mkdir()


@pytest.mark.parametrize("make", [_damage, _of_a_newer_version, _in_the_way])
def test_a_ledger_that_cannot_be_used_is_status_10_for_all(
    kazadesk: Kazadesk, stand_in: PracticeServer, tmp_path: Path, make: Callable[[Path], None]
) -> None:
    ledger = tmp_path / "بيانات desk" / "practice" / "ledger.sqlite"
    ledger.parent.mkdir(parents=True)
    make(ledger)
    other = [("create", "10", "USD"), ("links",), ("verify",)] if make is _damage else []
    for command in (("create", "10", "USD", "--json"), *other):
        done = kazadesk(*command, stdin="x")
        assert (command, done.returncode) == (command, 10), done.stderr
        assert done.stderr.count("\n") == 1
        if "--json" in command:
            answer = json.loads(done.stdout)
            assert (answer["state"], answer["message"]) == (None, done.stderr.removeprefix("kazadesk: ").strip())
        else:
            assert done.stdout == ""
    assert stand_in.records.all() == []


@pytest.mark.skipif(os.name != "posix", reason="a shell's pipe")
def test_a_reader_who_has_seen_enough_is_no_trouble(kazadesk: Kazadesk, tmp_path: Path) -> None:
    webhooks = tmp_path / "many"
    lines = (f'{{"order_id": "{number}", "amount": "2", "secret": "3"}}\n' for number in range(4000))
    webhooks.write_text("".join(lines))
    options = ["--practice", "--data-dir", str(tmp_path / "data")]
    command = shlex.join([sys.executable, "-m", "kazadesk", *options, "verify", "--json", str(webhooks)])
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    line = f"{{ {command}; echo $? >&2; }} | head -n 1"
    done = subprocess.run(["sh", "-c", line], capture_output=True, text=True, check=False, env=environment, timeout=60)
    assert (done.stdout.count("\n"), done.stderr) == (1, "141\n")


@pytest.mark.parametrize("address", ["https://pay.example", "https://10.0.0.7/wallet", "https://127.0.0.1.example"])
def test_practice_mode_stays_on_this_computer(kazadesk: Kazadesk, address: str) -> None:
    done = kazadesk("create", "10", "USD", "--base-url", address)
    assert (done.returncode, done.stdout) == (2, "")
    assert "this computer only" in done.stderr


def test_debugging_shows_each_step_and_nothing_about_customers(kazadesk: Kazadesk, stand_in: PracticeServer) -> None:
    made = kazadesk("create", "12.75", "USD", "--ref", "INV-MARIAM", "--debug")
    assert (made.returncode, made.stdout.count("\n")) == (0, 1)
    steps = [
        "kept as sending, before anything is sent",
        "createPaymentLink: connection.connect_tcp.started",
        "kept that the request may leave now",
        "createPaymentLink: http11.receive_response_body.complete",
        "answer: 200",
        "ends as waiting (with a URL)",
    ]
    places = [made.stderr.find(step) for step in steps]
    assert places == sorted(places)
    assert -1 not in places, made.stderr
    verified = kazadesk("verify", "--debug", stdin=_paid(stand_in, stand_in.records.all()[0].id))
    assert "verify: paid (no reasons), link 1, goes to paid" in verified.stderr
    refused = kazadesk("create", "1,234", "USD", "--email", "x", "--debug")
    assert "form refused: amount ambiguous, email bad_email" in refused.stderr
    said = made.stderr + verified.stderr
    assert not [word for word in ("INV-MARIAM", "12.75", "merchant@example.com", "/pay/") if word in said]


@pytest.mark.parametrize(
    ("library", "part"), [("PySide6", "window"), ("apsw", "SQLite"), ("psycopg", "PostgreSQL driver")]
)
def test_selftest_goes_on_where_a_library_cannot_be_loaded(tmp_path: Path, library: str, part: str) -> None:
    """As where Windows lacks icuuc.dll: the import fails in Qt itself, whatever is imported first."""
    broken = tmp_path / library
    broken.mkdir()
    (broken / "__init__.py").write_text("raise ImportError('DLL load failed while importing it')", "utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)])}
    command = [sys.executable, "-m", "kazadesk", "--data-dir", str(tmp_path / "data"), "selftest"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0 if library == "psycopg" else 1, "")
    assert re.search(rf"(MISSING|absent) +{part}: .*DLL load failed while importing it", done.stdout)
    for other in {"Qt platform", "ledger", "TLS"} - ({"ledger"} if part == "SQLite" else {"Qt platform"}):
        assert f" {other}: " in done.stdout, "the rest of the report"


def test_a_locale_that_knows_no_arabic_harms_nothing(tmp_path: Path) -> None:
    """Windows' Python reads and writes files and streams as cp1252 unless it is told how."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    environment |= {"PYTHONWARNDEFAULTENCODING": "1", "PYTHONWARNINGS": "error::EncodingWarning"}
    start = [sys.executable, "-m", "kazadesk", "--practice", "--data-dir", str(tmp_path / "بيانات")]
    for words in (["create", "10", "USD", "--ref", "طلب ٧"], ["links", "--csv"]):
        done = subprocess.run([*start, *words], env=environment, capture_output=True, timeout=60, check=False)
        assert done.returncode == 0, done.stderr
    assert "طلب ٧" in done.stdout.decode("utf-8")


def test_wrong_usage_is_status_2(kazadesk: Kazadesk) -> None:
    assert kazadesk("create", "10").returncode == 2
    assert kazadesk("links", "--state", "sold").returncode == 2
    assert kazadesk("--base-url", "http://example.com", "create", "10", "USD").returncode == 2


def test_the_bundle_for_windows_calls_itself_by_its_name(tmp_path: Path) -> None:
    program = (
        "import sys\nsys.frozen, sys.executable = True, sys.argv.pop(1)\n"
        "from kazadesk.main import main\nsys.exit(main())"
    )
    place = str(tmp_path / "kazadesk-cli.exe")
    command = [sys.executable, "-c", program, place, "--data-dir", str(tmp_path), "links", "--since=1900-01-01"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("kazadesk-cli: --since takes a day")


def test_version(kazadesk: Kazadesk) -> None:
    assert kazadesk("--version").stdout.startswith("KazaDesk ")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a file that is always full")
@pytest.mark.parametrize("command", [("create", "10", "USD"), ("links", "--csv"), ("tour",)], ids=" ".join)
def test_output_that_cannot_be_written_is_said_in_one_line(kazadesk: Kazadesk, command: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = kazadesk(*command, stdout=full)
    assert done.returncode == 10
    assert done.stderr.count("\n") == 1
    assert "The output could not be written (No space left on device)" in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="a shell closes the streams")
@pytest.mark.parametrize(("words", "status"), [("verify <&-", 2), ("links --csv >&-", 0), ("links --since x 2>&-", 2)])
def test_closed_streams_are_no_surprise(tmp_path: Path, words: str, status: int) -> None:
    line = f"{shlex.quote(sys.executable)} -m kazadesk --practice --data-dir {shlex.quote(str(tmp_path))} {words}"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["sh", "-c", line], capture_output=True, text=True, check=False, env=environment, timeout=60)
    assert (done.returncode, "unforeseen" in done.stderr) == (status, False), done.stderr


@pytest.mark.skipif(os.name != "posix", reason="on Windows Ctrl+C needs a console")
def test_the_stand_in_runs_until_ctrl_c(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kazadesk", "--data-dir", str(tmp_path), "practice", "--port", "0"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
        assert run.stdout
        address = run.stdout.readline().strip()
        connection = http.client.HTTPConnection(address.removeprefix("http://").partition("/")[0], timeout=60)
        connection.request("GET", "/practice/health")
        assert json.loads(connection.getresponse().read())["kazadesk"] == "practice"
        connection.close()
        run.send_signal(signal.SIGINT)
        assert run.communicate(timeout=60) == ("", "")
    assert run.returncode == 130


@pytest.mark.parametrize(
    "bound",
    [
        "--since=0001-01-01",
        "--since=1900-01-01",
        "--since=1969-12-31T23:59",
        "--until=3000-01-02",
        "--until=9999-12-31",
    ],
)
def test_days_beyond_the_calendar_are_wrong_usage(kazadesk: Kazadesk, bound: str) -> None:
    done = kazadesk("links", bound)
    assert (done.returncode, done.stdout) == (2, "")
    assert "takes a day such as" in done.stderr


def test_a_variable_that_is_not_set_does_not_lead_elsewhere(kazadesk: Kazadesk, tmp_path: Path) -> None:
    done = kazadesk("create", "10", "USD", "--base-url", "")
    assert (done.returncode, done.stdout) == (2, ""), "never to Kazawallet itself"
    done = kazadesk("links", "--data-dir", "")
    assert (done.returncode, done.stdout) == (2, ""), "never into the folder one is in"
    (tmp_path / "a file").touch()
    done = kazadesk("links", "--data-dir", str(tmp_path / "a file"))
    assert done.returncode == 10
    assert str(tmp_path / "a file") in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
@pytest.mark.parametrize("display", ["", ":4711"])
def test_without_a_display_it_says_so(tmp_path: Path, display: str) -> None:
    names = ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_SESSION_TYPE")
    environment = {name: value for name, value in os.environ.items() if name not in names}
    environment |= {"DISPLAY": display, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "kazadesk", "--data-dir", str(tmp_path)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 10
    told = f"kazadesk: The window cannot be opened: could not connect to display {display}".strip()
    assert done.stderr == f"{told}\nkazadesk: In the terminal, without a window: kazadesk tour\n"


def test_a_ledger_that_cannot_be_used_is_status_10(kazadesk: Kazadesk, tmp_path: Path) -> None:
    ledger = tmp_path / "other" / "practice" / "ledger.sqlite"
    ledger.parent.mkdir(parents=True)
    ledger.write_bytes(b"no ledger at all" * 512)
    done = kazadesk("create", "10", "USD", "--data-dir", str(tmp_path / "other"))
    assert (done.returncode, done.stdout) == (10, "")
    assert "The ledger is damaged" in done.stderr


def test_the_customer_is_kept_and_found(kazadesk: Kazadesk) -> None:
    refused = kazadesk("create", "5", "USD", "--phone", "0944123456")
    assert refused.returncode == 2
    assert "country code" in refused.stderr
    assert (
        kazadesk("create", "5", "USD", "--ref", "INV-9", "--name", "سارة", "--phone", "+963 944 123456").returncode == 0
    )
    assert "INV-9" in kazadesk("links", "--search", "ساره").stdout
    assert "INV-9" in kazadesk("links", "--search", "944123456").stdout
