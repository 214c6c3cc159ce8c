"""The software bill of materials of a bundle (CycloneDX 1.6), from the lock and the licences of what is installed.

`PYTHONPATH=packaging python -m bundle.sbom FILE`, with the Python that the bundle is built with: packages for other
systems, which it does not have, are left out. The same lock, Python and date give the same bytes.
"""

from __future__ import annotations

import json
import os
import platform
import re
import sys
import time
import uuid
from importlib import metadata
from pathlib import Path
from typing import Any

from bundle import notices
from bundle.archives import version

SPDX = re.compile(r"[\w.+-]+(?: (?:AND|OR|WITH) [\w.+-]+)*")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def document(date: int) -> dict[str, Any]:
    """`date`: seconds since 1970."""
    components = [python(), *libraries()]
    program = component("application", "KazaDesk", version(), "MIT")
    body = {
        "metadata": {
            "timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(date)),
            "component": {**program, "bom-ref": "kazadesk", "supplier": {"name": "The KazaDesk developers"}},
        },
        "components": components,
        "dependencies": [{"ref": "kazadesk", "dependsOn": [each["bom-ref"] for each in components]}],
    }
    serial = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(body, sort_keys=True))
    opening = {"bomFormat": "CycloneDX", "specVersion": "1.6", "serialNumber": f"urn:uuid:{serial}", "version": 1}
    return {**opening, **body}


def python() -> dict[str, Any]:
    release = platform.python_version()
    found = component("framework", "Python", release, "PSF-2.0")
    return {**found, "bom-ref": f"python@{release}", "cpe": f"cpe:2.3:a:python:python:{release}:*:*:*:*:*:*:*"}


def libraries() -> list[dict[str, Any]]:
    """What of the lock is installed here. The hashes are those of every file that the lock allows for a version."""
    text = (notices.ROOT / "packaging" / "requirements.lock").read_text("utf-8")
    hashes = {name: HASH.findall(rest) for name, rest in re.findall(r"^([\w-]+)==(.*(?:\n .*)*)", text, re.MULTILINE)}
    found = []
    for name, release in notices.locked().items():
        try:
            package = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        licence = "LGPL-3.0-only" if name in notices.UNDER_LGPL else notices.licence_name(package.metadata)
        address = f"pkg:pypi/{name}@{release}"
        contents = [{"alg": "SHA-256", "content": digest} for digest in hashes[name]]
        library = component("library", name, release, licence)
        found.append({**library, "bom-ref": address, "purl": address, "hashes": contents})
        found += brought_along(package)
    return found


def brought_along(package: metadata.Distribution) -> list[dict[str, Any]]:
    """The system libraries inside a wheel, by the list that whoever built it put there (PEP 770)."""
    found: dict[str, dict[str, Any]] = {}
    for file in package.files or []:
        if file.parent.name == "sboms" and file.suffix == ".json":
            listed = json.loads(Path(str(file.locate())).read_text("utf-8"))
            for each in listed.get("components", []):
                address = each.get("purl", "")
                if address and not address.startswith("pkg:pypi/"):
                    known = {name: each[name] for name in ("type", "name", "version") if name in each}
                    inside = f"{package.name.lower()}: {address}"  # two wheels may hold the same
                    found[address] = {**known, "bom-ref": inside, "purl": address}
    return list(found.values())


def component(kind: str, name: str, release: str, licence: str) -> dict[str, Any]:
    known = {"expression": licence} if SPDX.fullmatch(licence) else {"license": {"name": licence}}
    return {"type": kind, "name": name, "version": release, "licenses": [known]}


if __name__ == "__main__":
    text = json.dumps(document(int(os.environ["SOURCE_DATE_EPOCH"])), indent=1, ensure_ascii=False)
    Path(sys.argv[1]).write_text(text + "\n", "utf-8")
