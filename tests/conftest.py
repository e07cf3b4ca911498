"""Where the tests of every folder find the independent checks and the zoo of instances."""

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = ["pytester"]

sys.path.insert(0, str(Path(__file__).parent / "duality"))

# A busy machine is no finding: examples are not timed, nor is the drawing of them.
settings.register_profile("certify", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("certify")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One worker runs a whole file, so that what its tests share is made once.

    Files with most tests come first, single tests of files marked `apart` last: they leave no worker idle.
    """
    for item in items:
        if not any(item.get_closest_marker(name) for name in ("apart", "xdist_group")):
            item.add_marker(pytest.mark.xdist_group(item.location[0]))
