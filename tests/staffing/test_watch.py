"""Stories of the watch: a gap is told in time, to whom it concerns, once at each mark."""

import re
from datetime import timedelta

import pytest

from advice_line.errors import NotFound
from advice_line.trust.roles import SYSTEM
from rota.values import AbsenceKind
from tests.staffing.lookout import Lookout, at, lookout
from tests.staffing.ward import local

__all__ = ["lookout"]
GAP = "Example Radiology Advice: 1 gap with nobody on tier 1, Thursday 21 January, 8am to 7pm."


@pytest.mark.hazard("H03")
def test_a_gap_eight_weeks_ahead_is_told_at_each_mark_until_it_is_closed(lookout: Lookout) -> None:
    lookout.away("amara", "2027-01-21 00:00", "2027-01-22 00:00")
    lookout.at("2026-11-25 20:00")
    lookout.nobody_is_told()
    assert lookout.gaps() == []
    lookout.at("2026-11-26 02:31")
    (gap,) = lookout.gaps()
    assert (gap.start, gap.end) == (at("2027-01-21 08:00"), at("2027-01-21 19:00"))
    assert gap.seen_at == at("2026-11-26 02:31")
    lookout.nobody_is_told()

    for morning in ("2026-11-26 08:00", "2027-01-07 08:00", "2027-01-18 08:00", "2027-01-20 08:00"):
        lookout.at_without_a_worker(morning)
        assert lookout.told("dora") == [f"{GAP} https://advice.example.org/rota/gaps"]
        lookout.nobody_is_told()
        lookout.at((at(morning) + timedelta(hours=12)).strftime("%Y-%m-%d %H:%M"))
        lookout.nobody_is_told()
    assert lookout.marks() == [["8_weeks", "2_weeks", "3_days", "24_hours"]]

    lookout.covered("dora", "2027-01-21 08:00", "2027-01-21 19:00")
    lookout.at("2027-01-21 09:00")
    assert lookout.gaps() == []
    assert not any("gap" in text for key in ("dora", "chidi") for text in lookout.told(key))


@pytest.mark.hazard("H03")
def test_an_alarm_is_raised_a_day_before_a_gap_and_again_in_its_last_hour(
    lookout: Lookout,
) -> None:
    lookout.away("amara", "2026-11-25 13:00", "2026-11-25 19:00")
    assert "1 gap" in lookout.told("dora")[0]
    lookout.at("2026-11-24 12:59")
    lookout.nobody_is_told()
    lookout.at("2026-11-24 13:00")
    assert "Wednesday 25 November, 1pm to 7pm" in lookout.told("dora")[0]
    lookout.at("2026-11-25 12:00")
    assert "Reply TAKE to go on yourself" in lookout.told("dora")[0]
    assert "Reply TAKE to go on yourself" in lookout.told("chidi")[-1]
    assert lookout.marks() == [["3_days", "24_hours", "1_hour"]]


def test_what_a_worker_missed_is_told_once_at_its_latest_mark(lookout: Lookout) -> None:
    lookout.away("amara", "2026-12-10 00:00", "2026-12-11 00:00")
    assert len(lookout.told("dora")) == 1
    lookout.at_without_a_worker("2026-12-09 20:00")
    assert len([each for each in lookout.told("dora") if "gap" in each]) == 1
    assert lookout.marks() == [["8_weeks", "24_hours"]]
    lookout.nobody_is_told()


def test_what_came_to_pass_while_no_worker_ran_is_told_no_more(lookout: Lookout) -> None:
    lookout.away("amara", "2026-12-10 00:00", "2026-12-11 00:00")
    lookout.told("dora")
    lookout.at_without_a_worker("2026-12-11 20:00")
    lookout.nobody_is_told()
    assert lookout.gaps() == []
    assert [each["actor"] for each in lookout.ward.trail("gap.passed")] == ["system"]


def test_what_one_look_finds_is_one_text(lookout: Lookout) -> None:
    lookout.away("amara", "2026-12-01 00:00", "2026-12-02 00:00")
    lookout.away("amara", "2026-12-03 00:00", "2026-12-05 00:00")
    lookout.covered("dora", "2026-12-09 08:00", "2026-12-09 19:00", tier="lead")
    lookout.covered("dora", "2026-12-09 08:00", "2026-12-09 19:00", tier="2")
    (text,) = lookout.told("dora")
    assert text == (
        "Example Radiology Advice: 3 gaps with nobody on tier 1, 1 double booking, the first"
        " Tuesday 1 December, 8am to 7pm. https://advice.example.org/rota/gaps"
    )
    lookout.nobody_is_told()


def test_what_is_left_of_a_gap_is_no_news(lookout: Lookout) -> None:
    lookout.away("amara", "2026-11-30 00:00", "2026-12-01 00:00")
    assert len(lookout.told("dora")) == 1
    lookout.covered("dora", "2026-11-30 08:00", "2026-11-30 13:00")
    lookout.nobody_is_told()
    (gap,) = lookout.gaps()
    assert gap.start == at("2026-11-30 13:00")
    lookout.at("2026-11-29 12:59")
    lookout.told("dora")
    lookout.at("2026-11-29 13:00")
    assert "Monday 30 November, 1pm to 7pm" in lookout.told("dora")[0]


def test_a_gap_found_at_night_waits_for_the_morning_unless_it_is_near(lookout: Lookout) -> None:
    lookout.at("2026-11-24 23:00")
    lookout.told("dora")
    lookout.away("amara", "2026-12-01 00:00", "2026-12-02 00:00")
    lookout.nobody_is_told()
    lookout.away("amara", "2026-11-25 12:00", "2026-11-26 00:00")
    assert "Wednesday 25 November, midday to 7pm" in lookout.told("dora")[0]
    lookout.at("2026-11-25 08:00")
    assert "Tuesday 1 December, 8am to 7pm" in lookout.told("dora")[0]


def test_while_the_rota_manager_is_away_the_service_lead_is_told(lookout: Lookout) -> None:
    lookout.away("dora", "2026-11-20 00:00", "2026-12-07 00:00")
    lookout.away("amara", "2026-12-02 00:00", "2026-12-03 00:00")
    assert "1 gap" in lookout.told("chidi")[0]
    lookout.nobody_is_told()
    lookout.at("2026-12-01 08:00")
    assert "1 gap" in lookout.told("chidi")[0]
    assert lookout.told("dora") == []


def test_in_the_last_hour_whoever_is_on_hears_of_it_where_the_lead_is_away(
    lookout: Lookout,
) -> None:
    lookout.away("chidi", "2026-11-20 00:00", "2026-12-07 00:00")
    lookout.away("amara", "2026-11-25 00:00", "2026-11-26 00:00")
    lookout.told("dora")
    lookout.at("2026-11-25 07:00")
    assert "Reply TAKE" in lookout.told("ben")[0]
    assert not any("gap" in text for text in lookout.told("chidi"))


def test_with_neither_rota_manager_nor_service_lead_the_lead_of_the_line_is_told(
    lookout: Lookout,
) -> None:
    lookout.world.set_up(NOBODY_MANAGES)
    lookout.ward.roster.absent(
        SYSTEM,
        person="amara",
        kind=AbsenceKind.SICKNESS,
        start=local("2026-12-02 00:00"),
        end=local("2026-12-03 00:00"),
    )
    assert "1 gap" in lookout.told("chidi")[0]
    lookout.nobody_is_told()


def test_with_another_rota_manager_there_nobody_else_is_told(lookout: Lookout) -> None:
    lookout.world.set_up(EVE_MANAGES)
    lookout.away("dora", "2026-11-20 00:00", "2026-12-07 00:00")
    lookout.away("amara", "2026-12-02 00:00", "2026-12-03 00:00")
    assert "1 gap" in lookout.told("eve")[0]
    lookout.nobody_is_told()


def test_a_registration_that_lapses_before_a_shift_is_told(lookout: Lookout) -> None:
    lookout.covered("eve", "2026-12-15 08:00", "2026-12-15 19:00", tier="2")
    lookout.covered("eve", "2026-12-11 08:00", "2026-12-11 19:00", tier="2")
    (text,) = lookout.told("dora")
    assert "1 shift after a registration lapses, Tuesday 15 December, 8am to 7pm." in text
    lookout.world.set_up(EVE_RENEWED)
    lookout.at("2026-12-14 09:00")
    assert not any("registration" in each for each in lookout.told("dora"))


def test_who_is_alone_every_day_is_told_once_a_mark_and_not_each_morning(lookout: Lookout) -> None:
    lookout.away("ben", "2026-11-24 00:00", "2027-03-01 00:00")
    lookout.away("chidi", "2026-11-24 00:00", "2027-03-01 00:00")
    (text,) = lookout.told("dora")
    alone = re.search(r"(\d+) shifts with one person alone", text)
    assert alone is not None
    assert int(alone[1]) > 30
    far = [each for each in lookout.found() if each.start > at("2026-12-08 00:00")]
    assert len(far) > 20
    # Each was told at its first mark, and is known to be so at those that others have had.
    assert all(each.told for each in far)
    lookout.at("2026-11-24 07:00")
    lookout.told("dora")
    for day in ("2026-11-24 08:00", "2026-11-25 08:00", "2026-11-26 08:00", "2026-12-04 08:00"):
        lookout.at(day)
        assert not any("alone" in each for each in lookout.told("dora"))


def test_a_monitor_sees_how_many_gaps_there_are_and_what_is_due(lookout: Lookout) -> None:
    def metrics() -> str:
        return lookout.world.browser.get("/metrics").text

    assert 'advice_line_rota_findings{kind="unmanned"} 0' in metrics()
    lookout.away("amara", "2026-12-10 00:00", "2026-12-11 00:00")
    lookout.told("dora")
    assert 'advice_line_rota_findings{kind="unmanned"} 1' in metrics()
    assert 'advice_line_work_due_by{kind="rota_notices"} 0' in metrics()
    lookout.at_without_a_worker("2026-12-07 08:00")
    assert 'advice_line_work_due_by{kind="rota_notices"} 1' in metrics()


def test_the_page_of_the_watch_is_for_staff_and_by_line(lookout: Lookout) -> None:
    lookout.away("amara", "2026-11-24 00:00", "2026-11-25 00:00")
    lookout.told("dora")
    (gap,) = lookout.watch.findings(lookout.ward.actor("ben"), "hotdoc").gaps
    assert gap.may_take
    assert [each.key for each in gap.told[0].to] == ["dora"]
    assert gap.tells_at == at("2026-11-24 07:00")
    with pytest.raises(NotFound):
        lookout.watch.findings(lookout.ward.actor("ben"), "elsewhere")


EVE = """
version = 1
[[responders]]
key = "eve"
name = "Dr Eve Example"
role = "registrar"
registration = {{ body = "GMC", number = "9990005", expires = {expires} }}
mobile = "+447700900005"
email = "eve@example.org"
roles = {roles}
"""
NOBODY_MANAGES = """
version = 1
[[responders]]
key = "dora"
name = "Dr Dora Example"
role = "radiologist"
mobile = "+447700900004"
email = "dora@example.org"
roles = ["responder"]
[[responders]]
key = "chidi"
name = "Dr Chidi Example"
role = "radiologist"
mobile = "+447700900003"
email = "chidi@example.org"
roles = ["responder"]
"""
EVE_MANAGES = EVE.format(expires="2026-12-11", roles='["responder", "rota_manager"]')
EVE_RENEWED = EVE.format(expires="2029-12-11", roles='["responder"]')
