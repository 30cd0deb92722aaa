"""A mail that has had its time, or whose query is erased, goes from a real mailbox too: once, with
its line in a receipt; what a person moved away is said to be missing, and never to be gone."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from advice_line.data_life.erasing import Erasing
from advice_line.data_life.holding import Holding
from advice_line.data_life.receipts import Receipts
from advice_line.data_life.running import Deleting
from advice_line.desk.mailbox import mails_there, old_mails
from advice_line.desk.mailbox.clearing import Clearing
from advice_line.desk.mailbox.mails_there import There
from advice_line.directory import lookups
from advice_line.tables.data_life import DeletedBatch
from advice_line.tables.mails import Mail
from integrations.email.reading.reader import Reader
from tests.data_life.test_erasing import INES, ODD
from tests.mailbox.test_real_servers import OTHER, Talk, dovecot, talk
from tests.mailbox.writing import ELM_ROAD, LINE, STRANGER, mail
from tests.servers.dovecot import Dovecot

__all__ = ["dovecot", "talk"]
pytestmark = [pytest.mark.hazard("H07"), pytest.mark.hazard("H14")]
MACHINE = "Auto-Submitted: auto-generated\r\n"


def asked_and_closed(talk: Talk, dovecot: Dovecot) -> str:
    """By a mail to two mailboxes; it is over, and nothing more is owed."""
    dovecot.deliver(mail(), LINE, OTHER, sender=ELM_ROAD)
    talk.goes_on()
    reference = str(talk.world.query()["reference"])
    talk.closes("amara", reference)
    talk.goes_on()
    return reference


def pass_days(talk: Talk, days: int) -> None:
    talk.world.phones.advance(timedelta(days=days).total_seconds())


def there(talk: Talk) -> There:
    with talk.world.ledger.look("test") as work:
        return mails_there.counted(work.session)


def lying(dovecot: Dovecot) -> dict[str, int]:
    every: dict[str, int] = {}
    for user in (LINE, OTHER):
        for name, count in dovecot.folders(user).items():
            every[name] = every.get(name, 0) + count
    return {name: count for name, count in every.items() if count}


def going(talk: Talk) -> int:
    with talk.world.ledger.look("test") as work:
        (line,) = lookups.lines(work.session)
        return old_mails.in_mailbox(work, line, line.retention, work.now)


def counted(talk: Talk) -> dict[str, int]:
    """What the receipts hold, by rule."""
    with talk.world.ledger.look("test") as work:
        rows = work.session.exec(select(DeletedBatch).where(col(DeletedBatch.kept) == "mail"))
        found: dict[str, int] = {}
        for each in rows:
            found[each.rule] = found.get(each.rule, 0) + each.count
        return found


def erase(talk: Talk, reference: str) -> Any:
    door, form = Erasing(talk.world.ledger), {"kind": "query", "extent": "all", "reason": "Asked"}
    asked = door.ask(INES, form | {"reference": reference}, f"ask {reference}")
    door.confirm(ODD, asked, f"confirm {reference}")
    return lambda: door.look(ODD, asked).there


def test_after_its_time_it_goes_from_every_mailbox_it_lies_in_and_no_other_does(
    talk: Talk, dovecot: Dovecot
) -> None:
    asked_and_closed(talk, dovecot)
    dovecot.deliver(mail("Another patient, a knee."), LINE, sender=ELM_ROAD)
    talk.goes_on()
    pass_days(talk, 89)
    talk.goes_on()
    assert (going(talk), lying(dovecot)) == (0, {"Processed": 3})
    pass_days(talk, 1)
    assert going(talk) == 2
    assert lying(dovecot) == {"Processed": 3}, "looking ahead deletes nothing"
    talk.goes_on()
    talk.goes_on()
    assert lying(dovecot) == {"Processed": 1}
    assert (going(talk), there(talk)) == (0, There(gone=2))
    assert counted(talk) == {"90 days": 2, mails_there.RULE: 2}
    receipt = Deleting(talk.world.ledger).run()
    assert receipt is not None
    name = f"mailbox:{talk.id_of(0)}"
    assert Receipts(talk.world.ledger).look(INES, receipt.public_id, name).contains


def test_an_erasure_takes_the_mails_of_its_query_and_says_how_far_the_mailbox_is(
    talk: Talk, dovecot: Dovecot
) -> None:
    """Nothing of a mail is known any more but its number and its bytes' keyed hash."""
    reference = asked_and_closed(talk, dovecot)
    with dovecot.signed_in(OTHER) as client:
        client.create("Mine")
        client.select("Processed")
        client.uid("MOVE", "1", "Mine")
    state = erase(talk, reference)
    assert state() == There(waiting=2)
    assert lying(dovecot) == {"Processed": 1, "Mine": 1}
    talk.goes_on()
    assert state() == There(gone=1, missed=1)
    assert lying(dovecot) == {"Mine": 1}


def test_a_folder_that_was_numbered_anew_gives_the_right_one(talk: Talk, dovecot: Dovecot) -> None:
    reference = asked_and_closed(talk, dovecot)
    dovecot.deliver(mail("Another patient, a knee."), LINE, sender=ELM_ROAD)
    talk.goes_on()
    dovecot.number_anew(LINE, "Processed")
    erase(talk, reference)
    talk.goes_on()
    assert there(talk) == There(gone=2)
    with dovecot.signed_in(LINE) as client:
        client.select("Processed")
        found = client.fetch("1:*", "(BODY.PEEK[TEXT])")[1]
        assert [b"a knee" in each[1] for each in found if isinstance(each, tuple)] == [True]


def test_a_mail_that_comes_again_after_it_went_goes_again(talk: Talk, dovecot: Dovecot) -> None:
    raw = mail()
    dovecot.deliver(raw, LINE, sender=ELM_ROAD)
    talk.goes_on()
    reference = str(talk.world.query()["reference"])
    talk.closes("amara", reference)
    erase(talk, reference)
    talk.goes_on()
    assert lying(dovecot) == {}
    dovecot.deliver(raw, OTHER, sender=ELM_ROAD)
    for _ in range(3):
        talk.goes_on()
    assert talk.fates[-1] == ("duplicate", "same_mail")
    assert lying(dovecot) == {}


def test_what_is_held_stays_there_and_goes_once_the_hold_is_lifted(
    talk: Talk, dovecot: Dovecot
) -> None:
    reference = asked_and_closed(talk, dovecot)
    pass_days(talk, 91)
    with talk.world.ledger.work("test") as work:
        for each in work.session.exec(select(Mail)).all():
            work.update(each, deleted_at=work.now, box_look_at=work.now)
    holding = Holding(talk.world.ledger)
    hold = {"kind": "query", "reference": reference, "reason": "A claim is announced"}
    holding.place(INES, hold, "hold")
    talk.goes_on()
    assert lying(dovecot) == {"Processed": 2}
    (held,) = holding.listed(INES)
    holding.lift(INES, held.id, {"reason": "It is over"}, "lift")
    talk.goes_on()
    assert lying(dovecot) == {}


def test_what_was_not_ours_goes_from_quarantine(talk: Talk, dovecot: Dovecot) -> None:
    dovecot.deliver(mail(sender=STRANGER, more=MACHINE), LINE, sender=STRANGER)
    talk.goes_on()
    assert lying(dovecot) == {"Quarantine": 1}
    chidi = talk.world.responder("chidi")
    Clearing(talk.world.ledger, Reader(None)).not_ours(chidi, talk.id_of(0), "Junk", "once")
    pass_days(talk, 91)
    for _ in range(2):
        talk.goes_on()
    assert lying(dovecot) == {}


def test_two_processes_that_read_one_mailbox_delete_it_once(talk: Talk, dovecot: Dovecot) -> None:
    """The second has nothing to look for, and does not say that it is missing."""
    reference = asked_and_closed(talk, dovecot)
    erase(talk, reference)
    first, second = (mails_there.MailsThere(talk.world.ledger) for _ in range(2))
    name = f"{LINE}@localhost/INBOX"
    assert [len(each.due(name)) for each in (first, second)] == [1, 0]
    pass_days(talk, 1)
    assert len(second.due(name)) == 1, "one that was stopped leaves it to the next"
