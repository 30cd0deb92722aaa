"""What a meeting refuses: words that tell who a case is about, what is over, days that were."""

from datetime import UTC, datetime

import pytest

from advice_line.education.meetings.keeping_on import KeepingOn
from tests.web.meeting_scene import VOTE, approved, invites, planned, signed
from tests.web.people import Scene
from tests.web.surfing import Surfer

TODO = {"what": "Change the page", "owner": "ben", "by_day": "2026-12-09"}
BEGUN = datetime(2026, 12, 2, 12, 40, tzinfo=UTC)
OVER = datetime(2026, 12, 2, 15, 40, tzinfo=UTC)


def at(scene: Scene, instant: datetime) -> Surfer:
    """Amara, who keeps the meetings, then."""
    scene.world.phones.advance((instant - scene.world.phones.now()).total_seconds())
    return scene.signed_in("amara")


@pytest.mark.hazard("H08")
def test_no_record_of_a_meeting_tells_who_a_case_is_about(scene: Scene) -> None:
    approved(scene)
    amara, here = planned(scene)
    amara.presses("Put on the agenda").follows("Minutes, presenter, vote")
    asked = VOTE | {"vote": "What does Edith Larkspur need?"}
    amara.presses("Keep", **asked).is_refused(422).sees("somebody's name: take it out")
    assert "What does Edith Larkspur need?" in amara.page, "what was typed is lost"
    amara.presses("Keep", **(VOTE | {"option_2": "Ring 07700 900123"})).is_refused(422)
    amara.sees("a telephone number: take it out").presses("Keep", **VOTE)
    amara.presses("Sign this agenda")
    scene.signed_in("ben").opens(here).presses("Sign this agenda")
    amara.opens(f"{here}/present").presses("Keep what was said", notes="Mrs Larkspur rang again.")
    amara.is_refused(422).sees("somebody's name")
    assert "Mrs Larkspur rang again." in amara.page
    amara.presses("Keep what was said", notes="", decision="Ask Elm Road Surgery.")
    amara.is_refused(422).sees("the name of a practice")
    amara.presses("Agree on it", **(TODO | {"what": "Write to Edith"})).is_refused(422)
    amara.presses("Agree on it", **(TODO | {"what": "Ben Example changes the page"}))
    amara.sees("Ben Example changes the page")
    minutes = amara.opens(f"{here}/minutes")
    minutes.never_sees("Larkspur", "Edith", "Elm Road")


@pytest.mark.hazard("H08")
def test_what_was_agreed_on_a_case_goes_with_it(scene: Scene) -> None:
    amara, here = signed(scene)
    amara.opens(f"{here}/present").presses("Agree on it", **TODO)
    amara.opens("/meetings").sees("To do (1)", "Change the page")
    query = scene.world.query()["reference"]
    amara.opens(f"/desk/{query}").presses("Take it out of teaching", objector="patient")
    amara.opens("/meetings").sees("To do (0)").never_sees("Change the page")
    at(scene, OVER)
    assert KeepingOn(scene.world.service.ledger).remind() == 0


def test_the_agenda_of_a_meeting_that_is_over_stays_as_it_was(scene: Scene) -> None:
    amara, here = signed(scene)
    off = amara.form("Take off")
    amara = at(scene, OVER).opens(here)
    amara.never_sees("Take off", "Proposed", "Minutes, presenter, vote").sees("signed")
    token = amara.opens("/meetings").form("Make the series").fields["form_token"]
    amara.posts(off.action, off.fields | {"form_token": token}).is_refused(409)
    amara.sees("This meeting is over: its agenda stays as it was.")
    amara.opens(here).never_sees("not signed as it is now", "Nothing stands on it yet")


def test_no_meeting_moves_to_where_nobody_can_come(scene: Scene) -> None:
    amara, here = planned(scene)
    new = {"on_day": "2026-11-23", "starts": "08:00", "ends": "09:00"}
    amara.presses("Change the meeting", **new).is_refused(422).sees("That has passed already.")
    amara.presses("Change the meeting", **(new | {"on_day": "2036-01-01"})).is_refused(422)
    amara.sees("more than two years ahead").opens(here).never_sees("moved from")


def test_nothing_is_told_as_learned_while_some_case_is_not_talked_about(scene: Scene) -> None:
    _, here = signed(scene)
    amara = at(scene, BEGUN)
    amara.opens(f"{here}/minutes").never_sees("Send to all what was learned")
    amara.opens(f"{here}/present").presses("Keep what was said", standing="standard_met")
    amara.opens(f"{here}/minutes").presses("Send to all what was learned")
    amara.sees("What was learned was sent to all")


def test_a_case_that_nobody_came_to_was_not_learned(scene: Scene) -> None:
    _, here = signed(scene)
    invites(scene)
    amara = at(scene, OVER)
    amara.opens(f"{here}/minutes").sees("Not said yet")
    amara.presses("Send to all what was learned")
    scene.world.settle()
    (mail,) = [each for each in scene.mails("ben@example.org") if "learned" in each.subject]
    assert "A film before a scan." not in mail.text


def test_what_no_page_sends_is_refused_in_words(scene: Scene) -> None:
    amara, here = signed(scene)
    amara.follows("Minutes, presenter, vote")
    twice = VOTE | {"option_2": "Plain film"}
    amara.presses("Keep", **twice).is_refused(422).sees("This answer stands there already.")
    amara.presses("Keep", **VOTE)
    off = amara.form("Take off")
    for odd in ("²", "9" * 30, "9" * 5000):
        amara.posts(off.action, off.fields | {"revision": odd}).is_refused(422)
        shift = off.action.replace("/drop", "/shift")
        amara.posts(shift, off.fields | {"by": odd}).is_refused(422)
    amara.opens(here).presses("Change the meeting", starts="12:30Z").is_refused(422)
    amara.sees("Give a time of day such as 12:30.").opens(here).presses("Sign this agenda")
    scene.signed_in("ben").opens(here).presses("Sign this agenda")
    amara.opens(f"{here}/present").presses("Keep what was said", notes="So.", said_revision="²")
    amara.is_refused(422).opens(f"{here}/present").presses("Open the vote")
    room = amara.page.partition("https://advice.example.org/meet/")[2].partition("<")[0]
    phone = scene.browser().opens(f"/meet/{room}").presses("Vote", choice="²").is_refused(422)
    at(scene, OVER)
    phone.opens(f"/meet/{room}").presses("Vote", choice="1").is_refused(409).sees("is closed")
