"""The rest of a written question's day on the demonstration's page: its card in Slack, its letter
in the folder of the record, and what falls due later."""

from typing import Any

import pytest

from advice_line.demo import chat_markup
from advice_line.demo.doings import Doings
from advice_line.demo.people import BY_KEY
from advice_line.demo.questions import examples
from advice_line.errors import Invalid
from tests.demo.conftest import Theatre
from tests.demo.test_page_situations import asks, bring
from tests.demo.test_page_written import query, writes


def slack(theatre: Theatre, act: str, who: str, **more: Any) -> dict[str, Any]:
    body = {"phone": "caller", "act": act, "slack": who, **more}
    theatre.play.act(body)
    return seen(theatre, who)


def seen(theatre: Theatre, who: str) -> dict[str, Any]:
    shown: dict[str, Any] = theatre.play.state(theatre.held, colleague=who)["slack"]
    return shown


def read(runs: list[dict[str, Any]]) -> str:
    return "".join(run["words"] for run in runs)


def claims_in_slack(theatre: Theatre, reference: str) -> str:
    theatre.settle()
    key = theatre.duty()[0]
    (card,) = seen(theatre, key)["messages"]
    assert {"words": reference, "bold": True, "link": None} in card["words"]
    assert "Heel pain" not in read(card["words"]), "the question stays out of the chat"
    assert "*" not in read(card["words"]), "nobody reads Slack's markup"
    (page,) = [each["link"] for each in card["buttons"] if each["label"] == "Open"]
    assert page.startswith("/"), "of the service as this browser reaches it"
    slack(theatre, "slack_press", key, message=card["id"], button="Claim")
    theatre.stage.slack.person(BY_KEY[key].slack_user).sees("is yours")
    return key


def test_a_question_goes_from_its_card_to_the_record_and_to_a_reminder(theatre: Theatre) -> None:
    asked = writes(theatre)
    taker = claims_in_slack(theatre, asked)
    assert query(theatre)["state"] == "accepted"
    Doings(theatre.stage).sign(taker, asked, examples()[0])
    theatre.settle()
    (letter,) = (each for each in theatre.state()["mails"] if each["files"])
    assert "word of mouth" not in letter["words"], "nobody talked"
    record = theatre.state()["record"]
    assert (record["count"], record["waiting"]) == (1, 1)
    assert all(asked not in name for name in record["letters"][0]["files"])
    assert "has them" in str(theatre.does("caller", "record_take")["notice"])
    assert theatre.state()["record"]["letters"][0]["taken"] is True
    before = len(theatre.state()["mails"])
    assert "Time has passed" in str(bring(theatre, "two_days")["notice"])
    reminded = [each["subject"] for each in theatre.state()["mails"]][: -before or None]
    assert any(asked in each for each in reminded), reminded


def test_a_doctor_of_the_ward_asks_in_slack_and_the_words_are_written_on_a_page(
    theatre: Theatre,
) -> None:
    theatre.settle()
    slack(theatre, "slack_ask", "ward")
    theatre.stage.slack.person("U0WARD").sees("When do you need it?")
    form = seen(theatre, "ward")["form"]
    assert "no patient details" in read(form["words"])
    given = {form["fields"][0]["label"]: "Today"}
    slack(theatre, "slack_send", "ward", given=given)
    theatre.stage.slack.person("U0WARD").sees("Your question is kept")
    said = seen(theatre, "ward")["form"]
    assert "[" not in read(said["words"])
    (write,) = said["buttons"]
    assert write["label"] == "Write the question"
    answer = theatre.client.get(write["link"])
    assert "Send me a code" in answer.text, "it opens for who asked, by a code in the chat"
    slack(theatre, "slack_close", "ward")
    assert (query(theatre)["channel"], query(theatre)["state"]) == ("chat", "waiting")
    with pytest.raises(Invalid, match="stands there no more"):
        slack(theatre, "slack_send", "ward", given=given)


@pytest.mark.parametrize(
    ("typed", "shown", "link"),
    [
        ("<http://localhost:8000/q/x?a=1|The page>", "The page", "/q/x?a=1"),
        ("<http://localhost:8000/q/x>", "http://localhost:8000/q/x", "/q/x"),
        ("<http://localhost:8000//other.example.org|The page>", "The page", None),
        ("<https://other.example.org/q/x|The page>", "The page", None),
        ("<http://localhost:8000@other.example.org/|The page>", "The page", None),
        ("&lt;a href='/'&gt;", "<a href='/'>", None),
    ],
)
def test_only_what_leads_to_the_service_itself_is_a_link_in_slack(
    typed: str, shown: str, link: str | None
) -> None:
    runs = chat_markup.drawn([{"type": "mrkdwn", "text": typed}], "http://localhost:8000")
    assert runs == [{"words": shown, "bold": False, "link": link}]
    (plain,) = chat_markup.drawn([{"type": "plain_text", "text": typed}], "http://localhost:8000")
    assert (plain["words"], plain["link"]) == (typed, None), "no markup is read there"


def test_time_that_passes_stops_where_a_telephone_rings(theatre: Theatre) -> None:
    asks(theatre, "2")
    theatre.until("The line offers a time to be rung back")
    theatre.does("caller", "key", key="1")
    theatre.until("The caller was promised a time", at_work=True)
    assert "A telephone rings" in str(bring(theatre, "tomorrow")["notice"])
    theatre.until("phone rings", at_work=True)
