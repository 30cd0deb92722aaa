"""A person's own shifts: given away, swapped, taken over, not rung for a while, in a calendar."""

from datetime import UTC, datetime
from typing import Any

from icalendar import Calendar

from tests.stories.world import BEN, CHIDI
from tests.web.people import Scene

WITH_CHIDI_IN_RESERVE = """version = 1
[[responders]]
key = "dina"
name = "Dr Dina Example"
role = "radiologist"
registration = { body = "GMC", number = "9990004", expires = 2028-06-30 }
mobile = "+447700900004"
email = "dina@example.org"
roles = ["responder"]
"""
DINA = "+447700900004"


def test_a_shift_is_given_away_in_two_taps_and_taken_with_one(scene: Scene) -> None:
    scene.world.set_up(WITH_CHIDI_IN_RESERVE)
    amara = scene.signed_in("amara").opens("/rota/mine").sees("Tuesday 24 November, 8am to 7pm")
    amara.follows("<strong>Tuesday 24 November").sees("Your shift", "Tier 1")
    amara.sees("Everybody who may take it is asked, one after the other.")
    amara.presses("Can someone take this?").sees("Asked. You stay on the rota", "waiting for")
    scene.world.settle()
    dina = (
        scene.signed_in_by(DINA)
        .opens("/desk/list")
        .sees(
            "Dr Amara Example asks whether you take Tuesday 24 November 2026, 8am to 7pm, tier 1."
        )
    )
    dina.opens("/desk").follows("See it and answer")
    dina.sees("You are asked", "can you take this?")
    dina.presses("Accept").sees("Tuesday 24 November, 8am to 7pm", "swap")
    amara.opens("/rota/mine").sees("Dr Dina Example takes it").never_sees("Tuesday 24 November,")
    dina.opens("/desk").never_sees("asks whether you take")


def test_the_last_shift_that_is_listed_is_whole(scene: Scene) -> None:
    amara = scene.signed_in("amara").opens("/rota/mine").sees("I am away", "In your calendar")
    amara.sees("Monday 18 January, 8am to 7pm").never_sees("Tuesday 19 January")


def test_one_colleague_is_asked_for_a_part_and_declines(scene: Scene) -> None:
    amara = scene.signed_in("amara").opens("/rota/mine").follows("<strong>Tuesday 24 November")
    amara.presses("Ask about this part", start="2026-11-24T20:00", end="2026-11-24T21:00")
    amara.is_refused(422).sees("There is a problem")
    amara.presses("Ask them", of="chidi").sees("waiting for Dr Chidi Example")
    chidi = scene.signed_in("chidi").opens("/rota/mine").presses("Decline")
    chidi.never_sees("You are asked")
    amara.opens("/rota/mine").sees("nobody could take it")


def test_a_manager_who_is_asked_sees_the_request_once(scene: Scene) -> None:
    amara = scene.signed_in("amara").opens("/rota/mine").follows("<strong>Tuesday 24 November")
    amara.presses("Ask them", of="ben")
    ben = scene.signed_in("ben").opens("/rota/mine").sees("You are asked").never_sees("Asked for")
    assert ben.text.count("can you take this?") == 1
    ben.form("Decline")
    ben.presses("Withdraw").sees("Withdrawn.", "Asked for").never_sees("You are asked")


def test_a_request_is_withdrawn(scene: Scene) -> None:
    amara = scene.signed_in("amara").opens("/rota/mine").follows("<strong>Tuesday 24 November")
    amara.presses("Ask them", of="chidi").presses("Withdraw").sees("Withdrawn. The shift stays")
    scene.signed_in("chidi").opens("/rota/mine").never_sees("You are asked")


def test_one_shift_is_swapped_for_another(scene: Scene) -> None:
    amara = scene.signed_in("amara").opens("/rota/mine").follows("<strong>Tuesday 24 November")
    amara.follows("Swap it for one of theirs").follows("Dr Chidi Example")
    theirs = "lead,2026-11-25T08:00:00Z,2026-11-25T19:00:00Z"
    amara.presses("Ask them to swap", in_return=theirs).sees("in return for Wednesday 25 November")
    chidi = scene.signed_in("chidi").opens("/rota/mine").sees("Dr Amara Example asks you to swap")
    reason = chidi.form("Accept").fields.keys() & {"reason"}
    chidi.presses("Accept", **dict.fromkeys(reason, "We agreed"))
    amara.opens("/rota?week=2026-11-23").sees(
        "Tuesday 24 November 8am to 7pm Tier 1 8am to 7pm Dr Chidi"
    )


def test_who_is_on_duty_hands_over_now(scene: Scene) -> None:
    scene.world.set_up(WITH_CHIDI_IN_RESERVE)
    amara = scene.signed_in("amara").opens("/rota/mine").sees("You are on duty")
    amara.follows("Tier 1, Example Radiology Advice")
    amara.sees("is asked, all at once, and the first yes has it. You stay on the rota")
    amara.never_sees("one after the other").presses("Hand over now")
    scene.signed_in_by(DINA).opens("/rota/mine").presses("Accept").sees("It is yours.")
    amara.opens("/rota").sees("Tier 1 Dr Dina Example until 7pm")


def test_a_tier_is_taken_over_at_once_and_given_back(scene: Scene) -> None:
    scene.world.set_up(WITH_CHIDI_IN_RESERVE)
    dina = scene.signed_in_by(DINA)
    dina.opens("/rota/shift?line=hotdoc&tier=1&person=amara&at=2026-11-23T10:00:00Z")
    dina.presses("Take over now").sees("You are on from now.", "You are on duty")
    dina.follows("Tier 1, Example Radiology Advice").presses("Give it back")
    dina.opens("/rota").sees("Tier 1 Dr Amara Example until 7pm")


def test_whoever_is_in_a_procedure_is_not_rung_until_then(scene: Scene) -> None:
    amara = scene.signed_in("amara").opens("/rota/mine")
    amara.presses("1 hour").sees("You are not rung before")
    scene.signed_in("ben").opens("/rota").sees("not rung for a while")
    amara.opens("/rota/mine").presses("Ring me again now").sees("You are rung again from now.")
    amara.presses("Do not ring me before then").is_refused(422).sees("Give the day and the time")
    amara.presses("Do not ring me before then", until="2026-11-23T14:00")
    amara.sees("You are not rung before 2pm.")


def test_somebody_is_away_and_back_sooner(scene: Scene) -> None:
    amara = scene.signed_in("amara").opens("/rota/mine").follows("I am away")
    amara.presses("Save", kind="leave").is_refused(422).sees("Give the day and the time")
    amara.presses("Save", start="2026-11-24T00:00", end="2026-11-28T00:00")
    amara.sees("What you had is empty until somebody takes it.", "Leave")
    amara.opens("/rota").sees("Nobody is on tier 1", "Dr Amara Example is away (leave)")
    amara.opens("/rota/history?at=2026-11-24T09:00").sees("Tier 1: nobody, instead of you")
    amara.sees("You are away (leave) by you, Monday 23 November")
    amara.opens("/rota/mine").presses("I am back").sees("You are on the rota again.")
    amara.never_sees("Leave")


def test_a_manager_asks_on_behalf_of_who_cannot(scene: Scene) -> None:
    ben = scene.signed_in("ben")
    ben.opens("/rota/shift?line=hotdoc&tier=1&person=amara&at=2026-11-24T10:00:00Z")
    ben.presses("Ask them", of="chidi").sees("waiting for Dr Chidi Example")


def test_the_calendar_of_one_s_own_duties_is_read_and_taken_back(scene: Scene) -> None:
    amara = scene.signed_in("amara").opens("/rota/mine")
    amara.presses("Make an address for my calendar").sees("The address is below.")
    address = amara.text[amara.text.index("https://") :].split()[0]
    program = scene.browser().opens(address)
    assert program.headers["content-type"].startswith("text/calendar")
    events: list[Any] = Calendar.from_ical(program.page).walk("VEVENT")
    assert datetime(2026, 11, 24, 8, tzinfo=UTC) in [each["DTSTART"].dt for each in events]
    assert all("tier 1" in str(each["SUMMARY"]) for each in events)
    amara.presses("Take the address back").sees("The address no longer shows anything.")
    scene.browser().opens(address).is_refused(404)


def test_a_calendar_that_has_it_already_is_sent_nothing(scene: Scene) -> None:
    amara = scene.signed_in("amara").opens("/rota/mine").presses("Make an address for my calendar")
    address = amara.text[amara.text.index("https://") :].split()[0]
    path = address.removeprefix("https://advice.example.org")
    client = scene.browser().client
    mark = client.get(path).headers["etag"]
    again = client.get(path, headers={"if-none-match": mark})
    assert (again.status_code, again.content) == (304, b"")


def test_those_concerned_hear_of_it_by_text(scene: Scene) -> None:
    amara = scene.signed_in("amara").opens("/rota/mine").follows("<strong>Tuesday 24 November")
    amara.presses("Ask them", of="chidi")
    scene.world.settle()
    assert any("Tuesday 24 November" in text for text in scene.world.texts(CHIDI))
    assert not any("Tuesday 24 November" in text for text in scene.world.texts(BEN))
