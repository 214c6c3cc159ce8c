"""The vault on a real GNOME Keyring, on a bus of the test's own; and on keyrings that are missing, locked or stuck."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
import sys
import threading
import traceback
from contextlib import closing

import pytest

from kazadesk.core.errors import InputError, VaultError
from kazadesk.core.redact import Secret
from kazadesk.core.webhook.signature import Credentials
from kazadesk.storage import keyrings, vault
from kazadesk.storage.vault import Kept, Vault
from tests.session_bus import SessionBus

KEY, SECRET = "0DE5C0FFEE77", "5EC7E7-canary-مفتاح"

linux = pytest.mark.skipif(sys.platform != "linux", reason="the Secret Service is Linux's keyring")


def credentials(profile="shop", secret=SECRET):
    return Credentials(profile, Secret(KEY), Secret(secret))


def code_of(run, coroutine):
    with pytest.raises(VaultError) as caught:
        run(coroutine)
    return caught.value.code


class Bus(SessionBus):
    """What a person does to the keyring, and what happens to it."""

    def lock(self):
        import secretstorage

        with closing(secretstorage.dbus_init()) as connection:
            secretstorage.Collection(connection).lock()

    def unlock(self):
        import secretstorage
        from secretstorage.util import DBusAddressWrapper, format_secret, open_session

        with closing(secretstorage.dbus_init()) as connection:
            collection = secretstorage.Collection(connection).collection_path
            secret = format_secret(open_session(connection), b"pw", "text/plain")
            inside = "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface"  # the name they gave it
            keyring = DBusAddressWrapper("/org/freedesktop/secrets", inside, connection)
            keyring.call("UnlockWithMasterPassword", "o(oayays)", collection, secret)

    def process(self):
        return self.ask("GetConnectionUnixProcessID", "s", "org.freedesktop.secrets")[0]

    def forget_keyring(self):
        """Start it no more."""
        self.service.unlink()
        self.ask("ReloadConfig")

    def ask(self, method, signature=None, *body):
        from jeepney import new_method_call
        from jeepney.bus_messages import message_bus
        from jeepney.io.blocking import open_dbus_connection

        with closing(open_dbus_connection()) as connection:
            return connection.send_and_get_reply(new_method_call(message_bus, method, signature, body)).body

    def put(self, profile, text):
        import secretstorage

        attributes = {"service": f"KazaDesk: {profile}", "username": "KazaDesk"}
        with closing(secretstorage.dbus_init()) as connection:
            secretstorage.Collection(connection).create_item("by hand", attributes, text.encode(), replace=True)


@pytest.fixture
def bus(tmp_path, monkeypatch, request):
    """A bus with an unlocked GNOME Keyring; with `indirect` parameter False, without any."""
    bus = Bus(tmp_path / "home", monkeypatch, keyring=getattr(request, "param", True))
    yield bus
    bus.end()


without_keyring = pytest.mark.parametrize("bus", [False], indirect=True, ids=["no keyring"])


# ── a keyring that works ──


@linux
@pytest.mark.parametrize("profile", ["shop", "متجر ٢", "a b/c:d@e"])
def test_credentials_are_there_in_the_next_session(bus, run, profile):
    assert run(Vault().load(profile)) is None
    assert run(Vault().save(credentials(profile))) == Kept("GNOME Keyring")
    assert run(Vault().load(profile)) == credentials(profile)
    assert run(Vault().load("other shop")) is None


@linux
def test_each_profile_has_its_own_item_and_the_newest_value(bus, run):
    first = Vault()
    for secret in ("old", "new", "new"):
        run(first.save(credentials("one", secret)))
    run(first.save(credentials("two", "second")))
    again = Vault()
    assert run(again.load("one")).api_secret == Secret("new")
    assert run(again.load("two")).api_secret == Secret("second")
    run(again.delete("one"))
    run(again.delete("one"))
    assert run(again.load("one")) is None
    assert run(Vault().load("one")) is None
    assert run(Vault().load("two")).api_secret == Secret("second")


@linux
def test_tests_have_a_service_name_of_their_own(bus, run, monkeypatch):
    """On Windows and macOS they meet the keyring of whoever runs them."""
    run(Vault().save(credentials("shop", "the merchant's own")))
    monkeypatch.setenv("KAZADESK_KEYRING_SERVICE", "KazaDesk tests 1")
    assert run(Vault().load("shop")) is None
    run(Vault().save(credentials("shop", "a test's")))
    run(Vault().delete("shop"))
    monkeypatch.delenv("KAZADESK_KEYRING_SERVICE")
    assert run(Vault().load("shop")).api_secret == Secret("the merchant's own")


@linux
def test_what_was_read_once_stays_when_the_keyring_vanishes(bus, run):
    run(Vault().save(credentials()))
    kept = Vault()
    assert run(kept.load("shop")) == credentials()
    bus.end()
    assert run(kept.load("shop", asked=True)) == credentials()
    assert code_of(run, kept.load("other shop", asked=True)) == "no_keyring"
    assert run(kept.save(credentials("third"))).problem.code == "no_keyring"
    assert run(kept.load("third")) == credentials("third")


@linux
def test_the_self_test_leaves_nothing(bus, run):
    assert run(Vault().probe()) == "GNOME Keyring"
    assert run(Vault().load("selftest")) is None


@linux
def test_no_configuration_of_the_keyring_library_has_a_say(bus, run, monkeypatch, tmp_path):
    config = tmp_path / "home" / "config" / "python_keyring"
    config.mkdir(parents=True)
    (config / "keyringrc.cfg").write_text("[backend]\ndefault-keyring=keyring.backends.null.Keyring\n")
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.setenv("KEYRING_PROPERTY_SCHEME", "KeePassXC")
    monkeypatch.setenv("KEYRING_PROPERTY_PREFERRED_COLLECTION", "/org/freedesktop/secrets/collection/session")
    assert run(Vault().save(credentials())) == Kept("GNOME Keyring")
    for name in ("PYTHON_KEYRING_BACKEND", "KEYRING_PROPERTY_SCHEME", "KEYRING_PROPERTY_PREFERRED_COLLECTION"):
        monkeypatch.delenv(name)
    assert run(Vault().load("shop")) == credentials()


@linux
@pytest.mark.parametrize("text", ["not JSON", "[]", '{"api_key": "x"}', '{"api_key": 1, "api_secret": 2}', "[" * 2000])
def test_an_item_that_is_not_ours_is_told(bus, run, text):
    bus.put("shop", text)
    assert code_of(run, Vault().load("shop")) == "keyring_failed"


# ── locked ──


@linux
def test_a_locked_keyring_shows_no_prompt_unless_asked(bus, run):
    run(Vault().save(credentials()))
    bus.lock()
    assert code_of(run, Vault().load("shop")) == "keyring_locked"
    assert code_of(run, Vault().probe()) == "keyring_locked"
    assert run(Vault().where()) == "GNOME Keyring"


@linux
def test_a_dismissed_prompt_keeps_credentials_for_the_session_only(bus, run):
    # no prompter can be started on this bus, which GNOME Keyring treats as dismissed
    run(Vault().probe())
    bus.lock()
    assert code_of(run, Vault().load("shop", asked=True)) == "prompt_dismissed"
    session = Vault()
    kept = run(session.save(credentials()))
    assert (kept.where, kept.problem.code) == ("", "prompt_dismissed")
    assert run(session.load("shop")) == credentials()
    assert code_of(run, session.delete("shop")) == "prompt_dismissed"
    assert run(session.load("shop")) == credentials(), "what could not be deleted is not lost half-way"


@linux
def test_what_could_not_be_deleted_is_there_again_when_the_keyring_is(bus, run):
    kept = Vault()
    run(kept.save(credentials()))
    bus.lock()
    assert code_of(run, kept.delete("shop")) == "prompt_dismissed"
    bus.unlock()
    assert run(kept.load("shop")) == credentials()
    run(kept.delete("shop"))
    assert run(kept.load("shop")) is None
    assert run(Vault().load("shop")) is None


# ── one that dies ──


def waits_for_an_answer():
    """Whether the keyring's thread has asked something over D-Bus and waits."""
    for thread in threading.enumerate():
        frame = sys._current_frames().get(thread.ident or 0) if thread.name == "keyring" else None
        while frame is not None:
            if frame.f_code.co_name == "_read_some_data" and "jeepney" in frame.f_code.co_filename:
                return True
            frame = frame.f_back
    return False


async def die_meanwhile(bus, call):
    """Make `call` while the keyring stands still, then kill the keyring."""
    dying = bus.process()
    os.kill(dying, signal.SIGSTOP)
    asked = asyncio.ensure_future(call)
    while not waits_for_an_answer():  # noqa: ASYNC110 - a blocked thread tells nobody
        await asyncio.sleep(0)
    os.kill(dying, signal.SIGKILL)
    return await asked


@linux
def test_a_keyring_that_dies_while_it_is_asked_is_asked_again(bus, run):
    used = Vault()
    assert run(used.save(credentials())) == Kept("GNOME Keyring")
    assert run(die_meanwhile(bus, used.save(credentials(secret="new")))) == Kept("GNOME Keyring")
    again = Vault()
    run(again.where())
    assert run(die_meanwhile(bus, again.load("shop"))) == credentials(secret="new")
    run(die_meanwhile(bus, again.delete("shop")))
    assert run(Vault().load("shop")) is None


@linux
def test_a_keyring_that_goes_while_it_is_asked_is_told(bus, run):
    used = Vault()
    run(used.where())
    bus.forget_keyring()
    assert code_of(run, die_meanwhile(bus, used.load("shop"))) == "no_keyring"


# ── none, or stuck ──


@linux
@without_keyring
def test_a_bus_without_a_keyring(bus, run):
    assert code_of(run, Vault().load("shop")) == "no_keyring"
    assert run(Vault().where()) == ""
    session = Vault()
    assert run(session.save(credentials())).problem.code == "no_keyring"
    assert run(session.load("shop")) == credentials()
    run(session.delete("shop"))
    assert run(session.load("shop")) is None
    assert code_of(run, session.delete("other shop")) == "no_keyring"


@linux
@pytest.mark.parametrize("address", [None, "unix:path=/nowhere/bus", "nonsense"])
def test_no_bus_at_all(run, monkeypatch, address):
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    if address is None:
        monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    else:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    assert code_of(run, Vault().load("shop", asked=True)) == "no_keyring"
    assert code_of(run, Vault().probe()) == "no_keyring"


@linux
@without_keyring
def test_a_keyring_that_never_answers_is_left_behind(bus, run, start, monkeypatch):
    mute = start("mute_secret_service")
    assert mute.stdout.readline() == "mute\n"
    monkeypatch.setattr(vault, "UNASKED_SECONDS", 0.3)
    monkeypatch.setattr(vault, "ASKED_SECONDS", 0.4)
    patient = Vault()
    assert code_of(run, patient.load("shop")) == "keyring_timeout"
    kept = run(patient.save(credentials()))
    assert (kept.where, kept.problem.code) == ("", "keyring_timeout")
    assert run(patient.load("shop")) == credentials()
    mute.kill()
    mute.wait()
    monkeypatch.setattr(vault, "UNASKED_SECONDS", 20)
    assert code_of(run, patient.load("other shop")) == "no_keyring"


@linux
@without_keyring
def test_a_stuck_keyring_does_not_keep_the_process_from_ending(bus, start):
    mute = start("mute_secret_service")
    assert mute.stdout.readline() == "mute\n"
    assert start("leave_stuck").communicate(timeout=20) == ("stuck\n", "")


# ── what no keyring here does by itself ──


class Misbehaving:
    """Forgets, changes or complains, as other keyrings do."""

    def __init__(self, kept=None, error=None):
        self.kept, self.error = kept, error

    def get_password(self, service, user):
        return self.kept

    def set_password(self, service, user, text):
        if self.error is not None:
            raise self.error(1783, "CredWrite", text)

    def delete_password(self, service, user):
        pass


@pytest.fixture
def misbehaving(monkeypatch):
    def use(backend):
        monkeypatch.setattr(keyrings, "_backend", lambda: (backend, "Misbehaving"))
        monkeypatch.setattr(keyrings, "_has_items", lambda asked: True)
        return Vault()

    return use


@pytest.mark.parametrize("kept", [None, json.dumps({"api_key": KEY, "api_secret": "other"})])
def test_a_keyring_that_does_not_keep_what_it_took_is_found_out(misbehaving, run, kept):
    found = run(misbehaving(Misbehaving(kept)).save(credentials()))
    assert (found.where, found.problem.code) == ("", "keyring_not_kept")


def test_a_keyring_that_does_not_delete_is_found_out(misbehaving, run):
    assert code_of(run, misbehaving(Misbehaving("kept")).delete("shop")) == "keyring_failed"


@pytest.mark.parametrize("error", [RuntimeError, OSError, KeyError, type("error", (Exception,), {})])
def test_a_keyrings_own_words_go_nowhere(misbehaving, run, caplog, capfd, error):
    with caplog.at_level(logging.DEBUG):
        problem = run(misbehaving(Misbehaving(error=error)).save(credentials())).problem
    assert problem.code in ("keyring_failed", "no_keyring")
    told = "".join(traceback.format_exception(problem)) + caplog.text + repr(problem.__dict__) + capfd.readouterr().err
    assert SECRET not in told
    assert KEY not in told
    assert problem.__context__ is None
    assert problem.__cause__ is None


def test_what_windows_could_not_keep_is_refused_everywhere(misbehaving, run):
    used = misbehaving(Misbehaving())
    with pytest.raises(InputError) as caught:
        run(used.save(credentials(secret="😀" * 600)))
    assert (caught.value.field, caught.value.code) == ("api_secret", "too_long")
    assert run(used.save(credentials(secret="😀" * 500))).problem.code == "keyring_not_kept"


def test_credentials_never_show_themselves():
    assert SECRET not in repr(credentials()) + str(credentials()) + repr(Kept("", VaultError("no_keyring")))
