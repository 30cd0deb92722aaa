"""Asking in writing on the demonstration's page: a mail to the line, and what is answered to it."""

import re
from typing import Any

import pytest

from advice_line.data_life.erasing import Erasing
from advice_line.demo.doings import Doings
from advice_line.demo.people import BY_KEY
from advice_line.demo.questions import examples
from advice_line.desk.query import query_json, reading
from advice_line.errors import Invalid
from advice_line.kinds import Acknowledgement
from tests.data_life.test_erasing import INES, ODD
from tests.demo.conftest import Theatre
from tests.demo.test_page_situations import bring

ELM = "elmroad@secure.example.org"
ASKED = "Heel pain for three months. An X-ray?"


def writes(theatre: Theatre, words: str = ASKED, sender: str = "Y99001") -> str:
    """A mail to the line has become a query; its reference."""
    theatre.does("caller", "mail", sender=sender, subject="A question", words=words)
    theatre.settle()
    return str(query(theatre)["reference"])


def query(theatre: Theatre) -> dict[str, Any]:
    with theatre.stage.service.ledger.look("test") as work:
        return query_json.as_json(work, reading.listed(work)[-1])


def claims(theatre: Theatre, reference: str) -> str:
    key = theatre.duty()[0]
    Doings(theatre.stage).claim(key, reference)
    return key


def newest(theatre: Theatre) -> dict[str, Any]:
    mail: dict[str, Any] = theatre.state()["mails"][0]
    return mail


def test_it_leads_from_a_mail_to_the_summary_of_the_month(theatre: Theatre) -> None:
    people = Doings(theatre.stage)
    asked = writes(theatre)
    claim = theatre.state()["next"]
    assert claim["words"].startswith("A question has come in writing.")
    assert claim["href"] == f"/signin?next=/desk/{asked}"
    assert (claim["number"], claim["of"]) == (2, 5)
    taker = claims(theatre, asked)
    write = theatre.state()["next"]
    assert write["words"].startswith(f"{BY_KEY[taker].name} has the question.")
    assert (write["number"], write["fill"]) == (3, True)
    people.ask_back(taker, asked, "For how long?")
    theatre.settle()
    waits = theatre.state()["next"]
    assert waits["words"].startswith("The practice was asked something.")
    assert waits["target"] == "mail"
    theatre.does("caller", "reply", mail=newest(theatre)["id"], words="For three months.")
    theatre.settle()
    assert query(theatre)["state"] == "accepted"
    people.sign(taker, asked, examples()[0])
    theatre.settle()
    read = theatre.state()["next"]
    assert read["words"].startswith("The practice has mail.")
    assert (read["number"], read["target"]) == (4, "mail")
    people.receive(ELM, asked, "Dr Halima Rookwood", Acknowledgement.CLINICIAN_WILL_ACT)
    assert theatre.state()["next"]["href"] == f"/desk/{asked}/saved"
    steps = [each["state"] for each in theatre.state()["steps"]]
    assert steps == ["done", "done", "done", "done", "now"]


def test_a_known_practice_is_proven_and_a_stranger_is_not(theatre: Theatre) -> None:
    writes(theatre)
    assert query(theatre)["requester"]["organisation"] == "Y99001"
    assert query(theatre)["requester"]["verified"] is True
    writes(theatre, "May I ask as well?", sender="stranger")
    assert query(theatre)["requester"]["organisation"] is None


def test_what_was_written_stands_among_the_mails(theatre: Theatre) -> None:
    writes(theatre)
    mine = [each for each in theatre.state()["mails"] if each["sent"]]
    assert [(each["to"], each["words"]) for each in mine] == [("advice@example.org", ASKED)]
    (answer,) = [each for each in theatre.state()["mails"] if not each["sent"]]
    assert answer["can"] == ["reply", "away", "bounce"]


def test_an_absent_practice_and_a_mail_that_comes_back_are_somebodys_task(
    theatre: Theatre,
) -> None:
    asked = writes(theatre)
    Doings(theatre.stage).sign(claims(theatre, asked), asked, examples()[0])
    theatre.settle()
    letter = next(each for each in theatre.state()["mails"] if each["files"])
    theatre.does("caller", "away", mail=letter["id"])
    theatre.settle()
    assert "check_away" in open_tasks(theatre) or "ring_practice" in open_tasks(theatre)
    theatre.does("caller", "bounce", mail=letter["id"])
    theatre.settle()
    assert "check_bounce" in open_tasks(theatre) or "ring_practice" in open_tasks(theatre)


def open_tasks(theatre: Theatre) -> set[str]:
    return {each["kind"] for each in query(theatre)["tasks"] if each["state"] == "open"}


def test_the_letters_own_link_is_opened_whatever_other_address_stands_before_it(
    theatre: Theatre,
) -> None:
    asked = writes(theatre)
    taker = claims(theatre, asked)
    example = examples()[0]
    guideline = "https://guidance.example.org/back-pain"
    form = example.form(theatre.stage.service.clock.now().date()) | {"guideline": guideline}
    people = Doings(theatre.stage)
    theatre.stage.service.records.sign(people.actor(taker), asked, form, "once only")
    theatre.settle()
    letter = next(each for each in theatre.state()["mails"] if each["files"])
    assert re.match(rf"{theatre.url}/q/", letter["link"])
    assert guideline in letter["words"]


def test_what_no_practice_could_send_is_refused_in_a_sentence(theatre: Theatre) -> None:
    refused: list[tuple[str, dict[str, str]]] = [
        ("mail", {"sender": "nobody", "words": "Hello"}),
        ("mail", {"sender": "Y99001", "words": " "}),
        ("mail", {"sender": "Y99001", "words": "x" * 10_001}),
        ("mail", {"sender": "Y99001", "words": "Hello", "subject": "x" * 201}),
        ("reply", {"mail": "mail-99", "words": "Hello"}),
        ("away", {"mail": ""}),
    ]
    for act, given in refused:
        with pytest.raises(Invalid):
            theatre.does("caller", act, **given)
    theatre.settle()
    assert theatre.state()["mails"] == []


def test_what_is_written_while_the_server_is_away_is_read_when_it_is_back(
    theatre: Theatre,
) -> None:
    bring(theatre, "stop")
    theatre.does("caller", "mail", sender="Y99001", subject="A question", words=ASKED)
    theatre.settle()
    assert theatre.state()["next"]["words"].startswith("The server does not answer")
    bring(theatre, "start")
    theatre.settle()
    assert theatre.state()["next"]["words"].startswith("A question has come in writing.")


@pytest.mark.hazard("H07")
def test_a_question_that_was_erased_is_left_out_and_the_page_goes_on(theatre: Theatre) -> None:
    earlier, asked = writes(theatre, "An earlier question"), writes(theatre)
    people, taker = Doings(theatre.stage), claims(theatre, asked)
    people.sign(taker, asked, examples()[0])
    theatre.settle()
    people.receive(ELM, asked, "Dr Halima Rookwood", Acknowledgement.CLINICIAN_WILL_ACT)
    erase(theatre, asked)
    assert theatre.state()["next"]["href"] == f"/signin?next=/desk/{earlier}"
    theatre.settle()
    assert writes(theatre, "A later question") in theatre.state()["next"]["href"]


def erase(theatre: Theatre, reference: str) -> None:
    """By two persons of information governance."""
    door = Erasing(theatre.stage.service.ledger)
    form = {"kind": "query", "reference": reference, "extent": "all", "reason": "They asked us to"}
    door.confirm(ODD, door.ask(INES, form, "ask"), "both")
