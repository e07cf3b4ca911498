"""No file of the corpus is accepted, and each is refused in one line by both checkers."""

import pytest
from hostile_files import hostile_files

from certify import crosscheck, kernel

FILES = hostile_files()


def test_the_corpus_is_as_large_as_it_is_said_to_be_and_has_no_file_twice():
    assert len(FILES) >= 150
    assert len(set(FILES.values())) > 0.98 * len(FILES)


@pytest.mark.parametrize("checker", [kernel, crosscheck], ids=["kernel", "crosscheck"])
@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_refused_in_one_line(name, checker):
    result = checker.check_bytes(FILES[name])
    assert not result.accepted
    assert result.code in (1, 2), result
    assert len(result.reason.splitlines()) == 1
    assert result.reason.isprintable()
    assert len(result.reason) < 500
