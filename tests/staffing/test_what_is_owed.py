"""What somebody owes when they leave passes on: H23."""

from typing import Any

import pytest

from advice_line.errors import AlreadyTaken, NotAllowed
from integrations.sandbox.phones import accepts, declines
from rota.values import AbsenceKind
from tests.staffing.ward import Ward, local
from tests.stories.scene import AMARA, ELM_ROAD, ELM_ROAD_MOBILE, LINE, STRANGER_MOBILE

pytestmark = pytest.mark.hazard("H23")


def promised(ward: Ward, number: str = ELM_ROAD_MOBILE) -> str:
    """A call that nobody could take; its reference."""
    ward.world.everybody(declines())
    known = {each["reference"] for each in ward.world.queries()}
    caller = ward.world.person(number).rings(LINE)
    caller.hears("Your reference is", within=150).is_cut_off()
    ward.world.settle()
    (fresh,) = (each for each in ward.world.queries() if each["reference"] not in known)
    return str(fresh["reference"])


def query(ward: Ward, reference: str) -> dict[str, Any]:
    (found,) = (each for each in ward.world.queries() if each["reference"] == reference)
    return found


def claims(ward: Ward, key: str, reference: str) -> None:
    ward.world.records.claim(ward.actor(key), reference)


def sick(ward: Ward, key: str, start: str, end: str) -> None:
    ward.roster.absent(
        ward.actor(key),
        person=key,
        kind=AbsenceKind.SICKNESS,
        start=local(start),
        end=local(end),
    )
    ward.world.settle()


def heard(ward: Ward) -> None:
    """Whatever was told so far is read."""
    for key in ("amara", "ben", "chidi", "dora", "eve"):
        ward.texts(key)


def test_sickness_at_0740_yesterdays_promise_is_kept_by_somebody_on_duty(either: Ward) -> None:
    ward = either
    ward.at("2026-11-23 18:50")
    reference = promised(ward)
    assert (
        "ring you back by 8:20am on Tuesday 24 November" in (ward.world.texts(ELM_ROAD_MOBILE)[-1])
    )
    claims(ward, "amara", reference)
    ward.at("2026-11-24 07:40")
    heard(ward)
    sick(ward, "amara", "2026-11-24 07:40", "2026-11-25 00:00")
    told = ward.texts("amara")
    assert any(f"You still owe 1 call back ({reference})" in each for each in told)
    assert not any("not there any more" in each for each in ward.texts("ben"))
    ward.at("2026-11-24 08:01")
    offered = [each for each in ward.texts("ben") if "is not there any more" in each]
    assert (
        f"Dr Amara Example is not there any more for 1 call back ({reference}); it is due by"
        in (offered[0])
    )
    assert query(ward, reference)["owner"] == "amara"
    claims(ward, "ben", reference)
    seen = query(ward, reference)
    assert seen["owner"] == "ben"
    assert [(each["kind"], each["owner"]) for each in seen["tasks"]] == [("ring_back", "ben")]
    with pytest.raises(AlreadyTaken, match="Ben Example"):
        claims(ward, "chidi", reference)
    ward.at("2026-11-24 08:15")
    ward.world.records.rang(ward.actor("ben"), reference, "form-1")
    assert [each["state"] for each in query(ward, reference)["promises"]] == ["kept"]
    assert [each["cause"] for each in ward.trail("hand_over.begun")] == ["absence"]
    assert len(ward.trail("hand_over.accepted")) == 1


def test_with_nobody_to_keep_it_the_requester_hears_of_a_new_time(ward: Ward) -> None:
    ward.at("2026-11-23 18:50")
    reference = promised(ward)
    claims(ward, "amara", reference)
    ward.at("2026-11-24 07:40")
    for key in ("ben", "chidi"):
        sick(ward, key, "2026-11-24 07:40", "2026-11-24 11:00")
    sick(ward, "amara", "2026-11-24 07:40", "2026-11-25 00:00")
    told = ward.world.texts(ELM_ROAD_MOBILE)[-1]
    assert "later than we said, by 11:30am" in told
    assert reference in told
    promises = query(ward, reference)["promises"]
    assert [each["state"] for each in promises] == ["withdrawn", "open"]
    ward.at("2026-11-24 11:01")
    assert any("not there any more" in each for each in ward.texts("ben"))
    claims(ward, "ben", reference)
    ward.world.records.rang(ward.actor("ben"), reference, "form-1")
    assert [each["state"] for each in query(ward, reference)["promises"]] == ["withdrawn", "kept"]


def test_what_nobody_takes_is_the_leads_and_free_for_all(ward: Ward) -> None:
    ward.at("2026-11-23 18:50")
    reference = promised(ward)
    claims(ward, "amara", reference)
    ward.at("2026-11-24 07:40")
    sick(ward, "amara", "2026-11-24 07:40", "2026-11-25 00:00")
    heard(ward)
    ward.at("2026-11-24 08:11")
    told = [each for each in ward.texts("chidi") if "yours to see to" in each]
    assert f"Nobody has taken Dr Amara Example's call back ({reference})" in told[0]
    seen = query(ward, reference)
    assert (seen["owner"], seen["state"]) == (None, "waiting")
    assert [(each["kind"], each["owner"]) for each in seen["tasks"]] == [("ring_back", "chidi")]
    claims(ward, "ben", reference)
    assert [each["owner"] for each in query(ward, reference)["tasks"]] == ["ben"]


def test_with_the_only_lead_away_it_is_theirs_who_are_on_and_never_nobodys(ward: Ward) -> None:
    ward.at("2026-11-23 18:50")
    reference = promised(ward)
    claims(ward, "amara", reference)
    ward.at("2026-11-24 07:30")
    sick(ward, "chidi", "2026-11-24 07:30", "2026-11-28 00:00")
    sick(ward, "amara", "2026-11-24 07:30", "2026-11-25 00:00")
    heard(ward)
    for when in ("08:11", "08:20", "08:31", "09:30"):
        ward.at(f"2026-11-24 {when}")
        assert [each["owner"] for each in query(ward, reference)["tasks"]] == ["ben"]
    assert any("yours to see to" in each for each in ward.texts("ben"))
    assert ward.texts("chidi") == []


def test_at_the_end_of_a_shift_it_passes_to_who_is_on_next(ward: Ward) -> None:
    ward.roster.cover(
        ward.actor("dora"),
        line="hotdoc",
        tier="1",
        who=["dora"],
        start=local("2026-11-23 13:00"),
        end=local("2026-11-23 19:00"),
    )
    ward.at("2026-11-23 12:50")
    reference = promised(ward)
    claims(ward, "amara", reference)
    heard(ward)
    ward.at("2026-11-23 13:00")
    assert any(reference in each for each in ward.texts("amara"))
    assert any("not there any more" in each for each in ward.texts("dora"))
    assert query(ward, reference)["owner"] == "amara"
    # Whoever left may still ring, as long as nobody has taken it.
    ward.world.records.rang(ward.actor("amara"), reference, "form-1")
    assert query(ward, reference)["owner"] == "amara"
    ward.at("2026-11-23 13:20")
    assert len(ward.trail("hand_over.over")) == 1
    assert not any("yours to see to" in each for each in ward.texts("chidi"))


def test_who_is_on_again_as_soon_as_anybody_keeps_what_they_owe(ward: Ward) -> None:
    ward.at("2026-11-23 18:50")
    reference = promised(ward)
    claims(ward, "amara", reference)
    ward.at("2026-11-24 08:10")
    assert query(ward, reference)["owner"] == "amara"
    assert ward.trail("hand_over.begun") == []


def test_what_stays_with_who_is_back_too_late_is_promised_for_a_later_time(ward: Ward) -> None:
    reference = promised(ward)
    claims(ward, "amara", reference)
    for key in ("ben", "chidi", "amara"):
        sick(ward, key, "2026-11-23 09:10", "2026-11-23 11:00")
    ward.at("2026-11-23 09:11")
    assert query(ward, reference)["owner"] == "amara"
    assert ward.trail("hand_over.begun") == []
    ward.world.settle()
    assert "later than we said, by 11:30am" in ward.world.texts(ELM_ROAD_MOBILE)[-1]
    ward.at("2026-11-23 09:30")
    assert len(query(ward, reference)["promises"]) == 2


def test_handing_over_now_hands_over_what_is_owed(ward: Ward) -> None:
    reference = promised(ward)
    claims(ward, "amara", reference)
    request = ward.swapping.ask(
        ward.actor("amara"),
        line="hotdoc",
        tier="1",
        start=local("2026-11-23 09:00"),
        end=local("2026-11-23 19:00"),
        of=["dora"],
        now=True,
    ).key
    ward.world.settle()
    assert ward.trail("hand_over.begun") == []
    ward.swapping.accept(ward.actor("dora"), request or "")
    ward.world.settle()
    assert [each["cause"] for each in ward.trail("hand_over.begun")] == ["shift_end"]
    claims(ward, "dora", reference)
    assert query(ward, reference)["owner"] == "dora"


def test_who_may_not_answer_any_more_owes_nothing_alone(ward: Ward) -> None:
    reference = promised(ward)
    claims(ward, "eve", reference)
    ward.world.set_up(
        """
version = 1
[[responders]]
key = "eve"
name = "Dr Eve Example"
role = "registrar"
mobile = "+447700900005"
email = "eve@example.org"
roles = ["educator"]
"""
    )
    ward.world.settle()
    assert [each["cause"] for each in ward.trail("hand_over.begun")] == ["disabled"]
    claims(ward, "amara", reference)
    assert query(ward, reference)["owner"] == "amara"


def test_who_took_it_in_their_own_time_keeps_it(ward: Ward) -> None:
    reference = promised(ward)
    claims(ward, "eve", reference)
    ward.at("2026-11-23 09:20")
    assert ward.trail("hand_over.begun") == []


def test_a_landline_cannot_be_texted_so_that_its_promise_stands(ward: Ward) -> None:
    ward.at("2026-11-23 18:50")
    reference = promised(ward, ELM_ROAD)
    claims(ward, "amara", reference)
    ward.at("2026-11-24 07:40")
    for key in ("ben", "chidi"):
        sick(ward, key, "2026-11-24 07:40", "2026-11-24 11:00")
    sick(ward, "amara", "2026-11-24 07:40", "2026-11-25 00:00")
    assert [each["state"] for each in query(ward, reference)["promises"]] == ["open"]


def test_what_somebody_owes_is_listed_for_them_and_for_who_makes_the_rota(ward: Ward) -> None:
    first = promised(ward)
    second = promised(ward, STRANGER_MOBILE)
    for each in (first, second):
        claims(ward, "amara", each)
    owed = ward.owing.of(ward.actor("amara"))
    assert [each.reference for each in owed.owes] == [first, second]
    assert all(each.promised_by == each.due_at for each in owed.owes)
    assert [each.reference for each in ward.owing.of(ward.actor("dora"), "amara").owes] == [
        first,
        second,
    ]
    with pytest.raises(NotAllowed):
        ward.owing.of(ward.actor("ben"), "amara")
    sick(ward, "amara", "2026-11-23 09:10", "2026-11-24 00:00")
    ward.at("2026-11-23 09:11")
    (told,) = [each for each in ward.texts("ben") if "2 calls back" in each]
    assert f"({first}, {second}); the first is due by" in told


def test_the_lead_hears_at_once_of_a_record_whose_author_is_away(ward: Ward) -> None:
    ward.world.phones.behaves(AMARA, accepts(talks_for=60))
    ward.world.person(ELM_ROAD_MOBILE).rings(LINE).hears("Your reference is", within=150)
    ward.world.settle()
    heard(ward)
    sick(ward, "amara", "2026-11-23 09:05", "2026-11-24 00:00")
    ward.at("2026-11-23 09:06")
    assert any("Not written down since 9:0" in each for each in ward.texts("chidi"))
    assert ward.trail("hand_over.begun") == []
    assert [each["owner"] for each in ward.world.query()["tasks"]] == ["amara"]
