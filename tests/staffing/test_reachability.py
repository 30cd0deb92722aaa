"""Who is first on for a day is asked before their shift, and others hear where no answer comes."""

import pytest

from tests.staffing.lookout import Lookout, lookout

__all__ = ["lookout"]
ASKED = "Example Radiology Advice: you are first on from 8am. Reply 1."
THANKS = "Thank you. You are first on for Example Radiology Advice from 8am."
SILENT = (
    "Example Radiology Advice: Dr Amara Example is first on from 8am and has not answered our text."
)
NOT_READ = "This number reads nothing that people on the rota text but the answers it asks for."
ASKED_AN_HOUR_BEFORE = """
version = 1
[[lines]]
key = "hotdoc"
name = "Example Radiology Advice"
number = "+441632960000"
email = "advice@example.org"
nation = "england"
open = {{ mon-fri = ["08:00-12:00", "13:00-19:00"] }}
switchboard = "+441632960999"
ring_backs = "by_hand"
menu = {{ offered = false }}
reach_check_minutes = {minutes}
"""


def test_who_is_first_on_is_asked_and_answers(lookout: Lookout) -> None:
    lookout.at("2026-11-24 07:29")
    lookout.nobody_is_told()
    lookout.at("2026-11-24 07:30")
    assert lookout.told("amara") == [ASKED]
    assert lookout.answers("amara", "1") == THANKS
    lookout.at("2026-11-24 07:50")
    lookout.nobody_is_told()
    (check,) = lookout.watch.checks(lookout.ward.actor("dora"))
    assert check.person.key == "amara"
    assert check.answered_at is not None
    assert check.told_at is None
    assert [each["actor"] for each in lookout.ward.trail("reach.answered")] == ["responder:amara"]


@pytest.mark.hazard("H03")
def test_where_no_answer_comes_the_rota_manager_and_the_second_hear_of_it(
    lookout: Lookout,
) -> None:
    lookout.at("2026-11-24 07:30")
    assert lookout.told("amara") == [ASKED]
    lookout.at("2026-11-24 07:44")
    lookout.nobody_is_told()
    lookout.at("2026-11-24 07:45")
    for key in ("dora", "ben"):
        (text,) = lookout.told(key)
        assert text.startswith(SILENT)
    lookout.nobody_is_told()

    assert lookout.answers("amara", " 1. ") == THANKS
    for key in ("dora", "ben"):
        assert lookout.told(key) == ["Example Radiology Advice: Dr Amara Example has answered now."]
    assert lookout.answers("amara", "1") == THANKS
    lookout.nobody_is_told()


def test_nobody_is_asked_on_a_day_off_nor_twice_a_day(lookout: Lookout) -> None:
    lookout.world.set_up(ASKED_AN_HOUR_BEFORE.format(minutes=60))
    lookout.at("2026-11-28 10:00")
    lookout.nobody_is_told()
    lookout.at("2026-11-30 07:00")
    assert lookout.told("amara") == [ASKED]
    lookout.at("2026-11-30 12:30")
    assert lookout.told("amara") == []


def test_a_line_may_ask_nobody(lookout: Lookout) -> None:
    lookout.world.set_up(ASKED_AN_HOUR_BEFORE.format(minutes=0))
    lookout.at("2026-11-24 07:45")
    lookout.nobody_is_told()


def test_who_comes_to_be_first_on_meanwhile_is_asked_and_the_other_is_let_be(
    lookout: Lookout,
) -> None:
    lookout.at("2026-11-24 07:30")
    assert lookout.told("amara") == [ASKED]
    lookout.covered("dora", "2026-11-24 08:00", "2026-11-24 19:00")
    assert ASKED in lookout.told("dora")
    assert lookout.answers("dora", "1") == THANKS
    lookout.at("2026-11-24 07:55")
    lookout.nobody_is_told()


def test_a_worker_that_comes_back_asks_while_there_is_time_and_not_after(lookout: Lookout) -> None:
    lookout.at_without_a_worker("2026-11-24 07:52")
    assert lookout.told("amara") == [ASKED]
    lookout.at_without_a_worker("2026-11-25 08:01")
    assert len(lookout.told("dora")) == 1  # of yesterday's silence, which nobody has told yet
    assert lookout.told("amara") == []


def test_what_nobody_asked_is_for_the_desk_as_any_other_text(lookout: Lookout) -> None:
    assert NOT_READ in lookout.answers("amara", "1")
    lookout.at("2026-11-24 07:00")
    assert NOT_READ in lookout.answers("amara", "TAKE")
    lookout.at("2026-11-24 07:30")
    assert NOT_READ in lookout.answers("ben", "1")
    assert NOT_READ in lookout.answers("amara", "1 yes, and the Canary CT is back")
    (check,) = lookout.watch.checks(lookout.ward.actor("dora"), "hotdoc")
    assert check.answered_at is None
