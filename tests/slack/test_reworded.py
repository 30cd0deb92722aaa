"""What people change of what they wrote in Slack is what stands, whichever of the two comes first;
what they changed it from stays beside it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from advice_line.desk.messages import words_seen
from advice_line.trust.roles import Actor
from tests.slack.ward import CHANNEL, WARD, Ward, ward
from tests.stories.scene import AMARA
from tests.stories.soundness import unsound
from tests.web.people import GENERAL

WRONG, RIGHT = "eGFR is 58", "eGFR is 28, sorry"


@pytest.fixture
def here(sqlite_template: Path, tmp_path: Path) -> Iterator[Ward]:
    path = tmp_path / "slack.sqlite3"
    path.write_bytes(sqlite_template.read_bytes())
    with ward(f"sqlite:///{path}") as made:
        yield made
        assert unsound(made.world) == []


@pytest.fixture
def asked(here: Ward) -> Ward:
    """A ward doctor has asked, and Amara has it."""
    doctor = here.slack.person(WARD)
    doctor.commands("/hotdoc").sees("When do you need it?")
    doctor.chooses("When do you need it?", "Today").submits().sees("Your question is kept")
    doctor.closes()
    here.world.claims("amara")
    here.sent()
    return here


def words(here: Ward) -> list[tuple[str, bool, bool]]:
    """What stands on the query's page, whether it was written instead, whether it was taken back;
    what it came with left away."""
    amara, reference = here.world.responder("amara"), here.world.query()["reference"]
    said = here.world.records.open(amara, reference, with_words=True).messages[1:]
    return [(each.words or "", each.instead, each.taken_back) for each in said]


def seen_by_amara(here: Ward) -> tuple[Actor, str, dict[str, str]]:
    """Who she is, which query it is, and what its page had shown her."""
    amara, reference = here.world.responder("amara"), str(here.world.query()["reference"])
    said = here.world.records.open(amara, reference, with_words=True).messages
    return amara, reference, {words_seen.FIELD: words_seen.shown(said)}


@pytest.mark.hazard("H01")
def test_what_a_ward_doctor_corrects_is_what_their_question_says_and_its_owner_hears(
    asked: Ward,
) -> None:
    doctor = asked.slack.person(WARD)
    message = doctor.writes_to_app(WRONG)
    doctor.sees("This was added to")
    asked.sent()
    before = len(asked.world.texts(AMARA))
    doctor.edits(message, RIGHT).sees("Your change was added to")
    asked.sent()
    assert words(asked) == [(WRONG, False, True), (RIGHT, True, False)]
    assert "has written" in asked.world.texts(AMARA)[before]
    doctor.deletes(message)
    doctor.waits_for(lambda _: words(asked)[-1] == (RIGHT, True, True))


@pytest.mark.hazard("H01")
def test_a_correction_of_what_is_answered_already_is_owed_an_answer(asked: Ward) -> None:
    doctor = asked.slack.person(WARD)
    message = doctor.writes_to_app(WRONG)
    doctor.sees("This was added to")
    amara, reference, seen = seen_by_amara(asked)
    asked.world.service.records.sign(amara, reference, GENERAL | seen, "signed")
    asked.sent()
    doctor.edits(message, RIGHT).sees("Your change was added to")
    owed = [each["kind"] for each in asked.world.query()["tasks"] if each["state"] == "open"]
    assert owed == ["answer_query"]


def test_who_corrects_what_is_closed_is_told_that_nobody_reads_it(asked: Ward) -> None:
    doctor = asked.slack.person(WARD)
    message = doctor.writes_to_app(WRONG)
    doctor.sees("This was added to")
    amara, reference, seen = seen_by_amara(asked)
    asked.world.service.records.close(
        amara, reference, "Asked twice", "closed", seen=seen[words_seen.FIELD]
    )
    doctor.edits(message, RIGHT).sees("your change was not added to it")
    assert words(asked) == [(WRONG, False, False)]


@pytest.mark.hazard("H26")
def test_a_correction_that_nobody_heard_is_read_from_slacks_own_list(asked: Ward) -> None:
    doctor = asked.slack.person(WARD)
    message = doctor.writes_to_app(WRONG)
    doctor.sees("This was added to")
    asked.slack.switches.held = True
    doctor.edits(message, RIGHT)
    for _ in range(3):
        asked.world.wait(301)
    assert words(asked) == [(WRONG, False, True), (RIGHT, True, False)]
    asked.slack.switches.held = False
    asked.slack.delivering.let_go()
    asked.slack.delivering.settle()
    doctor.sees("Your change was added to")
    assert len(words(asked)) == 2


@pytest.mark.hazard("H26")
def test_what_was_edited_before_anybody_heard_it_is_kept_once_as_it_is_now(here: Ward) -> None:
    here.is_asked()
    here.sent()
    (card,) = here.slack.messages(CHANNEL)
    here.slack.switches.held = True
    here.ben.edits(here.ben.writes(CHANNEL, "the left lung", card), "the right lung")
    for _ in range(3):
        here.world.wait(301)
    assert words(here) == [("the right lung", False, False)]


@pytest.mark.hazard("H19")
def test_an_edit_and_an_end_that_come_first_are_not_undone_by_what_they_change(here: Ward) -> None:
    here.is_asked()
    here.sent()
    (card,) = here.slack.messages(CHANNEL)
    here.slack.switches.held = True
    here.ben.edits(here.ben.writes(CHANNEL, "the left lung", card), "the right lung")
    here.ben.deletes(here.ben.writes(CHANNEL, "never mind", card))
    here.slack.delivering.let_go()
    here.slack.delivering.settle()
    here.ben.waits_for(lambda _: len(words(here)) == 3)
    assert sorted(words(here)) == [
        ("never mind", False, True),
        ("the left lung", False, False),
        ("the right lung", True, False),
    ]


@pytest.mark.hazard("H07")
def test_who_edits_a_patient_into_the_talk_is_told_alone(here: Ward) -> None:
    here.is_asked()
    here.sent()
    (card,) = here.slack.messages(CHANNEL)
    said = here.ben.writes(CHANNEL, "a hamartoma?", card)
    here.ben.waits_for(lambda _: len(words(here)) == 1)
    here.ben.edits(said, "a hamartoma in 999 000 0018?").sees("please delete it here")


def test_who_sends_a_file_hears_that_nobody_sees_it(asked: Ward) -> None:
    doctor = asked.slack.person(WARD)
    doctor.writes_to_app("The old film", "film.png")
    doctor.sees("was not kept: nobody here sees it")
    doctor.waits_for(lambda _: len(words(asked)) == 1)
    assert words(asked) == [
        ("The old film\n(A file came with it, which is not kept here.)", False, False)
    ]
