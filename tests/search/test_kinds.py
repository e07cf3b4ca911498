"""The class of a request is told in one place, and every class has its line in every table."""

import pytest

from certify import InputError
from certify.recovery.problems.kind import AXES, Kind, kind_named, kind_of
from certify.search.campaigns.spec import DEFAULTS, PICTURES, question_of
from certify.search.classes import CLASSES
from certify.service.jobs import kinds, requests
from certify.service.jobs.requests import JobLimits, checked, title_of

RANKS = {"r": 1, "rstar": 1}


@pytest.mark.parametrize(
    ("request_", "kind"),
    [
        ({}, Kind.SYMMETRIC),
        (RANKS, Kind.SYMMETRIC),
        ({**RANKS, "mu": None, "n1": None, "n2": None}, Kind.SYMMETRIC),
        ({**RANKS, "eps0": "1/10"}, Kind.SYMMETRIC),
        ({**RANKS, "mu": "1/2"}, Kind.ASYMMETRIC),
        ({**RANKS, "n1": 3}, Kind.ASYMMETRIC),
        ({**RANKS, "n2": 3}, Kind.ASYMMETRIC),
        ({**RANKS, "class": "asymmetric"}, Kind.ASYMMETRIC),
        ({**RANKS, "class": "symmetric", "mu": "1/2"}, Kind.SYMMETRIC),
    ],
)
def test_the_name_counts_before_the_fields_and_a_field_that_is_none_is_not_given(
    request_: dict[str, object], kind: Kind
) -> None:
    assert kind_of(request_) is kind


@pytest.mark.parametrize("name", ["hermitian", "", 3, True, ["symmetric"], {}, "SYMMETRIC"])
def test_an_unknown_class_is_refused_by_its_field(name: object) -> None:
    for ask in (lambda: kind_named(name), lambda: kind_of({"class": name})):
        with pytest.raises(InputError) as error:
            ask()
        assert error.value.field == "class"


def test_every_class_has_a_line_in_every_table() -> None:
    everything = list(Kind)
    assert list(AXES) == everything
    assert list(CLASSES) == everything
    assert list(kinds.SEARCHES) == everything
    assert list(requests._SEARCHES) == everything
    assert {picture[0] for picture in PICTURES.values()} == set(everything)


@pytest.mark.parametrize("kind", Kind)
def test_a_checked_request_and_a_task_keep_the_class_they_were_asked_for(kind: Kind) -> None:
    asked = {
        name: {"r": 1, "rstar": 1, "n1": 2, "n2": 2}.get(name, DEFAULTS.get(name)) for name in AXES[kind]
    }
    assert question_of({"class": kind.value, **asked}) == question_of(asked)
    written = {name: str(value) if name in DEFAULTS else value for name, value in asked.items()}
    complete = checked("search", written, JobLimits())
    assert kind_of(complete) is kind
    assert checked("search", complete, JobLimits()) == complete
    assert ("μ" in title_of("search", complete)) is (kind is Kind.ASYMMETRIC)
    with pytest.raises(InputError, match="/class"):
        checked("search", {**written, "class": kind.value}, JobLimits())
