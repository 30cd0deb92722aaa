"""A case is there for people of its line alone, whoever knows its reference (H08)."""

from dataclasses import replace

import pytest

from advice_line.education.cases.judging import Judging
from advice_line.education.cases.pictures import CasePictures
from advice_line.education.cases.putting_back import PuttingBack, Wanted
from advice_line.errors import NotFound
from tests.education import test_teaching
from tests.education.test_teaching import library, person, proposed
from tests.stories.world import World

advised = test_teaching.advised


@pytest.mark.hazard("H08")
def test_whoever_teaches_on_another_line_finds_no_case_by_its_reference(advised: World) -> None:
    case, form = proposed(advised)
    library(advised).confirm(person(advised, "amara"), case, form, "token-2")
    ben, ledger = person(advised, "ben"), advised.service.ledger
    version = library(advised).open(ben, case).version
    elsewhere = replace(ben, roles=frozenset(), on={"elsewhere": ben.roles})
    for act in (
        lambda: library(advised).open(elsewhere, case),
        lambda: library(advised).approve(elsewhere, case, version, "token-3"),
        lambda: library(advised).hand_back(elsewhere, case, "token-4"),
        lambda: Judging(ledger).say(elsewhere, case, "discuss", "token-5"),
        lambda: PuttingBack(ledger).put_back(elsewhere, case, Wanted("", "", version), "token-6"),
        lambda: CasePictures(ledger).of(elsewhere, case),
    ):
        with pytest.raises(NotFound, match="No case has this reference"):
            act()
    library(advised).approve(ben, case, version, "token-7")
