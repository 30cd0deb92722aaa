"""Another process can read the mailboxes and turn the switches over HTTP."""

import http.client
import json
import smtplib
from collections.abc import Iterator
from typing import Any

import pytest

from integrations.sandbox.mail import MailServer
from integrations.sandbox.mail_control import control_face
from tests.servers.test_mail_server import LINE, SURGERY, TEXT, send


class Face:
    def __init__(self, address: str) -> None:
        self._host = address.removeprefix("http://")

    def ask(self, method: str, path: str, body: object = None) -> tuple[int, Any]:
        connection = http.client.HTTPConnection(self._host, timeout=10)
        try:
            connection.request(method, path, None if body is None else json.dumps(body))
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        finally:
            connection.close()


@pytest.fixture
def mail() -> Iterator[MailServer]:
    with MailServer() as server:
        yield server


@pytest.fixture
def face(mail: MailServer) -> Iterator[Face]:
    with control_face(mail) as address:
        yield Face(address)


def test_the_mailboxes_are_read(mail: MailServer, face: Face) -> None:
    send(mail)
    status, listed = face.ask("GET", f"/messages?to={SURGERY}&at_least=1")
    assert status == 200
    assert [(one["sender"], one["subject"]) for one in listed] == [(LINE, "A reply for Zoë")]
    assert listed[0]["raw"] == TEXT
    assert face.ask("GET", "/messages?to=other@example.org") == (200, [])
    face.ask("DELETE", "/messages")
    assert face.ask("GET", "/messages") == (200, [])


def test_waiting_in_vain_is_said(face: Face) -> None:
    status, answer = face.ask("GET", "/messages?at_least=1&seconds=0")
    assert status == 504
    assert answer["error"].startswith("0 of 1 mails")


def test_switches_are_turned_and_shown(mail: MailServer, face: Face) -> None:
    status, switches = face.ask("PUT", "/switches", {"refuse": [SURGERY], "cut": True})
    assert (status, switches["refuse"], switches["cut"]) == (200, [SURGERY], True)
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        send(mail)
    assert face.ask("GET", "/switches") == (200, switches)


@pytest.mark.parametrize("wrong", [{"hodl": True}, {"hold": "yes"}, {"refuse": SURGERY}, [1]])
def test_a_misspelt_switch_changes_nothing(mail: MailServer, face: Face, wrong: object) -> None:
    before = mail.switches
    assert face.ask("PUT", "/switches", wrong)[0] == 400
    assert mail.switches == before


@pytest.mark.parametrize(
    ("path", "body", "kept"),
    [("/held/release", None, 1), ("/held/drop", {"keep": True}, 1), ("/held/drop", {}, 0)],
)
def test_held_mails_are_settled(
    mail: MailServer, face: Face, path: str, body: object, kept: int
) -> None:
    mail.set(hold=True)
    connection = smtplib.SMTP("127.0.0.1", mail.port, "test.example.org", timeout=10)
    connection.ehlo()
    connection.mail(LINE)
    connection.rcpt(SURGERY)
    connection.docmd("DATA")
    connection.send(TEXT + ".\r\n")
    assert len(face.ask("GET", "/held?at_least=1")[1]) == 1
    assert face.ask("POST", path, body)[0] == 200
    assert len(mail.messages) == kept
    connection.close()


def test_an_unknown_request_is_said(face: Face) -> None:
    assert face.ask("GET", "/letters")[0] == 404
