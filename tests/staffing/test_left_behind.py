"""What a change leaves to others is said at once beside it: supervisors who are away, and lines on
which nobody answers everything."""

import pytest

from advice_line.errors import ReasonNeeded
from advice_line.rota_kinds import FindingKind
from advice_line.staffing.watching.watched import Watched
from rota.values import AbsenceKind
from tests.staffing.lookout import Lookout, at
from tests.staffing.ward import Ward, local

CHIDI_AWAY = "Dr Chidi Example, who supervises Ben Example, is away: "
UNNAMED = "No supervising radiologist is named for Ben Example: "
NARROW = "Nobody is on duty who answers everything (Ben Example answers msk, chest only): "


@pytest.fixture
def lookout(ward: Ward) -> Lookout:
    return Lookout(ward)


def away(ward: Ward, person: str, start: str, end: str) -> tuple[str, ...]:
    return ward.roster.absent(
        ward.actor("dora"),
        person=person,
        kind=AbsenceKind.LEAVE,
        start=local(start),
        end=local(end),
    ).notes


def cover(ward: Ward, tier: str, day: str, who: str, supervisor: str | None) -> tuple[str, ...]:
    return ward.roster.cover(
        ward.actor("dora"),
        line="hotdoc",
        tier=tier,
        who=[who],
        start=local(f"{day} 08:00"),
        end=local(f"{day} 19:00"),
        supervisor=supervisor,
    ).notes


def found(lookout: Lookout, kind: FindingKind) -> list[Watched]:
    lookout.world.settle(2)
    every = lookout.watch.findings(lookout.ward.actor("dora"), "hotdoc").found
    return [each for each in every if each.kind is kind]


def test_a_supervisor_on_leave_supervises_nobody(ward: Ward, lookout: Lookout) -> None:
    assert found(lookout, FindingKind.NO_SUPERVISOR) == []
    said = away(ward, "chidi", "2026-11-25 12:00", "2026-11-26 00:00")
    assert said == (f"{CHIDI_AWAY}Wednesday 25 November, midday to 7pm.",)
    (missing,) = found(lookout, FindingKind.NO_SUPERVISOR)
    assert [each.key for each in missing.people] == ["ben"]
    assert (missing.start, missing.end) == (at("2026-11-25 12:00"), at("2026-11-25 19:00"))
    assert ward.trail("rota.absence.recorded")[-1]["against"] == ["supervisor:ben"]


def test_whoever_is_named_although_away_is_said_at_once(ward: Ward, lookout: Lookout) -> None:
    assert away(ward, "dora", "2026-11-25 00:00", "2026-11-26 00:00") == ()
    said = cover(ward, "2", "2026-11-25", "ben", "dora")
    dora_away = CHIDI_AWAY.replace("Chidi", "Dora")
    assert said == (f"{dora_away}Wednesday 25 November, 8am to 7pm.",)
    assert len(found(lookout, FindingKind.NO_SUPERVISOR)) == 1
    assert cover(ward, "2", "2026-11-25", "ben", "chidi") == ()
    assert found(lookout, FindingKind.NO_SUPERVISOR) == []


@pytest.mark.parametrize("supervisor", [None, "ben"])
def test_a_change_of_the_supervisor_alone_says_what_the_watch_will_find(
    ward: Ward, lookout: Lookout, supervisor: str | None
) -> None:
    assert cover(ward, "2", "2026-11-25", "ben", "chidi") == ()
    said = cover(ward, "2", "2026-11-25", "ben", supervisor)
    assert said == (f"{UNNAMED}Wednesday 25 November, 8am to 7pm.",)
    assert len(found(lookout, FindingKind.NO_SUPERVISOR)) == 1


@pytest.mark.hazard("H11")
def test_an_absence_that_leaves_nobody_who_answers_everything_says_so(
    ward: Ward, lookout: Lookout
) -> None:
    assert away(ward, "amara", "2026-11-25 00:00", "2026-11-26 00:00") == ()
    said = away(ward, "chidi", "2026-11-25 00:00", "2026-11-25 13:00")
    assert said == (
        f"{NARROW}Wednesday 25 November, 8am to 1pm.",
        f"{CHIDI_AWAY}Wednesday 25 November, 8am to 1pm.",
    )
    (narrow,) = found(lookout, FindingKind.NARROW_SCOPE)
    assert [each.key for each in narrow.people] == ["ben"]
    assert (narrow.start, narrow.end) == (at("2026-11-25 08:00"), at("2026-11-25 13:00"))
    (mailed,) = (each for each in lookout.told("dora") if "answers everything" in each)
    assert "1 shift with nobody who answers everything" in mailed


def test_who_comes_to_it_by_name_is_told_of_once(ward: Ward) -> None:
    for person in ("amara", "chidi"):
        away(ward, person, "2026-11-25 00:00", "2026-11-26 00:00")
    with pytest.raises(ReasonNeeded) as refused:
        cover(ward, "1", "2026-11-25", "ben", "dora")
    (said,) = refused.value.breaches
    assert said.startswith("Ben Example answers msk, chest only")


def test_what_was_so_before_is_not_said_again(ward: Ward) -> None:
    away(ward, "chidi", "2026-11-25 00:00", "2026-11-26 00:00")
    assert away(ward, "amara", "2026-11-24 00:00", "2026-11-25 00:00") == ()
    said = away(ward, "chidi", "2026-11-24 00:00", "2026-11-27 00:00")
    assert [each for each in said if each.startswith(CHIDI_AWAY)] == [
        f"{CHIDI_AWAY}Tuesday 24 November, 8am to 7pm. And 1 more like it."
    ]
