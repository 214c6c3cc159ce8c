"""The window shows its first rows before anything heavy is imported."""

from __future__ import annotations

import os
import subprocess
import sys

HEAVY = {
    "asyncio",
    "logging",
    "concurrent.futures",
    "datetime",
    "shutil",
    "socket",
    "keyring",
    "httpx",
    "ssl",
    "psycopg",
}


def test_the_first_page_needs_nothing_heavy(tmp_path):
    program = (
        "import sys\n"
        "from kazadesk.core.records import LinkQuery\n"
        "from kazadesk.storage.sqlite.ledger_file import SqliteLedger\n"
        "from kazadesk.storage.paths import DataFolder\n"
        "from kazadesk.storage.process_lock import ProcessLock\n"
        "from kazadesk.storage.settings_file import SettingsFile\n"
        "folder = DataFolder.make(sys.argv[1])\n"
        "SettingsFile(folder.settings)\n"
        "assert ProcessLock(folder.window_lock).acquire()\n"
        "ledger = SqliteLedger.open(folder.ledger(practice=False))\n"
        "assert ledger.first_page(LinkQuery()) == []\n"
        "ledger.close_now()\n"
        "print(*sys.modules)\n"
    )
    ended = subprocess.run([sys.executable, "-S", "-c", program, str(tmp_path)], capture_output=True, text=True,
                           check=False, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)})  # fmt: skip
    assert ended.stderr == ""
    assert HEAVY.intersection(ended.stdout.split()) == set()
