"""An engine for any package."""

from __future__ import annotations

from bridge.translation.argos import ArgosEngine, Models
from bridge.translation.engine import Engine
from bridge.translation.firefox import FOLDER, FirefoxEngine
from bridge.translation.package import Package


def opened(package: Package, models: Models) -> Engine:
    """Load a package with the engine that it is made for; raises `PackageError` if it does not work."""
    if (package.path / FOLDER).is_dir():
        return FirefoxEngine(package)
    return ArgosEngine(package, models)
