"""Whoever is on the rota and was never shown to be reached by their mobile is told to the rota
manager: a wrong figure in it would be noticed by the first caller otherwise."""

import re

import pytest
from starlette.testclient import TestClient

from advice_line.directory import lookups
from advice_line.rota_kinds import FindingKind
from advice_line.staffing.watching.watched import Watched
from tests import shown_to_reach
from tests.staffing.lookout import Lookout, lookout
from tests.stories.world import AMARA, PUBLIC_URL
from tests.web.surfing import Surfer

__all__ = ["lookout"]
_CODE = re.compile(r"\b(\d{6}) is ")


def never_tried(lookout: Lookout) -> dict[str, list[Watched]]:
    found: dict[str, list[Watched]] = {}
    for each in lookout.found():
        if each.kind is FindingKind.NOT_SHOWN:
            found.setdefault(each.people[0].key, []).append(each)
    return found


@pytest.mark.hazard("H17")
@pytest.mark.hazard("H03")
def test_who_is_on_with_a_mobile_that_was_never_tried_is_told_once_until_it_is(
    lookout: Lookout,
) -> None:
    lookout.at("2026-11-23 10:00")
    assert never_tried(lookout) == {}
    shown_to_reach.nobody(lookout.world.ledger)
    lookout.at("2026-11-24 10:00")
    assert "amara" in never_tried(lookout)
    (text,) = [each for each in lookout.told("dora") if "never tried" in each]
    assert re.search(r"\d+ shifts of people whose mobile was never tried", text)
    assert "Amara" not in text
    lookout.at("2026-12-04 10:00")
    assert not any("never tried" in each for each in lookout.told("dora"))
    # Whoever signs in by a text to their mobile has shown that it reaches them.
    browser = Surfer(TestClient(lookout.world.service.app, base_url=PUBLIC_URL))
    browser.opens("/signin").presses("Send me a code", mobile=AMARA)
    lookout.world.settle(2)
    code = next(filter(None, map(_CODE.search, reversed(lookout.world.texts(AMARA)))))
    browser.presses("Continue", code=code[1])
    lookout.world.settle(2)
    assert "amara" not in never_tried(lookout)


@pytest.mark.hazard("H17")
def test_a_new_mobile_was_never_tried_whatever_the_old_one_was(lookout: Lookout) -> None:
    lookout.at("2026-11-23 10:00")
    with lookout.world.ledger.work("test") as work:
        amara = lookups.responder_by_key(work.session, "amara")
        assert amara is not None
        work.update(amara, mobile="+447700900081")
    lookout.at("2026-11-23 10:05")
    assert list(never_tried(lookout)) == ["amara"]
