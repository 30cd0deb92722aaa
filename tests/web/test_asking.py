"""Somebody asks by the form, from a phone: what they typed is shown once more, is a query that is
owed an answer, and they read by when; nothing they typed is lost by whatever was wrong."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlmodel import select
from starlette.testclient import TestClient

from advice_line.desk.questions import files
from advice_line.tables.attachments import Attachment
from advice_line.web.asker import LARGEST_UPLOAD
from tests.questions.test_arriving import FRIDAY_LATE
from tests.rules.test_file_kinds import picture
from tests.stories.soundness import unsound
from tests.stories.world import AMARA, HOTDOC, PUBLIC_URL, world
from tests.web.asking import ADDRESS, ASKED, GENERAL, asks, checks, confirmed
from tests.web.people import CANARIES, ELM_ROAD_MAIL, Scene
from tests.web.surfing import Surfer

WARD = """
version = 1
[[organisations]]
key = "RX107"
name = "Ward 7"
kind = "department"
"""
TWO_LINES = HOTDOC.with_name("two_lines.toml")


def test_a_question_about_a_patient_is_sent_and_owed(scene: Scene) -> None:
    surfer = checks(scene.browser())
    surfer.sees("Edith Larkspur", "1 February 1950", "999 000 0018", "Elm Road Surgery")
    surfer.presses("Send").sees("Your question is sent", "We mean to answer by 2pm")
    surfer.never_sees(*CANARIES)
    scene.world.settle()
    query = scene.world.query()
    assert (query["channel"], query["state"]) == ("form", "waiting")
    assert query["requester"] == {
        "organisation": "Y99001",
        "identified_by": "said",
        "verified": False,
    }
    assert [task["kind"] for task in query["tasks"]] == ["answer_query"]
    assert query["reference"] in surfer.text
    assert any(query["reference"] in mail.text for mail in scene.mails(ADDRESS))
    assert unsound(scene.world) == []


def test_a_general_question_needs_no_patient(scene: Scene) -> None:
    checks(scene.browser(), **GENERAL).sees("General question, no patient").presses("Send")
    assert scene.world.query()["state"] == "waiting"


@pytest.mark.hazard("H02")
def test_swapped_figures_are_refused_and_nothing_typed_is_lost(scene: Scene) -> None:
    surfer = checks(scene.browser(), nhs_number="999 000 0081").is_refused(422)
    surfer.sees("a digit is wrong or two are swapped")
    assert surfer.form("Check and send").fields["question"] == ASKED["question"]
    assert scene.world.queries() == []
    surfer.presses("Check and send", nhs_number="999 000 0018").presses("Send")
    assert len(scene.world.queries()) == 1


@pytest.mark.hazard("H02")
def test_the_patient_stands_on_the_page_before_it_is_sent(scene: Scene) -> None:
    page = checks(scene.browser()).text
    assert "Edith Larkspur Date of birth 1 February 1950 Number 999 000 0018" in page
    assert scene.world.queries() == []


def test_only_who_patient_question_and_urgency_are_needed(scene: Scene) -> None:
    empty = scene.browser().opens("/ask").presses("Check and send").is_refused(422)
    empty.sees(
        "Give your name.",
        "Give your practice or department",
        "Give the email address",
        "Give the patient's name",
        "Write your question",
        "Say how soon you need an answer.",
    ).never_sees("would have done is")
    least = {name: value for name, value in ASKED.items() if name != "requester_role"}
    scene.browser().opens("/ask").presses("Check and send", **least).presses("Send")
    assert len(scene.world.queries()) == 1


def test_what_is_needed_now_comes_with_the_telephone_first(scene: Scene) -> None:
    page = checks(scene.browser(), urgency_asked="now").text
    assert page.index("01632 960000") < page.index("Edith Larkspur")


@pytest.mark.hazard("H21")
def test_a_ward_doctor_who_asks_for_now_has_whoever_is_on_told_at_once(scene: Scene) -> None:
    scene.world.set_up(WARD)
    asks(
        scene.browser(),
        organisation="ward 7",
        requester_role="hospital_doctor",
        urgency_asked="now",
    ).sees("We mean to answer by 10:15am")
    scene.world.settle()
    query = scene.world.query()
    assert query["requester"]["organisation"] == "RX107"
    assert any(query["reference"] in text for text in scene.world.texts(AMARA))


@pytest.mark.hazard("H21")
def test_after_closing_they_read_when_it_is_read_and_whom_to_ring(scene: Scene) -> None:
    scene.world.begin(FRIDAY_LATE)
    surfer = asks(scene.browser())
    surfer.sees("We mean to answer by Monday 30 November", "01632 960999")


def test_sent_twice_is_one_query(scene: Scene) -> None:
    surfer = checks(scene.browser())
    form = surfer.form("Send")
    first = surfer.posts("/ask/send", form.fields).address
    assert surfer.posts("/ask/send", form.fields).address == first
    assert len(scene.world.queries()) == 1


def test_a_practice_that_nobody_knows_is_taken_and_named_to_who_answers(scene: Scene) -> None:
    checks(scene.browser(), organisation="Moor End Surgery").sees("not in our directory").presses(
        "Send"
    )
    assert scene.world.query()["requester"]["organisation"] is None


def test_a_page_of_another_visit_loses_nothing(scene: Scene) -> None:
    form = checks(scene.browser()).form("Send")
    other = scene.browser().opens("/ask").posts("/ask/send", form.fields)
    other.is_refused(403).sees("from an earlier visit")
    other.presses("Check and send").sees("Edith Larkspur").presses("Send")
    assert len(scene.world.queries()) == 1


@pytest.mark.hazard("H15")
def test_the_second_visit_is_filled_in_once_the_address_is_confirmed(scene: Scene) -> None:
    surfer = asks(scene.browser())
    fields = surfer.opens("/ask").form("Check and send").fields
    assert not fields.get("requester_name")
    surfer = confirmed(scene)
    surfer.sees("Waiting to be read", "Edith Larkspur")
    assert scene.world.queries()[-1]["requester"]["verified"] is True
    fields = surfer.opens("/ask").form("Check and send").fields
    assert (fields["requester_name"], fields["email"]) == ("Dr Rowan Hill", ADDRESS)
    assert "Larkspur" not in surfer.page
    of_patient = {name: ASKED[name] for name in ("patient_name", "nhs_number", "question")}
    surfer.presses("Check and send", **of_patient, urgency_asked="two_days").presses("Send")
    assert scene.world.queries()[-1]["requester"] == {
        "organisation": "Y99001",
        "identified_by": "device",
        "verified": True,
    }


@pytest.mark.hazard("H15")
def test_a_browser_that_remembers_one_address_does_not_vouch_for_another(scene: Scene) -> None:
    surfer = confirmed(scene)
    asks(surfer, email=ELM_ROAD_MAIL)
    assert scene.world.queries()[-1]["requester"]["verified"] is False


def test_a_browser_forgets_who_asked(scene: Scene) -> None:
    surfer = confirmed(scene, registration="gmc 9990002").opens("/you")
    surfer.sees("Dr Rowan Hill", "Your registration GMC 9990002", "This browser")
    surfer.presses("Forget me here").sees("Nothing is remembered")
    assert not surfer.opens("/ask").form("Check and send").fields.get("requester_name")


def test_it_is_asked_and_confirmed_on_both_databases(either: Scene) -> None:
    surfer = confirmed(either).sees("Waiting to be read")
    asks(surfer, nhs_number="999 000 0026").sees("See what you asked")
    assert [each["requester"]["verified"] for each in either.world.queries()] == [True, True]


def test_where_no_mail_leaves_no_code_is_spoken_of(on_paper: Surfer) -> None:
    for _ in range(6):
        asks(on_paper).sees("Your question is sent").never_sees("Type the code")


def test_each_line_is_asked_by_its_own_form(two_lines: Surfer) -> None:
    two_lines.opens("/ask").sees("Which line do you want to ask?")
    two_lines.opens("/ask/chest").sees("Ask Example Chest Advice in writing")
    two_lines.presses("Check and send", **ASKED).presses("Send").sees("Example Chest Advice")


@pytest.fixture
def on_paper(sqlite_template: Path, tmp_path: Path) -> Iterator[Surfer]:
    """A browser where no mail server is set."""
    with _alone(sqlite_template, tmp_path) as surfer:
        yield surfer


@pytest.fixture
def two_lines(sqlite_template: Path, tmp_path: Path) -> Iterator[Surfer]:
    """There is a second line beside the first."""
    setup = "".join(each.read_text(encoding="utf-8") for each in (HOTDOC, TWO_LINES))
    with _alone(sqlite_template, tmp_path, setup) as surfer:
        yield surfer


@contextmanager
def _alone(template: Path, folder: Path, setup: str | None = None) -> Iterator[Surfer]:
    path = folder / "alone.sqlite3"
    shutil.copyfile(template, path)
    with world(f"sqlite:///{path}", setup=setup) as made:
        yield Surfer(TestClient(made.service.app, base_url=PUBLIC_URL))


def test_a_flood_is_asked_for_its_code_and_nobody_is_refused(scene: Scene) -> None:
    for _ in range(5):
        asks(scene.browser()).sees("Your question is sent")
        scene.world.wait(6 * 60)
    surfer = asks(scene.browser()).sees("Yours is not sent yet")
    assert len(scene.world.queries()) == 5
    scene.world.settle()
    surfer.presses("Send", code="000000").is_refused(422)
    surfer.presses("Send another code").sees("Yours is not sent yet")
    scene.world.settle()
    surfer.presses("Send", code=scene.mailed_code(ADDRESS)).sees("Your question is sent")
    assert scene.world.queries()[-1]["requester"]["verified"] is True


def test_a_picture_goes_along_without_where_it_was_taken(scene: Scene) -> None:
    surfer = checks(scene.browser())
    sent(surfer, ("C:\\Pictures\\film.jpg", picture("JPEG"), "text/plain")).sees("is sent")
    assert kept(scene) == [("image/jpeg", None)]
    assert b"Larkspur" not in content(scene)
    scene.world.settle()
    surfer.presses("It is mine", code=scene.mailed_code(ADDRESS)).sees("film.jpg")


@pytest.mark.parametrize(
    ("name", "file", "said"),
    [
        ("film.png", b"<svg onload='alert(1)'/>", "is no picture (JPEG or PNG)"),
        ("letter.pdf", b"PK\3\4 macros", "is no picture (JPEG or PNG)"),
        ("film.jpg", b"\xff\xd8\xff and no more", "cannot be opened"),
        ("empty.png", b"", "is empty"),
    ],
)
def test_what_cannot_be_kept_is_named_and_nothing_typed_is_lost(
    scene: Scene, name: str, file: bytes, said: str
) -> None:
    surfer = checks(scene.browser())
    sent(surfer, (name, file, "image/png")).is_refused(422).sees(f"“{name}” {said}")
    assert scene.world.queries() == []
    surfer.presses("Send").sees("Your question is sent")


def test_files_that_are_too_large_together_are_refused_in_words(scene: Scene) -> None:
    surfer = checks(scene.browser())
    says = {"content-length": str(LARGEST_UPLOAD + 1)}
    surfer.took(surfer.client.post("/ask/send", content=b"", headers=says))
    surfer.is_refused(413).sees("larger than 40 MB together")


def sent(surfer: Surfer, file: tuple[str, bytes, str]) -> Surfer:
    fields = surfer.form("Send").fields
    return surfer.took(surfer.client.post("/ask/send", data=fields, files={"files": file}))


def kept(scene: Scene) -> list[tuple[str, str | None]]:
    with scene.world.ledger.db.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT media_type, refused FROM attachments").all()
    return [(row[0], row[1]) for row in rows]


def content(scene: Scene) -> bytes:
    with scene.world.ledger.look("test") as work:
        return files.content(work, work.session.exec(select(Attachment)).one())
