"""Where the tests of every folder find the independent checks and the zoo of instances."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "duality"))
