"""The same setup file again, after the rota was changed on the pages: what was done by hand stays,
and the file counts where it says something new."""

import pytest

from advice_line.directory.setup.changes import Done
from advice_line.staffing.exchange.setting_up import Outcome, set_up
from advice_line.trust.roles import SYSTEM
from rota.values import AbsenceKind, Pattern, Session
from tests.staffing.test_rota_by_file import DORA_AWAY, DORA_COVERS
from tests.staffing.ward import Ward, local
from tests.stories.world import HOTDOC

THURSDAY, FRIDAY = "2026-11-26 09:00", "2026-11-27 09:00"


def again(ward: Ward, text: str) -> Outcome:
    return set_up(ward.world.ledger, text, by=SYSTEM, reason="the file of the site")


def kept(outcome: Outcome) -> list[tuple[str, str]]:
    return [(each.kind, each.key) for each in outcome.changes if each.done is Done.KEPT]


@pytest.mark.hazard("H03")
def test_a_pattern_that_was_edited_from_a_day_on_stays_edited(ward: Ward) -> None:
    eve = Session.from_texts(week=1, days="mon-fri", time="08:00-19:00", tier="1", who=["eve"])
    pattern = Pattern("weekdays", local("2026-03-02 00:00").date(), None, 1, (eve,))
    ward.roster.edit_pattern(
        ward.actor("dora"),
        line="hotdoc",
        pattern=pattern,
        from_day=local(THURSDAY).date(),
        reason="her registration is being renewed",
    )
    outcome = again(ward, HOTDOC.read_text(encoding="utf-8"))
    assert kept(outcome) == [("pattern", "weekdays")]
    assert ward.on(THURSDAY) == ["1 eve"]
    assert ward.on("2026-11-24 09:00") == ["1 amara", "2 ben", "lead chidi"]


@pytest.mark.hazard("H03")
def test_what_was_ended_on_the_pages_does_not_come_back(ward: Ward) -> None:
    again(ward, DORA_COVERS)
    assert ward.on(THURSDAY)[0] == "1 dora"
    ward.roster.uncover(ward.actor("dora"), line="hotdoc", key="thursday")
    assert kept(again(ward, DORA_COVERS)) == [("cover", "thursday")]
    assert ward.on(THURSDAY)[0] == "1 amara"


def test_an_absence_that_made_way_for_duty_is_not_laid_over_it(ward: Ward) -> None:
    again(ward, "version = 1\n" + DORA_AWAY)
    ward.roster.cover(
        ward.actor("dora"),
        line="hotdoc",
        tier="1",
        who=["dora"],
        start=local("2026-11-26 08:00"),
        end=local("2026-11-26 19:00"),
        reason="she came in",
    )
    assert kept(again(ward, "version = 1\n" + DORA_AWAY)) == [("absence", "dora-study")]
    assert ward.on(THURSDAY)[0] == "1 dora"


def test_a_day_that_is_as_usual_again_stays_so(ward: Ward) -> None:
    text = HOTDOC.read_text(encoding="utf-8")
    closed = text.replace(
        "{ date = 2026-12-24", '{ date = 2026-11-27, reason = "x" }, { date = 2026-12-24'
    )
    again(ward, closed)
    assert ward.on(FRIDAY) == []
    ward.roster.usual_day(ward.actor("dora"), line="hotdoc", day=local(FRIDAY).date(), reason="x")
    again(ward, closed)
    assert ward.on(FRIDAY)[0] == "1 amara"


def test_a_file_that_says_something_new_counts(ward: Ward) -> None:
    again(ward, DORA_COVERS)
    ward.roster.uncover(ward.actor("dora"), line="hotdoc", key="thursday")
    outcome = again(ward, DORA_COVERS.replace('who = ["dora"]', 'who = ["eve"]'))
    assert kept(outcome) == []
    assert ward.on(THURSDAY)[0] == "1 eve"


def test_an_absence_of_somebody_else_is_no_reason_to_keep_anything(ward: Ward) -> None:
    ward.roster.absent(
        ward.actor("dora"),
        person="amara",
        kind=AbsenceKind.LEAVE,
        start=local("2026-11-26 00:00"),
        end=local("2026-11-27 00:00"),
    )
    assert kept(again(ward, HOTDOC.read_text(encoding="utf-8"))) == []
