from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.service.serving import ROOT, Serving


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """One service for all tests that leave it as it is."""
    serving = Serving(tmp_path_factory.mktemp("service"), "--proofs", str(ROOT / "proofs" / "beyond"))
    yield serving
    serving.stop()


@pytest.fixture
def own_service(tmp_path: Path) -> Iterator[Serving]:
    """A service that a test may kill."""
    serving = Serving(tmp_path, "--proofs", str(ROOT / "proofs" / "beyond"))
    yield serving
    if serving.process.poll() is None:
        serving.stop()
