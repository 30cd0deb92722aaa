"""An education meeting from its series to the actions that it agreed, on its pages."""

import pytest

from advice_line.education.meetings.keeping_on import KeepingOn
from tests.web.meeting_scene import MEETING, SERIES, VOTE, approved, invites, planned, signed
from tests.web.people import CANARIES, ELM_ROAD_MAIL, Scene

DAY = 24 * 3600
SAM = ("sam", "+447700900778", "clinical_member")
TO_NOON = 9 * DAY + 2 * 3600


def test_a_meeting_from_its_agenda_to_what_it_agreed(scene: Scene) -> None:
    approved(scene)
    amara, at = planned(scene)
    amara.sees("Proposed (1)", "Nominated by who advised").presses("Put on the agenda")
    amara.sees("Agenda (8 of 60 minutes)", "Nominated by who advised")
    amara.follows("Minutes, presenter, vote").presses("Keep", **VOTE).sees("10 of 60 minutes")
    amara.presses("Sign this agenda")
    ben = scene.signed_in("ben").opens(f"{at}/present").is_refused(409)
    ben.opens(at).presses("Sign this agenda").never_sees("not signed as it is now")
    scene.world.settle()
    assert "comes to the education meeting" in scene.mails("amara@example.org")[-1].subject
    asker = scene.mails(ELM_ROAD_MAIL)[-1]
    assert "You are invited" in asker.text
    for canary in (*CANARIES, "back", "Spine", "MRI"):
        assert canary not in asker.text

    amara.opens(f"{at}/present").sees("Night pain", "Which is the next test?")
    amara.never_sees("A film before a scan.").presses("Open the vote")
    room = amara.page.partition("https://advice.example.org/meet/")[2].partition("<")[0]
    first, second = (scene.browser().opens(f"/meet/{room}") for _ in range(2))
    first.presses("Vote", choice="0").sees("Your vote counts", "nothing is counted before")
    first.follows("Change it").presses("Vote", choice="1").sees("You chose: MRI.")
    second.presses("Vote", choice="1").follows("Change it")
    amara.opens(f"{at}/present").never_sees("MRI: 2").presses("Close the vote").sees("MRI: 2")
    second.presses("Vote", choice="0").is_refused(409)
    amara.presses("Show the answer").sees("MRI (the best answer)", "A film before a scan.")
    amara.presses("Keep what was said", notes="All agreed.", decision="Change the page.")
    todo = {"what": "Change the page on back pain", "owner": "ben", "by_day": "2026-12-09"}
    amara.presses("Agree on it", **(todo | {"what": ""})).is_refused(422).sees(
        "Write what is to do"
    )
    amara.presses("Agree on it", **todo).sees("Change the page on back pain")

    ben.opens("/meetings").sees("To do (1)")
    amara.opens(f"{at}/minutes").presses("Take back what was agreed").never_sees("To do:")
    ben.opens("/meetings").sees("To do (0)").opens(f"{at}/minutes")
    amara.opens(f"{at}/present").presses("Agree on it", **todo)
    ben.opens("/meetings").sees("To do (1)").presses("Done").sees("To do (0)")
    ben.opens(f"{at}/minutes").sees("Decision: Change the page.", "done by Ben Example")


def test_people_are_invited_once_and_hear_of_each_change(scene: Scene) -> None:
    amara, at = planned(scene)
    assert invites(scene) == 3
    assert invites(scene) == 0
    mail = scene.mails("ben@example.org")[-1]
    assert mail.subject == MEETING
    (file,) = mail.attachments
    assert b"METHOD:REQUEST" in file.content
    assert b"SEQUENCE:0" in file.content
    uid = file.content.partition(b"UID:")[2].partition(b"\r")[0]

    new = {"on_day": "2026-12-04", "starts": "13:00", "ends": "14:00"}
    amara.opens(at).presses("Change the meeting", **(new | {"ends": "12:00"})).is_refused(422)
    amara.presses("Change the meeting", **new, reason="The room is taken.")
    amara.sees("moved from", "The room is taken.")
    scene.world.settle()
    mail = scene.mails("ben@example.org")[-1]
    assert mail.subject.startswith("Changed: ")
    assert b"SEQUENCE:1" in mail.attachments[0].content
    assert b"DTSTART:20261204T130000Z" in mail.attachments[0].content
    assert uid in mail.attachments[0].content

    amara.presses("Cancel the meeting", reason="").is_refused(422).sees("Say why")
    amara.presses("Cancel the meeting", reason="Too many are away.").sees("cancelled by Dr Amara")
    scene.world.settle()
    mail = scene.mails("ben@example.org")[-1]
    assert b"METHOD:CANCEL" in mail.attachments[0].content
    assert b"SEQUENCE:2" in mail.attachments[0].content
    assert invites(scene) == 0


def test_two_editors_of_one_agenda_hear_of_each_other(scene: Scene) -> None:
    approved(scene)
    amara, at = planned(scene)
    amara.presses("Put on the agenda").follows("Minutes, presenter, vote")
    chidi = scene.signed_in("chidi").opens(amara.address)
    chidi.presses("Keep", minutes="15")
    amara.presses("Keep", **VOTE).is_refused(422)
    amara.sees("Dr Chidi Example has changed this agenda since you opened it")
    assert "Which is the next test?" in amara.page
    amara.presses("Keep").sees("10 of 60 minutes", "with a vote")
    stale = scene.signed_in("ben").opens(at)
    amara.follows("Minutes, presenter, vote").presses("Keep", minutes="20")
    stale.presses("Sign this agenda").is_refused(422).sees("has changed this agenda")


def test_a_change_after_both_have_signed_is_signed_again(scene: Scene) -> None:
    amara, at = signed(scene)
    amara.follows("Minutes, presenter, vote").presses("Keep", minutes="20")
    amara.sees("not signed as it is now").opens(f"{at}/present").is_refused(409)
    amara.sees("Both chairs sign the agenda first")


def test_who_is_no_chair_signs_nothing(scene: Scene) -> None:
    approved(scene)
    amara, at = planned(scene)
    amara.presses("Put on the agenda")
    form = amara.form("Sign this agenda")
    chidi = scene.signed_in("chidi").opens(at)
    token = chidi.form("Take off").fields["form_token"]
    chidi.posts(form.action, form.fields | {"form_token": token}).is_refused(409)
    chidi.sees("Its two chairs sign an agenda")


@pytest.mark.hazard("H08")
def test_a_case_that_is_withdrawn_drops_off_everywhere_and_the_agenda_says_so(
    scene: Scene,
) -> None:
    amara, at = signed(scene)
    query = scene.world.query()["reference"]
    amara.opens(f"/desk/{query}").presses("Take it out of teaching", objector="patient")
    shown = amara.opens(at).sees("A case that stood here was withdrawn")
    shown.never_sees("Spine, MRI", "Nominated by")
    amara.opens(f"{at}/minutes").sees("was withdrawn").never_sees("A film before a scan.")
    amara.opens(f"{at}/present").is_refused(409).never_sees("Night pain")


def test_an_agenda_leads_into_the_library_whoever_may_open_it(scene: Scene) -> None:
    amara, at = signed(scene)
    case = scene.world.query()["case"]["reference"]
    assert f'href="/library/{case}"' in amara.opens(at).page
    for who, number, role in (("pat", "+447700900781", "coordinator"), SAM):
        scene.world.set_up(
            f'version = 1\n[[staff]]\nkey = "{who}"\nname = "{who.title()} Example"\n'
            f'mobile = "{number}"\nemail = "{who}@example.org"\nroles = ["{role}"]\n'
        )
        other = scene.signed_in_by(number).opens(at).sees("Spine, MRI", case)
        assert "/library/" not in other.page


def test_people_sign_in_and_out_of_the_meeting(scene: Scene) -> None:
    amara, at = signed(scene)
    room = amara.opens(f"{at}/present").page
    room = room.partition("https://advice.example.org/meet/")[2].partition("<")[0]
    guest = scene.browser().opens(f"/meet/{room}").sees("We keep your name")
    guest.presses("Sign in to the meeting", name="Dr Sam Example", role="GP").is_refused(422)
    scene.world.phones.advance(TO_NOON)
    guest = scene.browser().opens(f"/meet/{room}")
    guest.presses("Sign in to the meeting", name="", role="GP").is_refused(422).sees(
        "Give your name"
    )
    guest.presses("Sign in to the meeting", name="Dr Sam Example").sees(
        "You are signed in as Dr Sam"
    )
    ben = scene.signed_in("ben").opens(f"/meet/{room}").presses("Sign in to the meeting")
    ben.sees("You are signed in as Ben Example")
    scene.world.phones.advance(3600)
    guest.opens(f"/meet/{room}").presses("Sign out of the meeting").sees("You signed out at")
    amara = scene.signed_in("amara").opens(f"{at}/minutes").sees("Who was there (2)")
    amara.sees("Dr Sam Example, GP: from", "Ben Example, ")
    invites(scene)
    scene.signed_in("ben").opens(f"{at}/minutes").never_sees("Dr Sam Example")
    amara.opens(f"{at}/minutes").presses("Take out the name of Dr Sam Example")
    amara.sees("Who was there (2)", "Erased on request, GP: from").never_sees("Sam Example")


def test_what_is_to_do_is_recalled_until_it_is_done(scene: Scene) -> None:
    amara, at = signed(scene)
    todo = {"what": "Change the page", "owner": "ben", "by_day": "2026-12-09"}
    amara.opens(f"{at}/present").presses("Agree on it", **todo)
    on = KeepingOn(scene.world.service.ledger)
    assert on.remind() == 0
    scene.world.phones.advance(13 * DAY)
    assert (on.remind(), on.remind()) == (1, 0)
    scene.world.settle()
    (mail,) = [each for each in scene.mails("ben@example.org") if "agreed waits" in each.subject]
    assert "is to be done by 9 December 2026" in mail.text
    assert "Change the page" not in mail.text
    scene.world.phones.advance(4 * DAY)
    assert (on.remind(), on.remind()) == (1, 0)
    scene.signed_in("ben").opens("/meetings").sees("was to be done by").presses("Done")
    scene.world.phones.advance(8 * DAY)
    assert on.remind() == 0


def test_a_series_says_what_is_missing_and_keeps_what_was_typed(scene: Scene) -> None:
    amara = scene.signed_in("amara").opens("/meetings")
    wrong = SERIES | {"ends": "11:00", "week_1": "", "primary_chair": "amara", "place": ""}
    amara.presses("Make the series", **wrong).is_refused(422)
    amara.sees("It ends before it starts", "Choose at least one", "Two people sign an agenda")
    amara.sees("Say where it is")
    assert 'value="Radiology and primary care"' in amara.page
    amara.presses("Make the series", **SERIES).sees("Coming (6)")
    on = KeepingOn(scene.world.service.ledger)
    assert on.plan() == 0


def test_a_series_that_changes_takes_its_coming_meetings_along(scene: Scene) -> None:
    amara, at = signed(scene)
    invites(scene)
    amara.opens("/meetings").follows("Radiology and primary care</a> (")
    here = amara.address
    amara.presses("Keep", primary_chair="amara").is_refused(422).sees("Two people sign")
    amara.presses("Keep", place="Library", primary_chair="ben").is_at(
        "/meetings?line=hotdoc&done=changed"
    )
    scene.world.settle()
    mail = scene.mails("ben@example.org")[-1]
    assert mail.subject.startswith("Changed: ")
    assert "Library" in mail.text
    amara.opens(at).sees("Library", "place or link changed by Dr Amara")
    amara.never_sees("not signed as it is now")
    amara.opens(here).presses("Keep", primary_chair="chidi")
    amara.opens(at).sees("not signed as it is now", "Primary care, Dr Chidi Example")
    amara.opens(here).presses("End the series").sees("no more dates are planned")
    amara.opens(here).sees("This series has ended")
    scene.world.phones.advance(60 * DAY)
    assert KeepingOn(scene.world.service.ledger).plan() == 0


def test_a_meeting_moves_to_another_place_and_all_who_were_invited_hear_of_it(
    scene: Scene,
) -> None:
    amara, at = planned(scene)
    invites(scene)
    online = {"place": "", "link": "https://meet.example.org/1"}
    amara.opens(at).presses("Change the meeting", **(online | {"link": "meet"})).is_refused(422)
    amara.sees("which begins with https://").presses("Change the meeting", **online)
    amara.sees("Join online", "place or link changed by Dr Amara").never_sees("moved from")
    scene.world.settle()
    mail = scene.mails("ben@example.org")[-1]
    assert "https://meet.example.org/1" in mail.text
    assert b"SEQUENCE:1" in mail.attachments[0].content
