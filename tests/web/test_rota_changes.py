"""What a rota manager changes on the pages: covers, absences, hours. Ben is the manager."""

from tests.stories.world import AMARA, CHIDI
from tests.web.people import Scene
from tests.web.surfing import Surfer
from tests.web.test_two_lines import SECOND

WEDNESDAY_AFTERNOON = {"start": "2026-11-25T13:00", "end": "2026-11-25T19:00"}
OFFICE = """version = 1
[[responders]]
key = "ofsted"
name = "Olu Example"
role = "radiologist"
mobile = "+447700900777"
email = "olu@example.org"
roles = ["rota_manager"]
"""


def managing(scene: Scene) -> Surfer:
    return scene.signed_in("ben")


def test_a_cover_is_put_on_the_rota_and_those_concerned_are_told(scene: Scene) -> None:
    ben = (
        managing(scene)
        .opens("/rota/cover")
        .presses("Save", tier="1", who="chidi", reason="Amara teaches", **WEDNESDAY_AFTERNOON)
    )
    ben.sees("Saved. The cover stands.")
    ben.sees("Dr Chidi Example is the lead as well then: Wednesday 25 November, 1pm to 7pm.")
    ben.follows("Rota").sees("1pm to 7pm Dr Chidi Example cover")
    scene.world.settle(180)
    for told in (AMARA, CHIDI):
        assert any("25 November" in text for text in scene.world.texts(told)), scene.world.texts(
            told
        )


def test_what_cannot_be_is_said_beside_its_field_and_nothing_typed_is_lost(scene: Scene) -> None:
    ben = managing(scene).opens("/rota/cover")
    ben.presses("Save", tier="lead", start="2026-11-25T19:00", end="2026-11-25T13:00", reason="x")
    ben.is_refused(422).sees("There is a problem", "Choose who is to be on.")
    ben.presses("Save", who="amara")
    ben.is_refused(422).sees("must end after it begins")
    form = ben.form("Save").fields
    assert (form["tier"], form["who"], form["reason"]) == ("lead", "amara", "x")
    assert (form["start"], form["end"]) == ("2026-11-25T19:00", "2026-11-25T13:00")


def test_a_cover_of_ten_years_and_one_without_length_are_refused(scene: Scene) -> None:
    ben = managing(scene).opens("/rota/cover")
    ben.presses("Save", who="amara", start="2026-11-25T13:00", end="2036-11-25T13:00")
    ben.is_refused(422).sees("can last 31 days at most")
    ben.presses("Save", end="2026-11-25T13:00").is_refused(422).sees("must end after it begins")


def test_what_is_against_somebody_is_shown_and_needs_a_reason(scene: Scene) -> None:
    ben = managing(scene).opens("/rota/absence")
    ben.presses("Save", person="chidi", kind="leave", **WEDNESDAY_AFTERNOON)
    ben.opens("/rota/cover").presses("Save", who="chidi", **WEDNESDAY_AFTERNOON)
    ben.is_refused(422).sees("Something is against this", "Dr Chidi Example")
    ben.presses("Save", reason="They offered to come in").sees("Saved")
    ben.opens("/rota?week=2026-11-23").sees("1pm to 7pm Dr Chidi Example cover")


def test_a_reason_that_was_typed_for_one_thing_does_not_carry_another(scene: Scene) -> None:
    ben = managing(scene)
    for person in ("chidi", "amara"):
        ben.opens("/rota/absence")
        ben.presses("Save", person=person, kind="leave", **WEDNESDAY_AFTERNOON)
    ben.opens("/rota/cover")
    ben.presses("Save", who="chidi", reason="Ben teaches", **WEDNESDAY_AFTERNOON)
    ben.is_refused(422).sees("Dr Chidi Example is away", "Read what is against this")
    ben.presses("Save", who="amara").is_refused(422).sees("Dr Amara Example is away")
    ben.presses("Save", reason="They offered to come in").sees("Saved")


def test_what_is_against_taking_something_back_is_shown_before_it_is_done(scene: Scene) -> None:
    scene.world.set_up(f"version = 1\n{SECOND}")
    ben = managing(scene).opens("/rota/cover?line=hotdoc")
    ben.presses("Save", who="chidi", **WEDNESDAY_AFTERNOON)
    ben.opens("/rota/cover?line=chest").presses("Save", who="amara", **WEDNESDAY_AFTERNOON)
    ben.opens("/rota/standing?line=hotdoc").presses("Take this cover back")
    ben.is_refused(422).sees("Nothing is changed yet", "Example Chest Advice")
    ben.presses("Do it all the same").is_refused(422).sees("Say why this is done")
    ben.presses("Do it all the same", reason="She answers both").sees("Taken back.")


def test_an_absence_leaves_a_hole_that_is_shown_and_can_be_filled(scene: Scene) -> None:
    ben = managing(scene).opens("/rota/absence")
    ben.presses("Save", person="amara", kind="sickness", **WEDNESDAY_AFTERNOON)
    ben.sees("What they had is empty until somebody takes it.", "Nobody is on tier 1")
    ben.sees("1pm to 7pm Nobody", "Dr Amara Example is away (sickness), 1pm to 7pm")
    ben.follows("put somebody on").presses("Save", who="chidi").follows("Rota")
    ben.sees("1pm to 7pm Dr Chidi Example").never_sees("Nobody is on tier 1")


def test_why_somebody_is_away_is_no_colleague_s_business(scene: Scene) -> None:
    managing(scene).opens("/rota/absence").presses(
        "Save", person="chidi", kind="sickness", reason="private words", **WEDNESDAY_AFTERNOON
    )
    amara = scene.signed_in("amara").opens("/rota")
    amara.sees("Dr Chidi Example is away, 1pm to 7pm").never_sees("sickness", "private words")


def test_a_manager_who_answers_no_calls_changes_the_rota_all_the_same(scene: Scene) -> None:
    scene.world.set_up(OFFICE)
    olu = scene.signed_in_by("+447700900777").opens("/rota/absence")
    olu.presses("Save", person="chidi", kind="leave", **WEDNESDAY_AFTERNOON).sees("Saved.")
    olu.opens("/rota/standing").sees("Dr Chidi Example: leave").presses("End this absence")
    olu.is_at("/rota/standing?line=hotdoc&done=back").never_sees("Dr Chidi Example")


def test_what_was_done_by_hand_stands_in_one_place_and_is_taken_back_there(scene: Scene) -> None:
    ben = managing(scene).opens("/rota/cover").presses("Save", who="chidi", **WEDNESDAY_AFTERNOON)
    ben.opens("/rota/day").presses("Save", day="2026-11-26", what="closed", reason="Flood")
    ben.sees("Thursday 26 November Closed Flood")
    ben.opens("/rota/standing").sees("Tier 1: Dr Chidi Example", "Closed (Flood)")
    ben.presses("Take this cover back").sees("Taken back. The pattern holds again.")
    ben.presses("As every other day").never_sees("Flood", "Dr Chidi Example")


def test_a_date_has_hours_of_its_own(scene: Scene) -> None:
    ben = managing(scene).opens("/rota/day").presses("Save", day="2026-11-27", what="hours")
    ben.is_refused(422).sees("Write the hours of that day", "Say why")
    ben.presses("Save", open="08:00-12:30", reason="Half day")
    ben.sees("Friday 27 November 8am to 12:30pm Half day")
    scene.browser().opens("/").sees("Friday 27 November 8am to 12:30pm")


def test_a_bank_holiday_is_added_and_another_moved_by_hand(scene: Scene) -> None:
    ben = managing(scene).opens("/rota/day")
    ben.presses("Save", day="2026-11-30", what="holiday", reason="Royal wedding")
    ben.sees("The day counts as a bank holiday.").never_sees("its own hours")
    ben.sees("Monday 30 November Closed Bank holiday: Royal wedding")
    ben.opens("/rota/day").presses("Save", day="2026-12-28", what="no_holiday")
    ben.sees("Monday 28 December 8am to 7pm")


def test_the_line_is_closed_now_in_one_step_and_everybody_is_told_so(scene: Scene) -> None:
    ben = managing(scene).opens("/rota/close").presses("Close the line")
    ben.is_refused(422).sees("Say why.", "Give the day and the time at which it opens again.")
    ben.presses("Close the line", reason="Scanner down", end="2026-11-23T14:00")
    ben.sees("The line is closed for that time.", "Closed (Scanner down), opens 2pm")
    assert ben.text.count("Closed (Scanner down)") == 1
    scene.browser().opens("/").sees("Closed (Scanner down)")
    ben.presses("Undo: open again").sees("The line is open again")
    scene.browser().opens("/").sees("Open now, until 7pm")


def test_what_a_closure_does_is_said_before_it_is_made(scene: Scene) -> None:
    ben = (
        managing(scene)
        .opens("/rota/close")
        .sees(
            "From now until the time that you give the line is closed.",
            "Callers hear that the line is closed, when it opens, and the out-of-hours number.",
            "Told by text at once: 2 people",
            "No caller waits for a call back that was promised.",
            "opens it again with one tap",
        )
    )
    again = {"end": "2026-11-23T14:00", "greeting": "We move today.", "divert_to": "01632 960888"}
    ben.presses("Close the line", **again).is_refused(422).sees(
        "until Monday 23 November 2026 at 2pm the line is closed",
        "Callers hear your words, then that they are put through to 01632 960888",
    )


def test_who_is_told_of_an_absence_is_said_before_it_is_saved(scene: Scene) -> None:
    amara = scene.signed_in("amara").opens("/rota/mine/away")
    amara.sees("By text at once: 1 person who makes the rota.", "2 people at most")
    scene.signed_in("ben").opens("/rota/mine/away").sees("Nobody by text: you make the rota")
    scene.signed_in("ben").opens("/rota/absence").sees("By text: 1 person, who is away")


def test_a_line_that_will_be_closed_says_from_when(scene: Scene) -> None:
    stretch = {"start": "2026-11-23T13:00", "end": "2026-11-23T14:00"}
    ben = managing(scene).opens("/rota/close").presses("Close the line", reason="Move", **stretch)
    ben.sees("Will be closed (Move) Monday 23 November 2026 at 1pm to 2pm.")


def test_where_two_closures_meet_one_that_is_taken_back_opens_nothing(scene: Scene) -> None:
    ben = managing(scene).opens("/rota/close")
    ben.presses("Close the line", reason="Scanner down", end="2026-11-23T14:00")
    ben.opens("/rota/close").presses("Close the line", reason="Flood", end="2026-11-23T16:00")
    ben.sees("Closed (Flood)").opens("/rota/standing").presses("Open again")
    ben.sees(
        "That closure is taken back.",
        "The line is still closed until Monday 23 November 2026 at 4pm, for another reason: Flood.",
    ).never_sees("open again as its hours say")
    scene.browser().opens("/").sees("Closed (Flood)")


def test_a_time_that_does_not_exist_is_decided_and_said_so(scene: Scene) -> None:
    ben = managing(scene).opens("/rota/cover")
    ben.presses("Save", who="chidi", start="2027-03-28T01:30", end="2027-03-28T09:00")
    ben.sees("1:30am on Sunday 28 March does not exist: the clocks go forward.")
    ben.opens("/rota?week=2027-03-22").sees("2am to 9am Dr Chidi Example cover")


def test_who_saves_second_is_shown_both_versions_and_chooses(scene: Scene) -> None:
    ben, chidi = managing(scene).opens("/rota/cover"), scene.signed_in("chidi").opens("/rota/cover")
    ben.presses("Save", who="ben", reason="Swap", **WEDNESDAY_AFTERNOON).is_refused(200)
    chidi.presses("Save", who="chidi", reason="Mine", **WEDNESDAY_AFTERNOON).is_refused(409)
    chidi.sees("Somebody else was first", "What you were saving", "Tier 1, Dr Chidi Example")
    chidi.sees("New: Wednesday 25 November 2026 at 1pm to", "Tier 1, Ben Example")
    chidi.never_sees("Tuesday 24 November 2026 at 8am")
    chidi.presses("Save mine on top").follows("Rota").sees("1pm to 7pm Dr Chidi Example cover")


def test_who_is_signed_out_meanwhile_signs_in_and_loses_nothing(scene: Scene) -> None:
    ben = managing(scene).opens("/rota/cover")
    form = ben.form("Save").fields
    scene.world.phones.advance(3 * 3600)
    ben.posts("/rota/cover", form | {"who": "chidi", "reason": "Kept", **WEDNESDAY_AFTERNOON})
    ben.is_refused(401).sees("You were signed out", "nothing you typed is lost")
    kept = ben.forms()[0]
    again = scene.signed_in("ben").posts(kept.action, kept.fields).is_refused(403)
    again.sees("This page is from an earlier visit.")
    assert again.form("Save").fields["reason"] == "Kept"
    again.presses("Save").follows("Rota").sees("1pm to 7pm Dr Chidi Example cover")


def test_a_form_from_before_signing_in_again_is_kept_and_nothing_is_done(scene: Scene) -> None:
    ben = managing(scene).opens("/rota/cover")
    sent = {"line": "hotdoc", "tier": "1", "who": "chidi", "reason": "Kept", **WEDNESDAY_AFTERNOON}
    ben.posts("/rota/cover", sent | {"form_token": "old.old"}).is_refused(403)
    ben.sees("This page is from an earlier visit.")
    assert ben.form("Save").fields["reason"] == "Kept"
    ben.presses("Save").follows("Rota").sees("1pm to 7pm Dr Chidi Example cover")
