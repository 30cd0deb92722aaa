"""What a meeting says of itself, and of who was there: nothing that did not happen."""

import pytest
from sqlmodel import col, select

from advice_line.education.meetings.keeping_on import KeepingOn
from advice_line.tables.meetings import Meeting
from tests.web.directory.test_appointing import page
from tests.web.meeting_scene import SERIES, invites, signed
from tests.web.people import Scene
from tests.web.test_after_meeting import came, certificate, noon
from tests.web.test_meeting_limits import OVER, TODO, at

WEEK = 7 * 24 * 3600


@pytest.mark.hazard("H14")
def test_who_signed_an_agenda_stays_who_signed_it(scene: Scene) -> None:
    _, here = signed(scene)
    amara = at(scene, OVER).opens("/meetings")
    series = amara.page.partition("/meetings/series/")[2].partition('"')[0]
    amara.opens(f"/meetings/series/{series}")
    chairs = {"name": SERIES["name"], "imaging_chair": "chidi", "primary_chair": "ben"}
    amara.presses("Keep", **chairs).opens(here)
    amara.sees("Imaging, Dr Amara Example: signed").never_sees("Chidi")
    amara.opens(f"{here}/minutes").sees("Chairs: Dr Amara Example").never_sees("Chidi")


@pytest.mark.hazard("H14")
def test_nobody_is_certified_for_a_date_that_they_were_not_at(scene: Scene) -> None:
    room = noon(scene)
    guest, here = came(scene, room), where(scene, room)
    amara = scene.signed_in("amara").opens(here)
    later = {"on_day": "2026-12-02", "starts": "12:45", "ends": "13:45"}
    amara.presses("Change the meeting", **later)
    guest.opens(room).sees("Sign out of the meeting")
    amara.opens(here).presses("Change the meeting", **(later | {"on_day": "2026-12-09"}))
    scene.world.phones.advance(WEEK + 80 * 60)
    guest.opens(room).never_sees("Sign out of the meeting")
    guest.presses("Sign in to the meeting", name="Dr Sam Example", role="GP")
    scene.world.phones.advance(1800)
    guest.opens(room).presses("Sign out of the meeting")
    assert "9 December 2026, 12:45 to 13:45, for 25 minutes of it" in certificate(guest, room)


@pytest.mark.hazard("H14")
def test_nothing_is_confirmed_as_learned_that_nobody_came_to_and_nothing_to_nobody(
    scene: Scene,
) -> None:
    room = noon(scene)
    guest, here = came(scene, room), where(scene, room)
    scene.world.phones.advance(3600)
    guest.opens(room).presses("Sign out of the meeting")
    assert "film" not in certificate(guest, room)
    guest.opens(f"{room}/after").sees("has not yet said what each case came to")
    amara = scene.signed_in("amara").opens(f"{here}/present")
    amara.presses("Keep what was said", standing="standard_met")
    assert "Spine, MRI: A film before a scan." in certificate(guest, room)
    amara.opens(f"{here}/minutes").presses("Take out the name of Dr Sam Example")
    for file in ("certificate.pdf", "after"):
        guest.opens(f"{room}/{file}").never_sees("Dr Sam")
    guest.sees("Your name was taken out")


@pytest.mark.hazard("H14")
def test_a_meeting_that_has_not_begun_taught_nothing(scene: Scene) -> None:
    amara, here = signed(scene)
    invites(scene)
    amara.opens(f"{here}/present").presses("Keep what was said", standing="standard_met")
    token = amara.form("Keep what was said").fields["form_token"]
    amara.posts(f"{here}/finish", {"form_token": token}).is_refused(409).sees("It has not begun")
    scene.world.settle()
    assert not [each for each in scene.mails("ben@example.org") if "learned" in each.subject]


def test_what_was_agreed_keeps_its_case_on_the_agenda(scene: Scene) -> None:
    amara, here = signed(scene)
    amara.opens(f"{here}/present").presses("Agree on it", **TODO)
    amara.opens(here).presses("Take off").is_refused(409).sees("it stays in the minutes")
    amara.opens("/meetings").sees("Change the page")


@pytest.mark.hazard("H07")
def test_who_has_left_is_mailed_nothing_and_what_they_were_to_do_is_followed(scene: Scene) -> None:
    amara, here = signed(scene)
    invites(scene)
    amara.opens(f"{here}/present").presses("Agree on it", **TODO)
    chidi = scene.signed_in("chidi").opens(page(scene, "ben"))
    chidi.presses("End the access of Ben Example now")
    before = len(scene.mails("ben@example.org"))
    new = {"on_day": "2026-12-03", "starts": "12:30", "ends": "13:30"}
    amara.opens(here).sees("Ben Example").presses("Change the meeting", **new)
    at(scene, OVER)
    keeping = KeepingOn(scene.world.service.ledger)
    scene.world.phones.advance(WEEK)
    assert (keeping.remind(), keeping.remind()) == (1, 0)
    scene.world.settle()
    assert scene.mails("ben@example.org")[before:] == []
    waits = "Something that a meeting agreed waits for you"
    (mail,) = (each for each in scene.mails("amara@example.org") if each.subject == waits)
    assert "to be done by 9 December 2026. Whoever was to do it has left" in mail.text


def where(scene: Scene, room: str) -> str:
    """The address of the meeting that this is the room of."""
    with scene.world.ledger.look("test") as work:
        held = select(Meeting.public_id).where(col(Meeting.door_key) == room.rpartition("/")[2])
        return f"/meetings/{work.session.exec(held).one()}"
