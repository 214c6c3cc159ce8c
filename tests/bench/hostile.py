"""Genuine webhooks of unpaid links by the million, with hostile references, in every shape: how many are green."""

from __future__ import annotations

import sys
import time
from collections import Counter

from tests.core.webhook import hostile_references as references

COUNT = 1_000_000


def main() -> None:
    seed, count = (int(argument) for argument in (sys.argv[1:] + ["1", str(COUNT)][len(sys.argv) - 1 :]))
    codes: Counter[str] = Counter()
    wrong = 0
    began = time.perf_counter()
    for case in references.hostile(seed, count):
        given = references.verdicts(case)
        codes.update(given)
        if "paid" in given:
            wrong += 1
            print("WRONG:", case)
    print(f"{wrong} wrong greens of {count:,} in {time.perf_counter() - began:,.0f} s; verdicts: {dict(codes)}")
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main()
