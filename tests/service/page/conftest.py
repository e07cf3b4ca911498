from typing import Any

import pytest

from certify.service.library.snapshot import make
from tests.service.page.browser import Browser
from tests.service.page.fake_backend import ROOT, FakeBackend


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What is known of the claims of the example."""
    cache = tmp_path_factory.mktemp("outcomes")
    return make([ROOT / "examples" / "claims"], jobs=1, cache=cache, progress=lambda *_: None)


@pytest.fixture
def backend(snapshot: dict[str, Any]) -> FakeBackend:
    return FakeBackend(snapshot)


@pytest.fixture
def client(backend: FakeBackend) -> Browser:
    return Browser(backend)
