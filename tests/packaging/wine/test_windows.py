"""What the check of Windows needs no Wine for: the wheels it asks for, what it reads of tests, its list of excuses."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).parents[3]
LOCKS = ("requirements-test.lock", "requirements-build.lock")


@pytest.mark.parametrize("name", LOCKS)
def test_the_wheels_for_windows_are_those_of_the_lock(packaging: Any, name: str) -> None:
    lock = (ROOT / "packaging" / name).read_text("utf-8")
    wanted = packaging("wine.python")._for_windows(lock)
    names = set(re.findall(r"^([\w.-]+)(?:\[\w+\])?==", wanted, re.MULTILINE))
    assert {"pywin32-ctypes", "tzdata", "pefile", "pyside6-essentials", "apsw"} <= names
    assert not names & {"secretstorage", "jeepney", "macholib"}
    assert ";" not in wanted, "pip would ask the system it runs on"
    assert len(re.findall(r"^[\w.-]+(?:\[\w+\])?==", lock, re.MULTILINE)) > len(names)
    for entry in re.split(r"^(?=[A-Za-z])", wanted, flags=re.MULTILINE)[1:]:
        assert "--hash=sha256:" in entry


def test_a_report_of_pytest_is_read(packaging: Any) -> None:
    report = """<testsuites><testsuite>
        <testcase classname="tests.core.test_a" name="good"/>
        <testcase classname="tests.core.test_a" name="left_out"><skipped/></testcase>
        <testcase classname="tests.core.test_a" name="bad[1]"><failure message="assert 1 == 2&#10;more"/></testcase>
        <testcase classname="tests.core.test_b" name="broken"><error message="worker crashed"/></testcase>
    </testsuite></testsuites>"""
    found = packaging("wine.batches").Outcomes(ElementTree.fromstring(report))
    assert (found.passed, found.skipped) == (1, 1)
    assert found.failed == {
        "tests.core.test_a::bad[1]": "assert 1 == 2",
        "tests.core.test_b::broken": "worker crashed",
    }


def test_each_excuse_of_wine_is_of_a_test_that_exists(packaging: Any) -> None:
    sources = "\n".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    for pattern, why in packaging("wine.batches").ONLY_WINE.items():
        name = re.search(r"test_\w+", pattern)
        assert name, pattern
        assert f"def {name[0]}" in sources, pattern
        assert len(why) > 40, "with its proof"


def test_a_step_that_cannot_find_its_words_says_what_it_found(packaging: Any) -> None:
    refusal = packaging("setup.common").Refusal
    line = packaging("wine.steps")._line
    assert line("a\n  ok  Qt platform: windows\n", "Qt platform:") == "ok  Qt platform: windows"
    with pytest.raises(refusal, match="does not say 'TLS'"):
        line("nothing of it", "TLS")
