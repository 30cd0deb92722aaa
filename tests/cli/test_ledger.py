"""`inbox`, `outgoing`, `keys`: what a person who looks after the site sees and may do."""

import json

import jsonschema  # type: ignore[import-untyped] # ships no py.typed
import pytest

from advice_line.desk.mailbox.door import MailDoor
from advice_line.desk.mailbox.taking_in import TakingIn
from advice_line.ledger import inbox
from advice_line.ledger.vault import Vault
from advice_line.ledger.work import Ledger
from advice_line.ports.inbound_mail import FetchedMail, MailKey
from integrations.email.reading.reader import Reader
from tests.cli.conftest import Command
from tests.conftest import DATA_KEYS, SECRET_KEY
from tests.ledger.sending import a_sender, put, the_row
from tests.ledger.vendors import Vendor

# What is said of a mail alone.
NO_MAIL = dict.fromkeys(("fate", "reason", "mailbox", "folder", "moved", "query"))


def a_dead_row(ledger: Ledger) -> str:
    vendor = Vendor()
    vendor.mood.append("refuses")
    put(ledger)
    a_sender(ledger, vendor).drain()
    return the_row(ledger).public_id


def fits(command: Command, name: str, row: dict[str, object]) -> bool:
    jsonschema.validate(row, json.loads(command("schema", *name.split()).out))
    return True


@pytest.mark.parametrize("words", [["inbox", "list"], ["outgoing", "list"]])
def test_an_empty_site_lists_nothing(command: Command, words: list[str]) -> None:
    ran = command(*words, "--json")
    assert (ran.code, ran.out) == (0, "")
    assert command(*words).out.startswith(("Nothing has come in", "There is nothing"))


def test_the_inbox_lists_events_by_their_ids(command: Command, ledger: Ledger) -> None:
    with ledger.work("carrier") as work:
        inbox.receive(work, "carrier", "CA1 incoming")
        inbox.receive(work, "carrier", "CA2 incoming")
        inbox.keep(work, "carrier", "CA2 incoming", "{}")
    rows = command("inbox", "list", "--json").rows
    assert rows == [
        {
            "source": "carrier",
            "external_id": f"CA{number} incoming",
            "received_at": "2026-11-23T09:00:00Z",
            "answered": number == 2,
            **NO_MAIL,
        }
        for number in (1, 2)
    ]
    assert all(fits(command, "inbox list", row) for row in rows)
    assert "CA2 incoming" in command("inbox", "list").out
    assert len(command("inbox", "list", "--limit", 1, "--json").rows) == 1


def test_of_each_mail_it_lists_what_became_of_it(site: Command, ledger: Ledger) -> None:
    door, raw = MailDoor(ledger), b"From: gp@elmroad.example.org\r\nSubject: Knee\r\n\r\nWhat?\r\n"
    for uid, content in enumerate((raw, b"Precedence: bulk\r\n" + raw, b"\x00"), 1):
        door.mail_fetched(FetchedMail(MailKey("INBOX", 7, uid), len(content), content))
    assert TakingIn(ledger, Reader()).read_waiting() == 3
    door.moved(MailKey("INBOX", 7, 1))
    rows = site("inbox", "list", "--source", "email", "--json").rows
    assert [(row["fate"], row["folder"], row["moved"]) for row in rows] == [
        ("query", "Processed", True),
        ("quarantine", "Quarantine", False),
        ("unreadable", "Processed", False),
    ]
    assert all(fits(site, "inbox list", row) for row in rows)
    assert len(site("inbox", "list", "--source", "email", "--limit", 2, "--json").rows) == 2
    assert site("inbox", "list", "--source", "carrier", "--json").rows == []
    shown = site("inbox", "list").out
    assert "quarantine (bulk)" in shown
    assert "Knee" not in shown


def test_the_dead_are_listed_and_can_be_tried_again(site: Command, ledger: Ledger) -> None:
    row_id = a_dead_row(ledger)
    (row,) = site("outgoing", "list", "--state", "dead", "--json").rows
    assert (row["id"], row["failure"], row["next_try_at"]) == (row_id, "21211", None)
    assert fits(site, "outgoing list", row)
    assert "21211" in site("outgoing", "list").out
    assert site("outgoing", "retry", row_id).code == 0
    assert site("outgoing", "list", "--state", "dead", "--json").rows == []
    again = site("outgoing", "retry", row_id)
    assert (again.code, again.err.count("\n")) == (2, 1)


def test_an_unknown_state_is_bad_input(command: Command) -> None:
    ran = command("outgoing", "list", "--state", "lost")
    assert (ran.code, ran.err.count("\n")) == (2, 1)


def test_a_new_key_renews_what_is_sealed(
    command: Command, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = command("keys", "new").out.strip(), command("keys", "new").out.strip()
    assert first != second
    assert Vault(f"{first},{DATA_KEYS}", SECRET_KEY).current == first.partition(":")[0]
    command("db", "upgrade")
    monkeypatch.setenv("DATA_KEYS", f"{first},{DATA_KEYS}")
    ran = command("keys", "rotate")
    assert ran.code == 0
    assert "0 values sealed anew" in ran.out
    with ledger.look("system") as look:
        assert (
            look.session.connection()
            .exec_driver_sql("SELECT count(*) FROM trail WHERE action = 'keys.rotated'")
            .scalar_one()
            == 1
        )
