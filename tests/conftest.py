"""Where the tests of every folder find the independent checks and the zoo of instances."""

import sys
from pathlib import Path

from hypothesis import HealthCheck, settings

pytest_plugins = ["pytester"]

sys.path.insert(0, str(Path(__file__).parent / "duality"))

# A busy machine is no finding: examples are not timed, nor is the drawing of them.
settings.register_profile("certify", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("certify")
