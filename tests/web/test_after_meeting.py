"""After a meeting: certificates of one's own, what is said of it without a name, notes that are
kept nowhere."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import Table
from sqlmodel import col, select

from advice_line.education.packs.pack import Form
from advice_line.tables import every
from advice_line.tables.evaluations import MeetingEvaluation
from advice_line.tables.ledger import TrailEntry
from advice_line.tables.meetings import Attendance, Meeting
from tests.education import reading
from tests.web.meeting_scene import signed
from tests.web.people import Scene
from tests.web.surfing import Surfer

NOON = datetime(2026, 12, 2, 12, 0, tzinfo=UTC)

SAM = {"name": "Dr Sam Example", "role": "GP", "registration": "GMC 0000000"}
PLACE = "Certificate, evaluation and a note for your portfolio"
WORDS = "I ask for bloods before a scan."


@pytest.fixture
def room(scene: Scene) -> str:
    return at_noon(scene)


def at_noon(scene: Scene) -> str:
    """The same as `noon`; what its case came to is written down."""
    return noon(scene, standing="standard_met")


def noon(scene: Scene, **said: str) -> str:
    """Where phones join the meeting, which is from 12:30 to 13:30."""
    amara, at = signed(scene)
    amara.opens(f"{at}/present")
    if said:
        amara.presses("Keep what was said", **said)
    page = amara.page
    scene.world.phones.advance((NOON - scene.world.phones.now()).total_seconds())
    return "/meet/" + page.partition("https://advice.example.org/meet/")[2].partition("<")[0]


def came(scene: Scene, room: str, **who: str) -> Surfer:
    return scene.browser().opens(room).presses("Sign in to the meeting", **(SAM | who))


def certificate(guest: Surfer, room: str) -> str:
    content = guest.client.get(f"{room}/certificate.pdf").content
    assert b"GMC" not in content[:40]
    return " ".join(PdfReader(BytesIO(content)).pages[0].extract_text().split())


@pytest.mark.hazard("H14")
def test_a_certificate_says_how_long_they_were_there_and_what_was_learned(
    scene: Scene, room: str
) -> None:
    guest = came(scene, room)
    guest.follows(PLACE).sees("You have not signed out.")
    assert guest.client.get(f"{room}/certificate.pdf").status_code == 409
    scene.world.phones.advance(30 * 60 + 20 * 60)
    guest.opens(room).presses("Sign out of the meeting")
    assert "for 20 minutes of it" in certificate(guest, room)
    scene.world.phones.advance(10 * 60)
    guest.opens(room).presses("Sign in to the meeting")
    scene.world.phones.advance(3600)
    guest.opens(room).presses("Sign out of the meeting")
    told = certificate(guest, room)
    assert "Dr Sam Example GP, GMC 0000000" in told
    assert "2 December 2026, 12:30 to 13:30, for 50 minutes of it" in told, "ten were away"
    assert "Spine, MRI: A film before a scan." in told
    assert "Accreditation" not in told


def test_a_guest_whose_device_is_gone_gets_theirs_from_who_keeps_the_meeting(
    scene: Scene, room: str
) -> None:
    guest = came(scene, room)
    scene.world.phones.advance(50 * 60)
    guest.opens(room).presses("Sign out of the meeting")
    amara = scene.signed_in("amara").opens("/meetings").follows("Radiology and primary care")
    amara.opens(f"{amara.address}/minutes").follows("Certificate of Dr Sam Example")
    content = amara.client.get(amara.address).content
    assert "for 20 minutes of it" in " ".join(
        PdfReader(BytesIO(content)).pages[0].extract_text().split()
    )


@pytest.mark.hazard("H08")
def test_a_case_that_was_withdrawn_is_in_no_certificate(scene: Scene, room: str) -> None:
    guest = came(scene, room)
    scene.world.phones.advance(3600)
    guest.opens(room).presses("Sign out of the meeting")
    query = scene.world.query()["reference"]
    amara = scene.signed_in("amara").opens(f"/desk/{query}")
    amara.presses("Take it out of teaching", objector="patient")
    told = certificate(guest, room)
    assert "for 30 minutes" in told
    assert "film" not in told
    guest.opens(f"{room}/after").never_sees("A film before a scan.")


@pytest.mark.hazard("H15")
def test_only_who_was_there_gets_one_and_nobody_elses(scene: Scene, room: str) -> None:
    guest = came(scene, room)
    scene.world.phones.advance(3600)
    guest.opens(room).presses("Sign out of the meeting")
    for other in (scene.browser(), scene.signed_in("amara"), scene.signed_in("ben")):
        for page in ("after", "certificate.pdf"):
            other.opens(f"{room}/{page}").is_refused(409).never_sees("Sam")
    early = came(scene, room, name="Dr Late Example")
    scene.world.phones.advance(3 * 3600)
    early.opens(room).presses("Sign out of the meeting").is_refused(409)
    assert early.client.get(f"{room}/certificate.pdf").status_code == 409


def test_who_keeps_the_meeting_puts_a_forgotten_signing_out_right(scene: Scene, room: str) -> None:
    guest = came(scene, room)
    scene.world.phones.advance(4 * 3600)
    guest.opens(room).presses("Sign out of the meeting").is_refused(409)
    with scene.world.ledger.look("test") as work:
        held = select(Meeting.public_id).where(col(Meeting.door_key) == room.rpartition("/")[2])
        at = f"/meetings/{work.session.exec(held).one()}/minutes"
    amara = scene.signed_in("amara").opens(at)
    put = "Put down when Dr Sam Example left"
    amara.presses(put, left="11:00", reason="").is_refused(422).sees("Say how you know")
    for wrong, said in (("11:00", "signed in later"), ("15:45", "two hours"), ("23:00", "to come")):
        amara.presses(put, left=wrong, reason="Ben saw them go.").is_refused(422).sees(said)
    assert 'value="Ben saw them go."' in amara.page
    amara.presses(put, left="13:10").sees("to 1:10pm (put down by Dr Amara Example)")
    told = certificate(guest, room)
    assert "for 40 minutes of it" in told
    assert "When they left was put down by who keeps the meeting" in told
    with scene.world.ledger.look("test") as work:
        right = col(TrailEntry.action) == "meeting.attendance_put_right"
        (entry,) = work.session.exec(select(TrailEntry).where(right)).all()
        assert entry.detail["reason"] == "Ben saw them go."


def test_people_of_the_service_find_their_own_meetings_and_hours(scene: Scene, room: str) -> None:
    ben = scene.signed_in("ben").opens(room).presses("Sign in to the meeting")
    scene.world.phones.advance(3600)
    ben = scene.signed_in("ben").opens("/meetings/mine").sees("No certificate")
    ben.opens(room).presses("Sign out of the meeting")
    ben.opens("/meetings").follows("Meetings you were at").sees("There for 30 minutes")
    ben.follows("Radiology and primary care").sees("Ben Example, there for 30 minutes")
    scene.signed_in("amara").opens("/meetings/mine").sees("None yet")


@pytest.mark.hazard("H07")
def test_how_it_was_is_counted_without_names_and_not_while_few_have_answered(
    either: Scene,
) -> None:
    scene, room = either, at_noon(either)
    guests = [came(scene, room, name=f"Dr {letter} Example") for letter in "ABCDEF"]
    for number, guest in enumerate(guests):
        if number == 4:
            keeper(scene).sees("Fewer than 5 people have answered").never_sees("larger room")
        useful = "4" if number == 5 else "5"
        after = guest.opens(f"{room}/after")
        after.presses("Send how it was", useful="", changes="yes").is_refused(422)
        after.sees("Choose how useful it was.")
        after.presses("Send how it was", useful=useful, changes="yes", better="A larger room.")
        after.sees("Your answer counts")
    guests[0].opens(f"{room}/after").presses("Send how it was", useful="5", better="")
    keeper(scene).sees("6 people have answered", "A larger room.")
    shown = " ".join(keeper(scene).page.split())
    assert '<th scope="row">Very useful</th><td>not shown</td>' in shown, "else 1 is told by it"
    assert '<th scope="row">Yes</th><td>6</td>' in shown
    with scene.world.service.ledger.look("test") as work:
        rows = {each.mark for each in work.session.exec(select(MeetingEvaluation))}
        there = {each.browser_mark for each in work.session.exec(select(Attendance))}
        work.let_go()
    assert (len(rows), len(there)) == (6, 6)
    assert not rows & there, "the one would say whose the other is"
    scene.browser().opens(f"{room}/after").is_refused(409)


def keeper(scene: Scene) -> Surfer:
    amara = scene.signed_in("amara").opens("/meetings").follows("Radiology and primary care")
    return amara.opens(f"{amara.address}/evaluation")


@pytest.mark.parametrize(
    ("button", "form"),
    [("Note for Word", Form.WORD), ("Note as PDF", Form.PDF), ("Note as Markdown", Form.MARKDOWN)],
)
def test_a_note_is_a_file_and_kept_nowhere(
    scene: Scene, room: str, button: str, form: Form
) -> None:
    guest = came(scene, room)
    scene.world.phones.advance(3600)
    guest.opens(room).presses("Sign out of the meeting")
    after = guest.opens(f"{room}/after")
    after.presses(button, learned="", change=WORDS).is_refused(422).sees(WORDS)
    after.presses(button, learned="Of 943 476 5919 we know.").is_refused(422)
    after.sees("a patient's NHS number", "943 476 5919")
    sent = after.form(button)
    given = {"learned": WORDS, "change": "", "next": "עברית", "form": form.value}
    answer = guest.client.post(sent.action, data=sent.fields | given)
    told = " ".join(reading.words(answer.content, form).split())
    for said in ("Dr Sam Example, GP, GMC 0000000", "there for 30 minutes", WORDS, "scan."):
        assert said in told
    assert "What I do differently" not in told, "nothing was written there"
    assert answer.headers["content-disposition"].endswith(f'reflective-note.{form.value}"')
    with scene.world.service.ledger.look("test") as work:
        kept = [work.connection.execute(table.select()).all() for table in tables()]
        work.let_go()
    assert "A film before a scan." in repr(kept)
    assert WORDS not in repr(kept)


def tables() -> list[Table]:
    return every.metadata().sorted_tables
