from __future__ import annotations

import json
import os
import subprocess
from dataclasses import replace

import pytest

from kazadesk.core.errors import SettingsError
from kazadesk.storage.settings import ProfileSettings, Settings, load, save
from kazadesk.storage.settings_file import SettingsFile


@pytest.fixture
def file(tmp_path):
    return tmp_path / "settings.json"


def test_without_a_file_everything_has_its_default(file):
    loaded = load(file)
    assert loaded.settings == Settings()
    assert loaded.moved_aside is None
    assert not file.exists()


def test_what_is_saved_is_loaded(file):
    value = Settings(
        language="ar",
        mode="live",
        current_profile="متجر",
        profiles=[ProfileSettings("متجر", "a@example.com", "SYP", "https://shop.example", "متجر الياسمين")],
        geometry="AdnQywAD",
        watch_clipboard=True,
    )
    save(file, value)
    assert load(file).settings == value
    assert [path.name for path in file.parent.iterdir()] == ["settings.json"]
    if os.name == "posix":
        assert file.stat().st_mode & 0o777 == 0o600


def test_what_a_newer_version_wrote_stays(file):
    data = {"version": 7, "theme": "dark", "sounds": {"paid": "bell"}, "profiles": [{"name": "shop", "tax": 5}]}
    file.write_text(json.dumps(data), "utf-8")
    value = load(file).settings
    value.theme = "light"
    save(file, value)
    kept = json.loads(file.read_text("utf-8"))
    assert (kept["version"], kept["theme"], kept["sounds"]) == (7, "light", {"paid": "bell"})
    assert kept["profiles"][0]["tax"] == 5


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '"x"', "\x00\x01", "[" * 100_000, '{"theme": NaN', "\ufffe"],
    ids=lambda text: repr(text[:20]),
)
def test_a_broken_file_is_moved_aside_and_the_defaults_serve(file, text):
    file.write_text(text, encoding="utf-16" if text == "\ufffe" else "utf-8")
    before = file.read_bytes()
    loaded = load(file)
    assert loaded.settings == Settings()
    assert loaded.moved_aside.name == "settings.json.broken-1"
    assert loaded.moved_aside.read_bytes() == before
    file.write_text("also broken")
    assert load(file).moved_aside.name == "settings.json.broken-2"


def test_a_value_of_the_wrong_kind_falls_back_alone(file):
    data = {
        "theme": "purple",
        "digits": 3,
        "watch_clipboard": "yes",
        "language": "ar",
        "practice": {"name": 7, "currency": "EUR"},
        "profiles": [{"name": "shop", "currency": 5, "email": "a@example.com"}, {"name": ""}, {}, 7, {"name": "shop"}],
    }
    file.write_bytes(b"\xef\xbb\xbf" + json.dumps(data).encode())
    assert load(file).settings == Settings(
        language="ar",
        profiles=[ProfileSettings("shop", "a@example.com")],
        practice=ProfileSettings("practice", currency="EUR"),
    )


def test_half_an_emoji_is_taken_for_a_question_mark_and_a_whole_one_stays(file):
    file.write_text(r'{"profiles": [{"name": "a\ud83d", "shop_name": "\ud83d\ude00"}], "labels": {"a?": "\udfff"}}')
    assert load(file).settings == Settings(profiles=[ProfileSettings("a?", shop_name="😀")], labels={"a?": "?"})


def test_a_failed_save_leaves_the_old_file(small_disk):
    file = small_disk / "settings.json"
    save(file, Settings(theme="dark"))
    room = os.statvfs(small_disk)
    (small_disk / "film").write_bytes(b"\0" * (room.f_bavail * room.f_frsize))
    with pytest.raises(SettingsError) as caught:
        save(file, Settings(theme="light", geometry="x" * 8192))
    assert caught.value.code == "settings_unwritable"
    assert caught.value.details == {"path": str(file), "why": "No space left on device"}
    assert load(file).settings.theme == "dark"
    assert sorted(path.name for path in small_disk.iterdir()) == ["film", "settings.json"]


def test_read_only_settings_are_told(small_disk):
    file = small_disk / "settings.json"
    save(file, Settings())
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    assert load(file).settings == Settings()
    with pytest.raises(SettingsError, match="settings_unwritable"):
        save(file, Settings())


def test_a_folder_in_the_settings_place_is_told(file):
    file.mkdir()
    with pytest.raises(SettingsError, match="settings_unwritable"):
        load(file)


def test_changes_are_there_at_once_and_written_in_their_order(file):
    opened = SettingsFile(file)
    for number in range(20):
        opened.change(geometry=str(number))
        assert opened.value.geometry == str(number)
    opened.close()
    assert opened.problem is None
    assert load(file).settings.geometry == "19"


def test_a_change_that_cannot_be_written_is_remembered_as_a_problem(file):
    opened = SettingsFile(file)
    file.mkdir()
    opened.change(theme="dark")
    opened.close()
    assert opened.value.theme == "dark"
    assert opened.problem.code == "settings_unwritable"


def test_words_that_all_profiles_shared_become_each_ones_own(file):
    data = {"message_language": "ar", "message_template_ar": "ادفع {url}", "profiles": [{"name": "a"}, {"name": "b"}]}
    file.write_text(json.dumps(data), "utf-8")
    value = load(file).settings
    for profile in (*value.profiles, value.practice):
        assert (profile.message_language, profile.message_template_ar) == ("ar", "ادفع {url}")
    value.profiles[0].message_template_ar = ""
    save(file, value)
    assert "message_language" not in json.loads(file.read_text("utf-8"))
    assert [profile.message_template_ar for profile in load(file).settings.profiles] == ["", "ادفع {url}"]


def test_labels_are_kept_and_nonsense_among_them_is_not(file):
    save(file, Settings(labels={"shop": "متجر الشام"}))
    assert load(file).settings.labels == {"shop": "متجر الشام"}
    file.write_text('{"labels": {"a": 1, "b": "", "c": "C"}}')
    assert load(file).settings.labels == {"c": "C"}
    file.write_text('{"deleted": {"a": 1, "b": "", "c": "me@example.com"}}')
    assert load(file).settings.deleted == {"b": "", "c": "me@example.com"}


@pytest.fixture
def two(file):
    """A window and the command line, which have both read the same settings."""
    save(file, Settings(profiles=[ProfileSettings("shop"), ProfileSettings("kiosk")], labels={"kiosk": "Kiosk"}))
    both = SettingsFile(file), SettingsFile(file)
    yield both
    for each in both:
        each.close()


def profile(settings, name):
    return next(each for each in settings.value.profiles if each.name == name)


def test_two_processes_take_nothing_from_each_other(file, two):
    window, command = two
    window.change(
        theme="dark",
        profiles=[*window.value.profiles, ProfileSettings("branch", "b@example.com")],
        labels=window.value.labels | {"shop": "Store"},
        current_profile="branch",
    )
    window.close()
    remembered = replace(profile(command, "kiosk"), currency="SYP")
    command.change(profiles=[profile(command, "shop"), remembered])
    command.close()
    window.change(profiles=[replace(each, shop_name="متجر") for each in window.value.profiles])
    window.close()
    kept = load(file).settings
    assert (kept.theme, kept.current_profile, kept.labels) == ("dark", "branch", {"kiosk": "Kiosk", "shop": "Store"})
    assert [(each.name, each.currency, each.shop_name) for each in kept.profiles] == [
        ("shop", "USD", "متجر"),
        ("kiosk", "SYP", "متجر"),
        ("branch", "USD", "متجر"),
    ]


def test_an_account_that_was_deleted_meanwhile_does_not_come_back(file, two):
    window, command = two
    window.change(profiles=[profile(window, "shop")])
    window.close()
    command.change(profiles=[profile(command, "shop"), replace(profile(command, "kiosk"), currency="SYP")])
    command.close()
    assert [each.name for each in load(file).settings.profiles] == ["shop"]


def test_what_could_not_be_written_is_written_with_the_next_change(file):
    opened = SettingsFile(file)
    file.mkdir()
    opened.change(theme="dark")
    opened.close()
    file.rmdir()
    save(file, Settings(language="ar"))
    opened.change(digits="latin")
    opened.close()
    kept = load(file).settings
    assert (kept.theme, kept.digits, kept.language) == ("dark", "latin", "ar")


def test_a_file_that_was_broken_or_removed_meanwhile_is_written_whole(file, two):
    window, command = two
    file.write_text("{")
    window.change(theme="dark")
    window.close()
    assert [each.name for each in load(file).settings.profiles] == ["shop", "kiosk"]
    file.unlink()
    command.change(theme="light")
    command.close()
    assert [each.name for each in load(file).settings.profiles] == ["shop", "kiosk"]
