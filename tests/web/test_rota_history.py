"""Who was on at any moment and why, and what the watch has found, on their pages."""

from tests.web.people import Scene

AFTERNOON = {"start": "2026-11-23T13:00", "end": "2026-11-23T19:00"}


def test_who_was_on_and_why_is_told_as_it_was_then_for_ever(scene: Scene) -> None:
    ben = scene.signed_in("ben").opens("/rota/cover")
    ben.presses("Save", who="chidi", reason="Amara teaches", **AFTERNOON)
    scene.world.phones.advance(4 * 3600)
    ben = scene.signed_in("ben")
    ben.opens("/rota/standing").presses("Take this cover back")
    was = ben.opens("/rota/history?line=hotdoc&at=2026-11-23T13:30")
    was.sees("Monday 23 November 2026 at 1:30pm", "The line was open.", "Tier 1: Dr Chidi Example")
    was.sees("By a cover: Dr Chidi Example (Amara teaches) by you, Monday 23 November")
    was = scene.signed_in("chidi").opens("/rota/history?line=hotdoc&at=2026-11-23T13:30")
    was.sees("Tier 1: you", "By a cover: you (Amara teaches) by Ben Example, Monday 23 November")
    ben.opens("/rota/history?line=hotdoc&at=2026-11-23T15:00").sees("Tier 1: Dr Amara Example")
    ben.sees("By the pattern “weekdays” by the setup file")


def test_what_is_to_come_is_told_as_it_is_known_now_or_was_earlier(scene: Scene) -> None:
    ben = scene.signed_in("ben")
    scene.world.phones.advance(60)
    scene.signed_in("ben").opens("/rota/cover").presses(
        "Save", who="chidi", start="2026-11-25T13:00", end="2026-11-25T19:00"
    )
    ben.opens("/rota/history").presses("Show", at="2026-11-25T14:00")
    ben.sees("Tier 1: Dr Chidi Example")
    ben.presses("Show", as_known_at="2026-11-23T10:00")
    ben.sees("As it was known on Monday 23 November 2026 at 10am", "Tier 1: Dr Amara Example")


def test_a_place_that_stays_empty_says_who_is_away_and_to_managers_why(scene: Scene) -> None:
    scene.signed_in("ben").opens("/rota/absence").presses(
        "Save", person="amara", kind="sickness", reason="private", **AFTERNOON
    )
    ben = scene.signed_in("ben").opens("/rota/history?at=2026-11-23T14:00")
    ben.sees("Tier 1: nobody, instead of Dr Amara Example", "Dr Amara Example is away (sickness)")
    chidi = scene.signed_in("chidi").opens("/rota/history?at=2026-11-23T14:00").sees("(private)")
    assert chidi.status == 200
    scene.world.set_up(EDUCATOR)
    other = scene.signed_in_by("+447700900777").opens("/rota/history?at=2026-11-23T14:00")
    other.sees("Dr Amara Example is away").never_sees("private", "sickness")


def test_the_newest_changes_stand_below_with_who_made_them(scene: Scene) -> None:
    ben = scene.signed_in("ben").opens("/rota/cover").presses("Save", who="chidi", **AFTERNOON)
    ben.opens("/rota/standing").presses("Take this cover back")
    ben.opens("/rota/history").sees("by the setup file", "By the pattern “weekdays”, from Monday")
    ben.sees("By a cover: Dr Chidi Example, Monday 23 November 2026 at 1pm to", "ended")


def test_a_moment_that_is_none_is_said_so(scene: Scene) -> None:
    ben = scene.signed_in("ben").opens("/rota/history?at=whenever").is_refused(422)
    ben.sees("Give a day and a time.")
    ben.opens("/rota/history?at=0001-01-01T00:00").is_refused(422).sees("Give a day and")
    ben.opens("/rota/history?at=2026-03-29T01:30").sees("Sunday 29 March 2026 at 2am")


def test_a_gap_is_shown_and_taken_by_who_sees_it(scene: Scene) -> None:
    ben = scene.signed_in("ben").opens("/rota/absence")
    away = {"start": "2026-11-25T08:00", "end": "2026-11-25T19:00"}
    ben.presses("Save", person="amara", kind="leave", **away)
    ben.opens("/rota/gaps").sees("is being looked through")
    scene.world.settle()
    chidi = scene.signed_in("chidi").opens("/rota/gaps").never_sees("being looked through")
    chidi.sees("Nobody is first on (tier 1) (1)")
    chidi.sees("Wednesday 25 November 2026 at 8am to 7pm", "Put somebody on")
    chidi.sees("Told 10am: Ben Example.").never_sees("ahead:")
    chidi.presses("I take it")
    if chidi.status == 422:
        chidi.presses("I take it", reason="Nobody else can")
    chidi.sees("You are on: tier 1 of Example Radiology Advice, Wednesday 25 November, 8am to 7pm")
    chidi.never_sees("from now")
    chidi.opens("/rota/gaps").sees("None is known yet.")
    scene.world.settle()
    chidi.opens("/rota/gaps").sees("No gap.")
    chidi.opens("/rota?week=2026-11-23").sees("8am to 7pm Dr Chidi Example took over")


def test_where_the_watch_has_found_no_gap_it_says_so(scene: Scene) -> None:
    scene.signed_in("ben").opens("/rota/gaps").sees("No gap.", "Nobody was asked")


EDUCATOR = """version = 1
[[responders]]
key = "olu"
name = "Olu Example"
role = "radiologist"
mobile = "+447700900777"
email = "olu@example.org"
roles = ["educator"]
"""
