"""Giving a shift away: who is asked, who has it, who hears of it."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from advice_line.errors import AlreadyTaken, Conflict, Expired, Invalid, NotFound, ReasonNeeded
from advice_line.staffing.swaps.shown import Part
from rota.values import AbsenceKind
from tests.staffing.ward import Ward, local

SHIFT = {"line": "hotdoc", "tier": "1"}


def asks(ward: Ward, start: str, end: str, of: list[str] | None, **how: object) -> str:
    """Amara asks; the request's id."""
    done = ward.swapping.ask(
        ward.actor("amara"),
        line="hotdoc",
        tier="1",
        start=local(start),
        end=local(end),
        of=of,
        **how,  # type: ignore[arg-type]
    )
    assert done.key is not None
    return done.key


def test_one_shift_for_another(either: Ward) -> None:
    ward = either
    request = asks(
        ward,
        "2026-11-30 08:00",
        "2026-11-30 19:00",
        ["chidi"],
        in_return=Part("lead", local("2026-12-01 08:00"), local("2026-12-01 19:00")),
    )
    told = ward.text("chidi")
    assert "Dr Amara Example would like to give you their shift: Monday 30 November" in told
    assert "and take yours: Tuesday 1 December, 8am to 7pm (lead)" in told
    assert "Please answer by 3pm" in told
    ward.nobody_else_was_told()
    assert ward.on("2026-11-30 09:00")[0] == "1 amara"
    (shown,) = ward.swapping.requests_of(ward.actor("chidi")).to_me
    assert shown.may_accept
    assert shown.breaches == ()
    ward.swapping.accept(ward.actor("chidi"), request)
    assert ward.on("2026-11-30 09:00") == ["1 chidi", "2 ben", "lead chidi"]
    assert ward.on("2026-12-01 09:00") == ["1 amara", "2 ben", "lead amara"]
    mine = ward.text("amara")
    assert "Your shift on Monday 30 November, 8am to 7pm (tier 1)" in mine or "lead" in mine
    assert "takes" in ward.text("dora")
    assert len(ward.texts("chidi")) == 1
    ward.nobody_else_was_told()
    (line,) = ward.trail("rota.swap.agreed")
    assert line["actor"] == "responder:chidi"
    facts = ward.roster.history(ward.actor("dora"), "hotdoc").facts
    made = {(each.made.by, each.made.agreed_by) for each in facts if each.made.act == "swap.agreed"}
    assert made == {("responder:amara", "responder:chidi")}


def test_part_of_a_shift_goes_to_who_is_named_after_the_first_says_no(ward: Ward) -> None:
    request = asks(ward, "2026-11-30 13:00", "2026-11-30 15:00", ["eve", "dora"])
    assert ward.texts("dora") == []
    ward.swapping.decline(ward.actor("eve"), request)
    assert "1pm to 3pm" in ward.text("dora")
    ward.swapping.accept(ward.actor("dora"), request)
    on = [ward.on(f"2026-11-30 {hour}")[0] for hour in ("12:59", "13:00", "14:59", "15:00")]
    assert on == ["1 amara", "1 dora", "1 dora", "1 amara"]


def test_whoever_does_not_answer_in_time_is_followed_by_the_next(ward: Ward) -> None:
    request = asks(ward, "2026-11-30 08:00", "2026-11-30 19:00", ["eve", "dora"])
    assert len(ward.texts("eve")) == 1
    ward.at("2026-11-23 14:59")
    assert ward.texts("dora") == []
    ward.at("2026-11-23 15:01")
    assert "Please answer by" in ward.text("dora")
    (shown, *_) = ward.swapping.requests_of(ward.actor("amara")).mine
    assert shown.waiting_for == ("Dr Dora Example",)
    # A late yes is a yes, as long as nobody else has said it.
    ward.swapping.accept(ward.actor("eve"), request)
    assert ward.on("2026-11-30 09:00")[0] == "1 eve"
    # Dora manages the rota as well: of one yes she hears once.
    assert "Dr Eve Example takes Dr Amara Example's shift" in ward.text("dora")


def test_anybody_means_everybody_eligible_who_has_least_to_do_first(ward: Ward) -> None:
    asks(ward, "2026-11-30 08:00", "2026-11-30 19:00", None)
    order: list[str] = []
    for at in ("2026-11-23 09:01", "2026-11-23 15:01", "2026-11-24 10:01"):
        ward.at(at)
        (shown, *_) = ward.swapping.requests_of(ward.actor("amara")).mine
        order += shown.waiting_for
    assert order == ["Dr Dora Example", "Dr Eve Example", "Ben Example"]


def test_all_are_asked_at_once_when_it_is_near_and_the_first_yes_has_it(either: Ward) -> None:
    ward = either
    ward.at("2026-11-24 06:30")
    for key in ("amara", "dora", "eve", "ben", "chidi"):
        ward.texts(key)
    request = asks(ward, "2026-11-24 08:00", "2026-11-24 19:00", None)
    for key in ("ben", "chidi", "dora", "eve"):
        assert "would like to give you their shift" in ward.text(key)
    ward.swapping.accept(ward.actor("eve"), request)
    with pytest.raises(AlreadyTaken, match="Dr Eve Example"):
        ward.swapping.accept(ward.actor("dora"), request)
    ward.swapping.accept(ward.actor("eve"), request)
    assert ward.on("2026-11-24 09:00")[0] == "1 eve"
    assert len(ward.trail("rota.swap.agreed")) == 1
    for key in ("ben", "chidi"):
        assert "Dr Eve Example takes the shift" in ward.text(key)


def test_handing_over_now_holds_from_the_yes(ward: Ward) -> None:
    request = asks(ward, "2026-11-23 09:00", "2026-11-23 19:00", ["dora"], now=True)
    assert "would like to hand over to you now" in ward.text("dora")
    ward.at("2026-11-23 10:30")
    assert ward.on("2026-11-23 10:30")[0] == "1 amara"
    ward.swapping.accept(ward.actor("dora"), request)
    assert ward.on("2026-11-23 10:31")[0] == "1 dora"
    history = ward.roster.history(ward.actor("dora"), "hotdoc")
    first, *_ = history.on_duty(local("2026-11-23 10:15+00:00"))
    assert first.person_ref == "amara"


def test_what_is_against_it_is_shown_before_and_needs_a_reason(ward: Ward) -> None:
    dora = ward.actor("dora")
    ward.roster.absent(
        dora,
        person="eve",
        kind=AbsenceKind.LEAVE,
        start=local("2026-11-30 00:00"),
        end=local("2026-12-01 00:00"),
    )
    request = asks(ward, "2026-11-30 13:00", "2026-11-30 19:00", ["eve"])
    eve = ward.actor("eve")
    (shown,) = ward.swapping.requests_of(eve).to_me
    assert shown.breaches == ("Dr Eve Example is away Monday 30 November, all day.",)
    with pytest.raises(ReasonNeeded) as refused:
        ward.swapping.accept(eve, request)
    assert refused.value.breaches == shown.breaches
    assert ward.swapping.requests_of(eve).to_me[0].state == "open"
    ward.swapping.accept(eve, request, "I come in for the afternoon")
    assert ward.on("2026-11-30 14:00")[0] == "1 eve"


def test_a_request_whose_shift_is_edited_comes_to_nothing(either: Ward) -> None:
    ward = either
    request = asks(ward, "2026-11-30 08:00", "2026-11-30 19:00", ["eve"])
    ward.texts("eve")
    ward.roster.cover(
        ward.actor("dora"),
        line="hotdoc",
        tier="1",
        who=["chidi"],
        start=local("2026-11-30 08:00"),
        end=local("2026-11-30 13:00"),
    )
    assert ward.text("eve").endswith("Dr Chidi Example and Dr Amara Example have it.")
    told = ward.texts("amara")
    assert any("was changed or is over" in each for each in told)
    with pytest.raises(Expired, match="has lapsed: its shift was changed"):
        ward.swapping.accept(ward.actor("eve"), request)
    assert ward.on("2026-11-30 09:00")[0] == "1 chidi"


def test_an_agreed_swap_whose_shift_is_gone_is_told_to_both(ward: Ward) -> None:
    request = asks(ward, "2026-11-30 08:00", "2026-11-30 19:00", ["eve"])
    ward.swapping.accept(ward.actor("eve"), request)
    for key in ("amara", "eve", "dora", "chidi"):
        ward.texts(key)
    ward.roster.cover(
        ward.actor("chidi"),
        line="hotdoc",
        tier="1",
        who=["dora"],
        start=local("2026-11-30 08:00"),
        end=local("2026-11-30 19:00"),
    )
    assert ward.on("2026-11-30 09:00")[0] == "1 dora"
    assert "The swap by which Dr Eve Example takes your shift on Monday" in ward.text("amara")
    assert "Your shift on Monday 30 November, 8am to 7pm (tier 1) is now Dr Dora" in (
        ward.text("eve")
    )


def test_nobody_may_take_it_in_the_end_and_its_owner_hears_so(ward: Ward) -> None:
    request = asks(ward, "2026-11-24 08:00", "2026-11-24 19:00", ["eve", "dora"])
    ward.swapping.decline(ward.actor("eve"), request)
    ward.swapping.decline(ward.actor("dora"), request)
    assert "Nobody takes your shift, so that you still have it" in ward.text("amara")
    with pytest.raises(Expired):
        ward.swapping.accept(ward.actor("eve"), request)
    assert ward.on("2026-11-24 09:00")[0] == "1 amara"


def test_what_is_withdrawn_is_asked_no_more(ward: Ward) -> None:
    request = asks(ward, "2026-11-30 08:00", "2026-11-30 19:00", ["eve"])
    ward.texts("eve")
    ward.swapping.withdraw(ward.actor("amara"), request)
    assert ward.text("eve").endswith("8am to 7pm (tier 1).")
    again = asks(ward, "2026-11-30 08:00", "2026-11-30 19:00", ["eve"])
    ward.swapping.accept(ward.actor("eve"), again)
    with pytest.raises(Conflict, match="Dr Eve Example has taken it"):
        ward.swapping.withdraw(ward.actor("amara"), again)


def test_only_what_one_has_can_be_given_and_only_who_was_asked_may_take_it(ward: Ward) -> None:
    with pytest.raises(Invalid, match="You are not on this tier"):
        asks(ward, "2026-11-28 08:00", "2026-11-28 19:00", ["eve"])
    with pytest.raises(Invalid, match="Name somebody else"):
        asks(ward, "2026-11-30 08:00", "2026-11-30 19:00", ["amara"])
    request = asks(ward, "2026-11-30 08:00", "2026-11-30 19:00", ["eve"])
    with pytest.raises(Invalid, match="asked for this time already"):
        asks(ward, "2026-11-30 12:00", "2026-11-30 19:00", ["dora"])
    with pytest.raises(NotFound):
        ward.swapping.accept(ward.actor("dora"), request)
    with pytest.raises(NotFound):
        ward.swapping.accept(ward.actor("dora"), "NOSUCHREQUEST")


@pytest.mark.hazard("H03")
def test_a_swap_one_second_before_the_call_rings_the_new_person(ward: Ward) -> None:
    request = asks(ward, "2026-11-23 09:00", "2026-11-23 19:00", ["dora"], now=True)
    ward.swapping.accept(ward.actor("dora"), request)
    assert ward.on("2026-11-23 09:01")[0] == "1 dora"


@pytest.mark.hazard("H10")
def test_of_all_who_say_yes_at_once_one_has_it(either: Ward) -> None:
    ward = either
    ward.at("2026-11-24 07:00")
    request = asks(ward, "2026-11-24 08:00", "2026-11-24 19:00", None)
    asked = ("ben", "chidi", "dora", "eve")
    actors = {key: ward.actor(key) for key in asked}

    def says_yes(key: str) -> bool:
        try:
            ward.swapping.accept(actors[key], request, "I am free")
        except AlreadyTaken:
            return False
        return True

    with ThreadPoolExecutor(len(asked)) as pool:
        answers = dict(zip(asked, pool.map(says_yes, asked), strict=True))
    (taker,) = (key for key, had in answers.items() if had)
    assert ward.on("2026-11-24 09:00")[0] == f"1 {taker}"
    assert len(ward.trail("rota.swap.agreed")) == 1


def hands_over(ward: Ward, *, now: bool) -> str:
    """Dora does, from the minute in which she came on; the request's id."""
    done = ward.swapping.ask(
        ward.actor("dora"),
        line="hotdoc",
        tier="1",
        start=local("2026-11-23 09:00"),
        end=local("2026-11-23 12:00"),
        of=["eve"],
        now=now,
    )
    return done.key or ""


@pytest.mark.parametrize("now", [True, False])
def test_what_begins_off_a_whole_minute_is_handed_over_from_there(ward: Ward, now: bool) -> None:
    ward.world.wait(40)
    with ward.world.ledger.look("test") as work:
        started = work.now
    ward.roster.cover(
        ward.actor("dora"),
        line="hotdoc",
        tier="1",
        who=["dora"],
        start=started,
        end=local("2026-11-23 12:00"),
    )
    ward.swapping.accept(ward.actor("eve"), hands_over(ward, now=now))
    assert ward.on("2026-11-23 09:02")[0] == "1 eve"


@pytest.mark.parametrize("now", [True, False])
def test_what_was_taken_over_can_be_handed_over(ward: Ward, now: bool) -> None:
    ward.world.wait(40)
    ward.roster.take_over(ward.actor("dora"), line="hotdoc", tier="1")
    request = hands_over(ward, now=now)
    (shown,) = ward.swapping.requests_of(ward.actor("eve")).to_me
    assert (shown.may_accept, shown.breaches) == (True, ())
    assert ward.on("2026-11-23 10:00")[0] == "1 dora"
    ward.swapping.accept(ward.actor("eve"), request)
    assert [ward.on(f"2026-11-23 {at}")[0] for at in ("11:59", "12:00")] == ["1 eve", "1 dora"]
