"""A known key and secret go through every path, faults included; then nothing that is kept or shown holds them."""

from __future__ import annotations

import base64
import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

import pytest

from kazadesk.practice import CREDENTIALS, Faults, PracticeServer
from kazadesk.practice.webhooks import tampered_text, webhook_text

KEY_END, SECRET_END = "K7f3A9c1E5b2", "S4d8B6e0F2a7"
KEY, SECRET = "CANARY" + KEY_END, "CANARY" + SECRET_END
PROGRAM = Path(__file__).with_name("canary_program.py")
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[PracticeServer]:
    monkeypatch.setattr(CREDENTIALS.api_key, "_text", KEY)
    monkeypatch.setattr(CREDENTIALS.api_secret, "_text", SECRET)
    with PracticeServer() as server:
        yield server


class Desk:
    """Runs the program and collects whatever it lets out."""

    def __init__(self, stand_in: PracticeServer, folder: Path) -> None:
        self.stand_in = stand_in
        self.folder = folder
        self.let_out: list[bytes] = []

    def run(self, *args: str, stdin: str = "", status: int) -> str:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
        environment |= {"CANARY_KEY_END": KEY_END, "CANARY_SECRET_END": SECRET_END}
        command = [sys.executable, str(PROGRAM), "--practice", "--debug", "--data-dir", str(self.folder)]
        with subprocess.Popen(
            [*command, "--base-url", self.stand_in.base_url, *args],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
        ) as process:
            self.let_out.append(_seen_by_ps(process.pid))
            out, err = process.communicate(stdin.encode(), timeout=60)
            self.let_out += [out, err]
        assert process.returncode == status, err.decode()
        return out.decode()

    def everything(self) -> Iterator[tuple[str, bytes]]:
        for number, text in enumerate(self.let_out):
            yield f"output {number}", text
        for path in self.folder.rglob("*"):
            if path.is_file():
                yield str(path.relative_to(self.folder)), path.read_bytes()


def _seen_by_ps(pid: int) -> bytes:
    return subprocess.run(
        ["ps", "-ww", "-o", "args=,environ=", "-p", str(pid)], capture_output=True, check=False
    ).stdout


def _forms(secret: str) -> set[bytes]:
    raw = secret.encode()
    forms = {raw, raw[::-1], raw.hex().encode(), urllib.parse.quote(secret, safe="").encode(), raw.lower(), raw.upper()}
    for start in range(3):
        # base64 of the secret inside other text, whatever stands before it
        forms.add(base64.b64encode(b"x" * start + raw)[4:-4])
    forms |= {secret.encode("utf-16-le"), secret.encode("utf-16-be")}
    return forms


def test_key_and_secret_stay_inside(stand_in: PracticeServer, tmp_path: Path) -> None:
    desk = Desk(stand_in, tmp_path / "data")
    made = json.loads(desk.run("create", "10", "USD", "--ref", "INV-1", "--json", "--qr", status=0).split("\n")[0])
    desk.run("create", "5", "USD", "--email", "customer@example.com", status=1)
    echo = json.dumps({"success": False, "error": f"bad key {KEY}, header x-api-key: {KEY}"}).encode()
    for faults, status in [
        (Faults(drop="reset"), 7),
        (Faults(drop="close", record=False), 7),
        (Faults(body=echo, status=400, record=False), 1),
        (Faults(body=f"<h1>{KEY}</h1>".encode(), status=500), 7),
        (Faults(body=b"{", content_type="application/json"), 7),
        (Faults(status=302, body=b"", headers=(("location", f"https://evil.example/?k={KEY}"),)), 7),
    ]:
        stand_in.fail_next(faults)
        desk.run("create", "6", "USD", "--json", status=status)
    webhook = webhook_text(stand_in.records.settle(made["order_id"], "paid"))
    desk.run("verify", "--json", stdin=tampered_text(stand_in.records.all()[0]), status=3)
    desk.run("verify", stdin=f"POST /hook HTTP/1.1\nHost: shop\nx-api-key: {KEY}\n\n{webhook}", status=0)
    desk.run("verify", "--json", stdin=webhook, status=1)
    desk.run("verify", stdin=webhook[:40] + KEY, status=4)
    desk.run("links", "--csv", status=0)
    desk.run("selftest", "--online", status=0)
    stand_in.stop()
    desk.run("create", "7", "USD", status=6)

    searched = dict(desk.everything())
    assert "logs/kazadesk.log" in searched
    assert "practice/ledger.sqlite" in searched
    log = searched["logs/kazadesk.log"].decode()
    assert "createPaymentLink: http11.send_request_headers.started" in log, "with each step in it"
    assert "verify: not_authentic" in log
    found = {
        (place, form)
        for place, content in searched.items()
        for secret in (KEY, SECRET)
        for form in _forms(secret)
        if form in content
    }
    assert not found


def test_the_search_would_find_them(tmp_path: Path) -> None:
    for number, form in enumerate(_forms(SECRET)):
        (tmp_path / str(number)).write_bytes(b"..." + form + b"...")
    assert all(any(form in file.read_bytes() for form in _forms(SECRET)) for file in tmp_path.iterdir())
    assert base64.b64encode(f"ab{SECRET}cd".encode()).find(base64.b64encode(b"xx" + SECRET.encode())[4:-4]) > 0


@pytest.mark.skipif(not hasattr(signal, "SIGSEGV") or os.name != "posix", reason="core dumps are POSIX's")
def test_a_crash_leaves_no_memory_behind(stand_in: PracticeServer, tmp_path: Path) -> None:
    """Not even where the shell that started it allows any size."""
    folder = tmp_path / "data"
    program = ["--practice", "--data-dir", str(folder), "--base-url", stand_in.base_url, "verify"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "CANARY_KEY_END": KEY_END, "CANARY_SECRET_END": SECRET_END}
    started = shlex.join([sys.executable, str(PROGRAM), *program])  # a checkout's folder may have blanks in its name
    command = f"ulimit -c unlimited; cd {shlex.quote(str(tmp_path))}; exec {started}"
    with subprocess.Popen(["sh", "-c", command], stdin=subprocess.PIPE, env=environment) as process:
        ledger, latest = folder / "practice" / "ledger.sqlite", time.monotonic() + 60
        while not ledger.exists():  # by then the keys are there
            assert process.poll() is None
            assert time.monotonic() < latest
            time.sleep(0.02)
        if sys.platform == "linux":
            limits = Path(f"/proc/{process.pid}/limits").read_text()
            assert re.search(r"Max core file size +1 +1 ", limits)
        process.send_signal(signal.SIGSEGV)
        assert process.wait(60) == -signal.SIGSEGV
    found = [path for path in tmp_path.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()]
    assert found == []
    assert not list(tmp_path.glob("core*"))
