from typing import Any

import pytest

from certify.service.snapshot import make
from tests.service.page.browser import Browser
from tests.service.page.fake_house import ROOT, FakeHouse


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What is known of the claims of the example."""
    cache = tmp_path_factory.mktemp("outcomes")
    return make([ROOT / "examples" / "claims"], jobs=1, cache=cache, progress=lambda *_: None)


@pytest.fixture
def house(snapshot: dict[str, Any]) -> FakeHouse:
    return FakeHouse(snapshot)


@pytest.fixture
def client(house: FakeHouse) -> Browser:
    return Browser(house)
