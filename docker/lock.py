# ruff: noqa: INP001 - a script, no package
"""Prints `docker/requirements.txt`: what the image holds, at the versions of the environment this runs in.

    make install && .venv/bin/python docker/lock.py > docker/requirements.txt

What `LEFT_OUT` names is required by a package that Magpie uses, but by nothing in it that Magpie calls.
"""

from __future__ import annotations

import tomllib
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

#: minisbd, with the ONNX runtime, splits sentences for `argostranslate.translate`, which Magpie does not call;
#: pip is for `sqlite-utils install`.
LEFT_OUT = ("minisbd", "pip")
HEADER = "# What the image holds; made by docker/lock.py, which says how. Not a word of it is written by hand.\n"


def required(names: list[str]) -> dict[str, str]:
    """The versions of these packages and of all that they require on Linux."""
    versions: dict[str, str] = {}
    while names:
        name = canonicalize_name(names.pop())
        if name in versions or name in LEFT_OUT:
            continue
        found = distribution(name)
        versions[name] = found.version
        names += [one.name for one in map(Requirement, found.requires or []) if _applies(one)]
    return versions


def _applies(requirement: Requirement) -> bool:
    return requirement.marker is None or requirement.marker.evaluate({"extra": ""})


def main() -> None:
    """Print the list, sorted."""
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    versions = required([Requirement(line).name for line in project["dependencies"]])
    print(HEADER + "\n".join(f"{name}=={version}" for name, version in sorted(versions.items())))  # noqa: T201


if __name__ == "__main__":
    main()
