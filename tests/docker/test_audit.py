"""What is said of a report of pip-audit's, and the status that a build sees."""

from __future__ import annotations

import runpy
import subprocess
import sys
from pathlib import Path

AUDIT = Path(__file__).parents[2] / "docker" / "audit.py"
verdict = runpy.run_path(str(AUDIT))["verdict"]
SOUND = {"name": "aiohttp", "version": "9.9", "vulns": []}
WEAK = {"name": "pillow", "version": "1.0", "vulns": [{"id": "CVE-1", "fix_versions": ["1.1"]}, {"id": "CVE-2"}]}
UNKNOWN = {"name": "odd", "version": "1", "skip_reason": "Dependency not found on PyPI and could not be audited"}


def test_a_weakness_fails_the_build_and_is_named() -> None:
    said, status = verdict([SOUND, WEAK, UNKNOWN])
    assert status == 1
    assert said == [
        "pillow 1.0 has a known weakness: CVE-1 (mended in 1.1).",
        "pillow 1.0 has a known weakness: CVE-2 (mended in no version yet).",
        "1 of 3 packages could not be looked up from here.",
    ]


def test_what_is_sound_passes_and_what_was_not_looked_up_is_not_called_sound() -> None:
    assert verdict([SOUND]) == (["No known weakness in 1 packages."], 0)
    said = ["1 of 2 packages could not be looked up from here.", "No known weakness in 1 packages."]
    assert verdict([SOUND, UNKNOWN]) == (said, 0)
    nothing = ["Nothing was looked up: the vulnerability service cannot be reached from here."]
    assert verdict([UNKNOWN, UNKNOWN]) == (nothing, 0)


def test_without_pip_audit_one_line_says_so() -> None:
    # Without site packages there is none.
    done = subprocess.run([sys.executable, "-I", "-S", str(AUDIT)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "Nothing was looked up: pip-audit is not installed.\n")
