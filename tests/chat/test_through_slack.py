"""The whole way through a Slack in miniature, by its own signed requests: a question by the form is
claimed in the chat, asked back and answered by mail, advised on the page, received; and the card
says so."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from integrations.sandbox.mail import MailServer
from tests.canary.bird import Canary
from tests.chat.test_canary import BIRD
from tests.mailbox.writing import Mails, mail
from tests.slack.ward import CHANNEL, WARD, Ward, ward
from tests.stories.scene import CHIDI
from tests.stories.soundness import unsound
from tests.web.asking import ADDRESS, confirmed
from tests.web.people import CANARIES, Scene

BACK, REPLY = "Is there any weakness of the legs?", "None at all."
ANSWER = {"advice": "MRI of the lumbar spine, and no plain film before it."}
TALK = "Would you scan the sacrum too?"


@pytest.fixture
def hospital(
    sqlite_template: Path, tmp_path: Path, mail_server: MailServer
) -> Iterator[tuple[Ward, Scene]]:
    path = tmp_path / "slack.sqlite3"
    path.write_bytes(sqlite_template.read_bytes())
    smtp = SecretStr(f"smtp://127.0.0.1:{mail_server.port}")
    with ward(f"sqlite:///{path}", smtp_url=smtp) as made:
        yield made, Scene(made.world, mail_server)
        assert unsound(made.world) == []


def card(here: Ward) -> str:
    (posted,) = (each for each in here.slack.messages(CHANNEL) if each.blocks)
    return json.dumps(posted.blocks)


def said_to_slack(here: Ward) -> str:
    return json.dumps([each.args for each in here.slack.asked])


@pytest.mark.hazard("H07")
@pytest.mark.hazard("H19")
def test_from_the_form_by_the_chat_to_the_letter_that_was_received(
    hospital: tuple[Ward, Scene],
) -> None:
    here, scene = hospital
    gp = confirmed(scene)
    reference = str(here.world.query()["reference"])
    here.sent()
    here.amara.clicks("Claim", reference).sees("is yours")
    (message,) = here.slack.messages(CHANNEL)
    here.ben.writes(CHANNEL, TALK, message)
    here.sent()
    assert "Dr Amara Example" in card(here)
    amara = scene.signed_in("amara").opens(f"/desk/{reference}").sees(TALK)
    amara.presses("Look over before sending", ask_back=BACK).presses("Send to requester")
    here.sent()
    assert "Asked back" in card(here)
    assert any(reference in mail.text for mail in scene.mails(ADDRESS))
    gp.opens(gp.address).sees(BACK).never_sees(TALK)
    reply_to = scene.mails(ADDRESS)[-1].header("Reply-To") or ""
    Mails(here.world, scene.mail).comes(mail(REPLY, sender=ADDRESS, to=reply_to))
    gp.opens(gp.address).sees(REPLY)
    amara.opens(f"/desk/{reference}").follows("Write the advice")
    amara.presses("Check the answer", **ANSWER).presses("Send the answer")
    here.sent()
    assert "Answered" in card(here)
    gp.opens(gp.address).follows("Read the answer").sees(ANSWER["advice"]).never_sees(TALK)
    gp.presses("Received: a clinician will act", acknowledged_by="Dr Rowan Hill, GP")
    here.sent()
    assert "Answered, and received" in card(here)
    assert here.world.query()["state"] == "acknowledged"
    for private in (*CANARIES, BACK, REPLY, ANSWER["advice"], TALK, "Elm Road", "Rowan"):
        assert private not in said_to_slack(here)
    assert all(TALK not in each.text for each in scene.mails(ADDRESS))


def test_a_ward_doctor_asks_by_the_command(hospital: tuple[Ward, Scene]) -> None:
    here, scene = hospital
    person = here.slack.person(WARD)
    person.commands("/hotdoc", BIRD.song)
    person.sees("When do you need it?")
    person.chooses("When do you need it?", "Today").submits().sees("Your question is kept")
    here.sent()
    query = here.world.query()
    assert (query["channel"], query["state"]) == ("chat", "waiting")
    assert query["reference"] in card(here)
    assert BIRD.in_text(said_to_slack(here).encode()) == set()
    assert "Wanda" not in card(here)
    assert scene.mails() == []
    amara = scene.signed_in("amara").opens(f"/desk/{query['reference']}")
    amara.sees("Dr Wanda Ward", "By chat", "Nothing is written yet").never_sees("No words came")
    person.writes_to_app(BACK)
    here.sent()
    amara.opens(amara.address).sees(BACK).never_sees("Nothing is written yet")


@pytest.mark.hazard("H07")
def test_nothing_of_a_patient_comes_back_out_of_what_people_write_there(
    hospital: tuple[Ward, Scene],
) -> None:
    here, scene = hospital
    confirmed(scene, question=BIRD.song)
    here.sent()
    (message,) = here.slack.messages(CHANNEL)
    sings(here, message, BIRD)
    assert any("please delete it here" in each for each in here.ben.whispers())
    here.amara.clicks("Claim")
    here.sent()
    here.amara.opens_home().sees("Dr Amara Example")
    here.slack.delivering.settle()
    assert len(here.slack.asked) > 5
    assert BIRD.in_text(said_to_slack(here).encode()) == set()


def sings(here: Ward, message: object, bird: Canary) -> None:
    written = here.ben.writes(CHANNEL, bird.song, message)  # type: ignore[arg-type]  # a message of the miniature
    here.slack.delivering.settle()
    here.ben.edits(written, f"{bird.song}!").deletes(written)
    here.ben.writes_to_app(bird.song)
    here.slack.delivering.settle()


def test_a_channel_that_was_archived_is_told_and_its_cards_come_once_it_is_open_again(
    hospital: tuple[Ward, Scene],
) -> None:
    here, scene = hospital
    here.slack.workspace.channels[CHANNEL].archived = True
    confirmed(scene)
    here.sent()
    for _ in range(2):
        here.world.wait(60)
    assert any("archived or gone" in each for each in here.world.texts(CHIDI))
    here.slack.workspace.channels[CHANNEL].archived = False
    for _ in range(3):
        here.world.wait(301)
    assert here.world.query()["reference"] in card(here)
