"""The unchanged product as a black box: default addresses, TLS, its own network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def namespaces() -> bool:
    """Whether this machine lets us make a network and a mount namespace."""
    if os.geteuid() or not all(shutil.which(tool) for tool in ("unshare", "ip", "openssl", "mount")):
        return False
    return subprocess.run(["unshare", "--net", "--mount", "true"], check=False, capture_output=True).returncode == 0


@pytest.mark.process
@pytest.mark.skipif(not namespaces(), reason="needs root, iproute2 and namespaces")
def test_the_unchanged_product_talks_to_both_platforms_at_their_own_names(tmp_path: Path) -> None:
    command = ["unshare", "--net", "--mount", sys.executable, "-m", "tests.end_to_end.default_addresses", str(tmp_path)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=150, check=False)
    log = tmp_path / "magpie" / "magpie.log"
    assert result.returncode == 0, result.stderr[-3000:] + (log.read_text()[-2000:] if log.exists() else "")
    assert "both platforms answered" in result.stdout
