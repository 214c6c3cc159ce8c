"""`bootstrap.py audit [--from FOLDER]`: holds every locked version against packaging/advisories.json.

Exit status 1 if one is known to be vulnerable. The list says of which day it is and where it comes from. `--from` takes
a folder of advisories in OSV's JSON format, and puts those about locked packages into the list.
"""

from __future__ import annotations

import argparse
import datetime
import json
import re
from pathlib import Path
from typing import Any

from setup.common import ROOT, Refusal

LIST = ROOT / "packaging" / "advisories.json"
OLD = datetime.timedelta(days=90)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser("bootstrap.py audit", allow_abbrev=False)
    parser.add_argument("--from", dest="folder", type=Path, help="advisories as JSON files in OSV's format")
    folder = parser.parse_args(arguments).folder
    packages = locked()
    if folder:
        LIST.write_text(as_text(joined(known(), folder, packages)), "utf-8")
    advisories = known()
    found = vulnerable(packages, advisories["advisories"])
    for lock, name, version, advisory in found:
        print(f"{lock}: {name} {version}: {', '.join([advisory['id'], *advisory['aliases']])}: {advisory['summary']}")
    day = datetime.date.fromisoformat(advisories["date"])
    count = len({(name, version) for _, name, version in packages})
    print(f"{count} locked packages, {len(found)} known to be vulnerable. The list is of {day}, from:")
    print("\n".join(f"  {source}" for source in advisories["sources"]))
    if datetime.date.today() - day > OLD:  # noqa: DTZ011 - as days go by where this is run
        print("It is old: an advisory may be missing. See --help for how to renew it.")
    return 1 if found else 0


def locked() -> list[tuple[str, str, str]]:
    """(lock, package, version) of all that is locked."""
    found = []
    for lock in sorted((ROOT / "packaging").glob("*.lock")):
        for name, version in re.findall(r"^([\w.-]+)==(\S+)", lock.read_text("utf-8"), re.MULTILINE):
            found.append((lock.name, name, version))
    return found


def known() -> dict[str, Any]:
    return dict(json.loads(LIST.read_text("utf-8")))


def vulnerable(
    packages: list[tuple[str, str, str]], advisories: list[dict[str, Any]]
) -> list[tuple[str, str, str, dict[str, Any]]]:
    """What of these packages an advisory is about."""
    return [
        (lock, name, version, advisory)
        for lock, name, version in packages
        for advisory in advisories
        if advisory["package"] == name and any(within(version, bounds) for bounds in advisory["affected"])
    ]


def within(version: str, bounds: dict[str, str]) -> bool:
    """Whether a version is one from `introduced` up to before `fixed` or up to `last_affected`."""
    this = order(version)
    if this < order(bounds["introduced"]):
        return False
    if "fixed" in bounds:
        return this < order(bounds["fixed"])
    return "last_affected" not in bounds or this <= order(bounds["last_affected"])


def order(version: str) -> tuple[tuple[int, ...], int]:
    """Sorts as versions do: 1.10 after 1.9, 2.0 as 2, a release after its candidates and before its later builds."""
    match = re.match(r"(?:\d+!)?([\d.]*\d)(.*)", version)
    if not match:
        raise Refusal(f"This is no version: {version}")
    numbers = [int(part) for part in match[1].split(".")]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    later = 1 if re.match(r"[.-]?post", match[2]) else -1 if re.match(r"[.-]?(a|b|rc|c|dev|pre)", match[2]) else 0
    return tuple(numbers), later


def joined(list_: dict[str, Any], folder: Path, packages: list[tuple[str, str, str]]) -> dict[str, Any]:
    """The list with those of a folder's advisories that are about locked packages; the newer word counts."""
    names = {name for _, name, _ in packages}
    every = {(each["id"], each["package"]): each for each in list_["advisories"]}
    for file in sorted(folder.rglob("*.json")):
        advisory = json.loads(file.read_text("utf-8"))
        for affected in advisory.get("affected", []):
            name = re.sub(r"[-_.]+", "-", affected.get("package", {}).get("name", "")).lower()
            if affected.get("package", {}).get("ecosystem") != "PyPI" or name not in names:
                continue
            every.pop((advisory["id"], name), None)
            if "withdrawn" not in advisory:
                every[advisory["id"], name] = {
                    "id": advisory["id"],
                    "aliases": sorted(alias for alias in advisory.get("aliases", []) if alias.startswith("CVE-")),
                    "package": name,
                    "affected": [bounds for each in affected.get("ranges", []) for bounds in ranges(each)],
                    "summary": " ".join((advisory.get("summary") or advisory.get("details", "")).split())[:160],
                }
    today = datetime.date.today().isoformat()  # noqa: DTZ011
    return {
        "date": today,
        "sources": [*list_["sources"], f"{folder.name} of {today}"],
        "advisories": sorted(every.values(), key=lambda each: (each["package"], each["id"])),
    }


def ranges(of_osv: dict[str, Any]) -> list[dict[str, str]]:
    """OSV's events, from introduced to fixed, as bounds."""
    found: list[dict[str, str]] = []
    for event in of_osv["events"] if of_osv["type"] == "ECOSYSTEM" else []:
        if "introduced" in event:
            found.append({"introduced": event["introduced"]})
        elif found:
            found[-1].update({name: event[name] for name in ("fixed", "last_affected") if name in event})
    return found


def as_text(list_: dict[str, Any]) -> str:
    """One advisory a line, so that a change is a line of the diff."""
    rows = ",\n".join("    " + json.dumps(each, ensure_ascii=False) for each in list_["advisories"])
    head = f'  "date": {json.dumps(list_["date"])},\n  "sources": {json.dumps(list_["sources"], ensure_ascii=False)},\n'
    return f'{{\n{head}  "advisories": [\n{rows}\n  ]\n}}\n'
