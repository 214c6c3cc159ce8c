"""Keys without a window: typed on a terminal or read from standard input, in a real keyring."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kazadesk.practice import CREDENTIALS, EMAIL, PracticeServer
from tests.session_bus import SessionBus

ROOT = Path(__file__).resolve().parents[2]
KEY, SECRET = CREDENTIALS.api_key.reveal(), CREDENTIALS.api_secret.reveal()
Live = Callable[..., "subprocess.CompletedProcess[str]"]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the Secret Service is Linux's keyring")


@pytest.fixture
def keyring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    bus = SessionBus(tmp_path / "home", monkeypatch, keyring=True)
    yield
    bus.end()


@pytest.fixture
def command(tmp_path: Path, stand_in: PracticeServer) -> list[str]:
    """Outside practice mode: what is kept is kept in the keyring."""
    data = ["--data-dir", str(tmp_path / "data"), "--base-url", stand_in.base_url]
    return [sys.executable, "-m", "kazadesk", *data]


@pytest.fixture
def live(command: list[str]) -> Live:
    def run(*args: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error", "PYTHONUTF8": "1"}
        done = subprocess.run(
            [*command, *args], input=stdin, capture_output=True, text=True, check=False, env=environment, timeout=60
        )
        assert "Traceback" not in done.stderr, done.stderr
        assert not [word for word in (KEY, SECRET) if word in done.stdout + done.stderr]
        return done

    return run


@pytest.mark.usefixtures("keyring")
def test_set_check_use_and_forget(live: Live, tmp_path: Path) -> None:
    assert live("credentials", "check").returncode == 5
    assert live("create", "10", "USD", "--email", EMAIL).returncode == 10
    done = live("credentials", "set", stdin=f"{KEY}\n{SECRET}\n{EMAIL}\n")
    assert (done.returncode, done.stdout.startswith("Kept in ")) == (0, True), done.stderr
    checked = live("credentials", "check", "--debug")
    assert (checked.returncode, checked.stdout) == (0, "125.50 USD\n1500000 SYP\n"), checked.stderr
    made = live("create", "10", "USD")
    assert (made.returncode, made.stdout.startswith("http://127.0.0.1:")) == (0, True), made.stderr
    everything = b"".join(path.read_bytes() for path in (tmp_path / "data").rglob("*") if path.is_file())
    assert not [word for word in (KEY, SECRET) if word.encode() in everything]
    forgotten = live("credentials", "forget")
    assert forgotten.returncode == 0
    assert live("credentials", "forget").returncode == 5
    assert live("credentials", "check").returncode == 5


@pytest.mark.usefixtures("keyring")
def test_one_more_account_and_wrong_keys(live: Live) -> None:
    live("credentials", "set", "--email", EMAIL, stdin=f"{KEY}\n{SECRET}\n")
    wrong = live("credentials", "set", "--new", "متجر ٢", "--email", EMAIL, stdin=f"{KEY}\nWRONG\n")
    assert wrong.returncode == 0, wrong.stderr
    checked = live("credentials", "check", "--profile", "متجر ٢")
    assert (checked.returncode, checked.stdout) == (1, "")
    assert "not its API secret" in checked.stderr
    assert live("credentials", "check", "--profile", "default").returncode == 0
    again = live("credentials", "set", "--new", "متجر ٢", stdin=f"{KEY}\n{SECRET}\n{EMAIL}\n")
    assert (again.returncode, "another name" in again.stderr) == (2, True), again.stderr


@pytest.mark.parametrize(
    ("typed", "what"), [("", "API key"), (f"{KEY}\n\n", "API secret"), (f"{KEY}\n{SECRET}\nnobody\n", "address")]
)
def test_what_is_wrong_is_said_and_nothing_is_kept(live: Live, typed: str, what: str) -> None:
    done = live("credentials", "set", stdin=typed)
    assert (done.returncode, what in done.stderr) == (2, True), done.stderr


def test_without_a_keyring_nothing_is_said_to_be_kept(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
    done = live("credentials", "set", stdin=f"{KEY}\n{SECRET}\n{EMAIL}\n")
    assert (done.returncode, done.stdout) == (10, ""), done.stderr
    assert "keyring" in done.stderr


@pytest.mark.usefixtures("keyring")
def test_on_a_terminal_keys_are_typed_without_being_shown(command: list[str]) -> None:
    import fcntl  # noqa: PLC0415
    import pty  # noqa: PLC0415
    import termios  # noqa: PLC0415

    ours, theirs = pty.openpty()

    def take_the_terminal() -> None:
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)

    with subprocess.Popen(
        [*command, "credentials", "set"],
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=theirs,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        start_new_session=True,
        preexec_fn=take_the_terminal,
    ) as run:
        os.close(theirs)
        shown = b""
        for prompt, answer in ((b"API key: ", KEY), (b"API secret: ", SECRET), (b"account: ", EMAIL)):
            while not shown.endswith(prompt):
                shown += os.read(ours, 1024)
            os.write(ours, answer.encode() + b"\n")
        assert run.stdout
        assert run.stdout.read().startswith(b"Kept in ")
        assert run.wait(60) == 0
    try:
        while more := os.read(ours, 1024):
            shown += more
    except OSError:  # how Linux says that the other end is closed
        os.close(ours)
    assert EMAIL.encode() in shown
    assert KEY.encode() not in shown
    assert SECRET.encode() not in shown


@pytest.mark.usefixtures("keyring")
def test_swapped_keys_are_said_to_be_swapped(live: Live) -> None:
    live("credentials", "set", "--email", EMAIL, stdin=f"{SECRET}\n{KEY}\n")
    checked = live("credentials", "check")
    assert (checked.returncode, "are swapped" in checked.stderr) == (1, True), checked.stderr
