"""What is asked of whoever runs a command: on the terminal, or line by line from standard input. Never an argument."""

from __future__ import annotations

import sys


def ask_secret(prompt: str) -> str:
    """Typed without being shown, or the next line of standard input; "" where there is none."""
    if _on_a_terminal():
        import getpass

        return getpass.getpass(prompt)
    return _next_line()


def ask(prompt: str, default: str) -> str:
    """Typed and shown, or the next line of standard input; `default` where nothing is answered."""
    if _on_a_terminal():
        # input() would write the prompt to standard output, which may be a file
        sys.stderr.write(f"{prompt} [{default}]: " if default else f"{prompt}: ")
        sys.stderr.flush()
    return _next_line().strip() or default


def _on_a_terminal() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def _next_line() -> str:
    return sys.stdin.readline().rstrip("\r\n") if sys.stdin is not None else ""
