"""Where the tests of every folder find the independent checks and the zoo of instances."""

import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadFileScheduling

pytest_plugins = ["pytester"]

sys.path.insert(0, str(Path(__file__).parent / "duality"))

# A busy machine is no finding: examples are not timed, nor is the drawing of them.
settings.register_profile("certify", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("certify")


class Shared(LoadFileScheduling):
    """One worker runs a whole file, and all of tests/browser, so that what its tests share is made once.

    The marks by which pytest-xdist groups tests have no effect under pytest 9.2.
    """

    def _split_scope(self, nodeid: str) -> str:
        return "tests/browser" if nodeid.startswith("tests/browser/") else super()._split_scope(nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Shared | None:
    return Shared(config, log) if config.getoption("dist") == "loadfile" else None
