# ruff: noqa: INP001 - a script, no package
"""Looks up known weaknesses of what the image holds (`docker/requirements.txt`) with pip-audit.

    make audit

Exit status 1 where there is one. Where the vulnerability service cannot be reached, or does not know a package, one
line says so and the status is 0: a build machine may be cut off from it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TypedDict

LOCK = Path(__file__).with_name("requirements.txt")
SECONDS = 300


class Package(TypedDict, total=False):
    """A package as pip-audit reports it; `skip_reason` where it could not be looked up."""

    name: str
    version: str
    vulns: Sequence[Mapping[str, object]]
    skip_reason: str


def verdict(packages: Sequence[Package]) -> tuple[list[str], int]:
    """What to say of a report, and the exit status."""
    said = [
        f"{package['name']} {package['version']} has a known weakness: {weakness['id']}"
        f" (mended in {', '.join(map(str, _versions(weakness))) or 'no version yet'})."
        for package in packages
        for weakness in package.get("vulns", [])
    ]
    status = int(bool(said))
    unknown = sum("skip_reason" in package for package in packages)
    if unknown == len(packages):
        return ["Nothing was looked up: the vulnerability service cannot be reached from here."], 0
    if unknown:
        said.append(f"{unknown} of {len(packages)} packages could not be looked up from here.")
    if not status:
        said.append(f"No known weakness in {len(packages) - unknown} packages.")
    return said, status


def _versions(weakness: Mapping[str, object]) -> Sequence[object]:
    found = weakness.get("fix_versions")
    return found if isinstance(found, list) else []


def main() -> int:
    """Run pip-audit on the lock file and say what it found."""
    if find_spec("pip_audit") is None:
        print("Nothing was looked up: pip-audit is not installed.")  # noqa: T201
        return 0
    options = ["--no-deps", "--disable-pip", "--progress-spinner", "off", "--format", "json", "-r", str(LOCK)]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and constants
            [sys.executable, "-m", "pip_audit", *options], capture_output=True, text=True, timeout=SECONDS, check=False
        )
        packages: list[Package] = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError, subprocess.TimeoutExpired):
        print("Nothing was looked up: the vulnerability service cannot be reached from here.")  # noqa: T201
        return 0
    said, status = verdict(packages)
    print("\n".join(said))  # noqa: T201
    return status


if __name__ == "__main__":
    sys.exit(main())
