"""`bootstrap.py test`: the checkers, then the tests, in a home and a desktop session of their own."""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from setup.common import BIN, LINUX, PYTHON, ROOT, Refusal, transcript
from setup.environment import set_up
from setup.system_packages import apt_install, python_library

CHECKERS = {
    "ruff check": ["ruff", "check", "."],
    "ruff format": ["ruff", "format", "--check", "."],
    "mypy": ["mypy"],
    "import-linter": ["lint-imports"],
}

# What tests need of the system: a command, or a pattern of files; its Debian package; the tests. Window tests are left
# out where something of theirs is missing; the others are expected to skip themselves, which pytest then lists.
TOOLS = [
    ("Xvfb", "xvfb", "window tests"),
    ("openbox", "openbox", "window tests"),
    ("xdotool", "xdotool", "window tests"),
    ("xclip", "xclip", "window tests"),
    ("dbus-daemon", "dbus", "window tests"),
    ("/usr/share/dbus-1/services/org.a11y.Bus.service", "at-spi2-core", "window tests"),
    ("/usr/share/fonts/**/Noto*Arabic*", "fonts-noto-core", "window tests"),
    ("dbus-run-session", "dbus", "tests of the system keyring"),
    ("gnome-keyring-daemon", "gnome-keyring", "tests of the system keyring"),
    ("php", "php-cli", "tests against the provider's PHP example and of the PHP mailbox"),
    ("/usr/lib/php/*/sqlite3.so", "php-sqlite3", "tests of the PHP mailbox"),
    ("ps", "procps", "tests of what other processes can see"),
    ("pdftoppm", "poppler-utils", "tests of payment slips"),
    ("objdump", "binutils", "tests of what libraries a bundle links"),
    ("/usr/lib/postgresql/*/bin/initdb", "postgresql", "tests of a ledger shared by several desks"),
