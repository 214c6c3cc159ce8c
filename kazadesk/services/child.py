"""What runs in a process of its own: see services/spawn.py."""

from __future__ import annotations

import sys
from collections.abc import Sequence

READ_MEMORY = 1536 * 1024 * 1024


def main(arguments: Sequence[str]) -> int:
    match list(arguments):
        case ["read"]:
            from kazadesk.services.books.workbook import read_in_child

            _limit_memory()
            return read_in_child()
        case ["write"]:
            from kazadesk.services.books.xlsx import write_in_child

            return write_in_child()
        case ["log"]:
            from kazadesk.services.log_file import read_in_child as read_log_in_child

            return read_log_in_child()
    return 2


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        wanted = READ_MEMORY if most == resource.RLIM_INFINITY else min(READ_MEMORY, most)
        resource.setrlimit(resource.RLIMIT_AS, (wanted, most))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
