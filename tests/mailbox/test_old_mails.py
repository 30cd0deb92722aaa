"""A mail as it came goes when its time is up: never while it waits for a person, or while something
of its query is owed."""

from datetime import timedelta

import pytest
from sqlmodel import func, select

from advice_line.desk.mailbox import old_mails
from advice_line.desk.mailbox.clearing import Clearing
from advice_line.desk.receipts.spoken import Spoken
from advice_line.directory import lookups
from advice_line.ports.inbound_mail import FetchedMail, MailKey
from advice_line.tables.ledger import TrailEntry
from advice_line.tables.mails import Mail, MailPiece
from integrations.email.reading.reader import Reader
from tests.mailbox.writing import STRANGER, WORDS, Mails, mail
from tests.stories.world import AMARA, HOTDOC
from tests.web.people import Scene

MACHINE = "Auto-Submitted: auto-generated\r\n"
KEPT = 90


def pass_days(mails: Mails, days: float) -> None:
    mails.world.phones.advance(timedelta(days=days).total_seconds())


def deleted(mails: Mails) -> int:
    """How many go at this moment, by the worker's job."""
    (job,) = [each for each in mails.world.service.jobs if each.name == "old_mails"]
    return job.run()


def going(mails: Mails, kept: int) -> int:
    """How many would go at this moment if they were kept for so many days."""
    with mails.world.ledger.look("test") as work:
        (line,) = lookups.lines(work.session)
        return old_mails.going(work, line, {"mail": kept}, work.now)


def pieces(mails: Mails) -> int:
    with mails.world.ledger.look("test") as work:
        return work.session.exec(select(func.count()).select_from(MailPiece)).one()


def closed_question(mails: Mails) -> str:
    mails.comes(mail())
    reference = str(mails.world.query()["reference"])
    mails.closes("amara", reference)
    return reference


@pytest.mark.hazard("H01")
def test_ninety_days_after_its_query_was_closed_it_goes_with_a_line_in_the_trail(
    mails: Mails,
) -> None:
    reference = closed_question(mails)
    pass_days(mails, KEPT - 1)
    assert (deleted(mails), pieces(mails)) == (0, 1)
    assert [going(mails, days) for days in (KEPT, KEPT - 1)] == [0, 1]
    pass_days(mails, 1)
    assert going(mails, KEPT) == 1
    assert (deleted(mails), pieces(mails)) == (1, 0)
    assert deleted(mails) == 0
    with mails.world.ledger.look("test") as work:
        line = select(TrailEntry).where(TrailEntry.action == "mail.deleted")
        (entry,) = work.session.exec(line).all()
        assert entry.subject == f"mail:{work.session.exec(select(Mail.public_id)).one()}"
    assert mails.words()[-1].endswith(WORDS), "what it said stands in the query"
    amara = Scene(mails.world, mails.server).signed_in_by(AMARA)
    amara.opens(f"/desk/{reference}/mail").sees("The mail itself was deleted")
    amara.never_sees("Take the mail away")
    amara.opens(f"/desk/{reference}/mail/{mails.id_of(0)}").is_refused(404)


@pytest.mark.hazard("H01")
def test_nothing_of_a_query_that_is_open_or_of_which_something_is_owed_goes(mails: Mails) -> None:
    mails.comes(mail(), mail("It is wholly unreadable", more="Content-Type: x\r\n"))
    pass_days(mails, 4 * KEPT)
    assert deleted(mails) == 0


@pytest.mark.hazard("H01")
def test_what_waits_in_quarantine_is_kept_however_long_and_goes_after_it_was_cleared(
    mails: Mails,
) -> None:
    mails.comes(mail(sender=STRANGER, more=MACHINE))
    pass_days(mails, 4 * KEPT)
    assert (deleted(mails), pieces(mails)) == (0, 1)
    clearing = Clearing(mails.world.ledger, Reader(None))
    clearing.not_ours(mails.world.responder("chidi"), mails.id_of(0), "Junk", "once")
    pass_days(mails, KEPT - 1)
    assert deleted(mails) == 0
    pass_days(mails, 2)
    assert (deleted(mails), pieces(mails)) == (1, 0)


def test_one_that_was_answered_goes_once_somebody_has_said_that_they_have_it(
    mails: Mails,
) -> None:
    mails.comes(mail())
    mails.advises("amara")
    pass_days(mails, 2 * KEPT)
    assert deleted(mails) == 0
    reference = str(mails.world.query()["reference"])
    amara = mails.world.responder("amara")
    Spoken(mails.world.ledger).read_back(
        amara, reference, "Sr Wren Example, nurse", "once", version=1
    )
    pass_days(mails, KEPT + 1)
    assert deleted(mails) == 1


def test_the_line_says_for_how_long_and_a_mail_that_comes_again_is_known(mails: Mails) -> None:
    raw = mail()
    mails.comes(raw)
    mails.closes("amara", str(mails.world.query()["reference"]))
    text = HOTDOC.read_text(encoding="utf-8")
    mails.world.set_up(text.replace("nation =", "retention = { mail = 7 }\nnation =", 1), "Shorter")
    pass_days(mails, 8)
    assert deleted(mails) == 1
    again = MailKey("other@example.org/INBOX", 1, 1)
    mails.world.service.mailbox.mail_fetched(FetchedMail(again, len(raw), raw))
    assert mails.fates[-1] == ("duplicate", "same_mail")
    assert pieces(mails) == 0
