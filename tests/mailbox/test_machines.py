"""What no person wrote is kept and shown, is never answered, and is no question of anybody's. A
mail of ours that comes back, or that nobody is there to read, is a person's at once (H04)."""

import pytest
from sqlmodel import select

from advice_line.desk.mailbox.senders import QUIET
from advice_line.tables.directory import Line
from advice_line.tables.mails import BouncedAddress
from tests.mailbox.writing import ELM_ROAD, LINE, OAK_LANE, STRANGER, Mails, mail, report


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ("Auto-Submitted: auto-replied\r\n", "automatic"),
        ("Auto-Submitted: auto-generated\r\n", "automatic"),
        ("List-Id: <all.example.org>\r\n", "mailing_list"),
        ("Precedence: bulk\r\n", "bulk"),
        ("X-Autoreply: yes\r\n", "automatic"),
    ],
)
def test_a_machine_that_answers_nothing_of_ours_waits_in_quarantine(
    mails: Mails, more: str, reason: str
) -> None:
    mails.comes(mail(sender=STRANGER, more=more))
    assert mails.fates == [("quarantine", reason)]
    assert mails.folders == ["Quarantine"]
    assert mails.world.queries() == []
    assert mails.answers(STRANGER) == []


def test_a_mail_from_our_own_address_is_no_question(mails: Mails) -> None:
    mails.comes(mail(sender=LINE), mail(sender="advice+now@example.org"))
    assert mails.fates == [("quarantine", "own_address")] * 2
    assert mails.answers(LINE) == []


def test_what_only_asks_for_no_automatic_answer_is_a_question(mails: Mails) -> None:
    mails.comes(mail(more="X-Auto-Response-Suppress: All\r\n"))
    assert mails.fates == [("query", "new")]


def test_two_machines_do_not_answer_each_other(mails: Mails) -> None:
    """One that does not say what it is gets one answer an hour, whatever it answers."""
    mails.comes(mail("I am away.", sender=STRANGER))
    for _ in range(5):
        answered = mails.last(STRANGER)
        more = f"In-Reply-To: {answered.header('Message-ID')}\r\n"
        to = answered.header("Reply-To") or ""
        mails.comes(mail("I am away.", sender=STRANGER, to=to, more=more))
    assert len(mails.answers(STRANGER)) == 1
    assert len(mails.world.queries()) == 1


def test_one_that_says_what_it_is_answers_nothing_that_was_asked_back(mails: Mails) -> None:
    mails.comes(mail())
    mails.asks_back("amara", "Has she a pacemaker?")
    mails.comes(_away(mails))
    assert mails.world.query()["state"] == "asked_back"
    assert mails.fates[-1] == ("joined", "away")
    assert mails.owed("check_away") == 1


def test_one_that_answers_a_receipt_is_nobodys_work(mails: Mails) -> None:
    mails.comes(mail())
    mails.comes(_away(mails))
    assert mails.fates[-1] == ("joined", "away")
    assert mails.owed("check_away") == 0


def _away(mails: Mails, sender: str = ELM_ROAD) -> bytes:
    answered = mails.last(sender)
    more = (
        f"Auto-Submitted: auto-replied\r\nIn-Reply-To: {answered.header('Message-ID')}\r\n"
        f"References: {answered.header('Message-ID')}\r\n"
    )
    to = answered.header("Reply-To") or ""
    return mail("I am away until Monday.", sender=sender, to=to, more=more)


def _bounced(mails: Mails, address: str, **more: str) -> bytes:
    return report(mails.last(address).header("Message-ID") or "", address, **more)


@pytest.mark.hazard("H04")
def test_a_letter_that_comes_back_is_somebodys_to_see_to_within_one_sweep(mails: Mails) -> None:
    mails.comes(mail(sender=OAK_LANE))
    mails.advises("amara")
    letter = _bounced(mails, OAK_LANE)
    mails.comes(letter)
    assert mails.fates[-1] == ("joined", "report")
    query = mails.world.query()
    (loop,) = [each["loop"] for each in query["advice"]]
    assert loop["failure"] == "bounced_5.1.1"
    sent = [each for each in query["outgoing"] if each["kind"].startswith("letter")]
    assert sent[-1]["state"] == "dead"
    assert mails.owed("check_bounce") + mails.owed("ring_practice") >= 1


@pytest.mark.hazard("H04")
def test_somebody_away_when_a_letter_came_is_asked_after(mails: Mails) -> None:
    mails.comes(mail(sender=OAK_LANE))
    mails.advises("amara")
    mails.comes(_away(mails, OAK_LANE))
    assert mails.fates[-1] == ("joined", "away")
    assert mails.owed("check_away") == 1


@pytest.mark.hazard("H04")
@pytest.mark.parametrize("colleague", ["jane@full.example.org", STRANGER])
def test_a_colleague_of_theirs_who_is_away_is_asked_after_and_joins_nothing(
    mails: Mails, colleague: str
) -> None:
    """The practice's mailbox sends the letter on to somebody, whose own answers."""
    mails.comes(mail(sender=OAK_LANE))
    mails.advises("amara")
    away = _away(mails, OAK_LANE).replace(OAK_LANE.encode(), colleague.encode())
    mails.comes(away)
    assert mails.fates[-1] == ("quarantine", "automatic")
    assert mails.owed("check_away") == 1
    assert len(mails.world.query()["contacts"]) == 1


@pytest.mark.hazard("H04")
def test_a_notice_that_comes_back_is_seen_to_as_well(mails: Mails) -> None:
    mails.comes(mail())
    mails.comes(_bounced(mails, ELM_ROAD))
    assert mails.owed("check_bounce") == 1


@pytest.mark.hazard("H04")
def test_one_notice_about_several_that_comes_back_is_seen_to_for_each(mails: Mails) -> None:
    with mails.world.ledger.work("test") as work:
        work.change(Line, messages_a_day=1)
    for _ in range(3):
        mails.comes(mail())
        mails.world.wait(QUIET.total_seconds())
    mails.world.wait(86400.0)
    mails.world.settle()
    assert mails.last(ELM_ROAD).subject == "About your 2 questions"
    mails.comes(_bounced(mails, ELM_ROAD))
    owed = [[task["kind"] for task in each["tasks"]] for each in mails.world.queries()]
    assert ["check_bounce" in each for each in owed] == [False, True, True]


@pytest.mark.hazard("H17")
def test_an_address_from_which_a_mail_came_back_for_good_is_remembered(mails: Mails) -> None:
    mails.comes(mail())
    mails.comes(_bounced(mails, ELM_ROAD, status="4.4.7"))
    assert bounced(mails) == 0
    mails.comes(mail(sender=OAK_LANE))
    mails.comes(_bounced(mails, OAK_LANE))
    assert bounced(mails) == 1


@pytest.mark.hazard("H17")
def test_an_address_that_bounced_is_sent_nothing_until_a_person_has_looked_into_it(
    mails: Mails,
) -> None:
    mails.comes(mail(sender=OAK_LANE))
    mails.comes(_bounced(mails, OAK_LANE))
    assert mails.owed("check_bounce") == 1
    before = len(mails.answers(OAK_LANE))
    mails.advises("amara")
    assert len(mails.answers(OAK_LANE)) == before
    (loop,) = [each["loop"] for each in mails.world.query()["advice"]]
    assert loop["failure"] == "address_bounced"
    mails.finishes("chidi", "check_bounce")
    mails.tries_again("chidi")
    assert len(mails.answers(OAK_LANE)) > before


@pytest.mark.hazard("H17")
def test_a_report_about_an_address_to_which_we_never_wrote_marks_none(mails: Mails) -> None:
    mails.comes(mail())
    mails.comes(report(mails.last().header("Message-ID") or "", STRANGER))
    assert bounced(mails) == 0


def bounced(mails: Mails) -> int:
    with mails.world.ledger.look("test") as work:
        return len(work.session.exec(select(BouncedAddress)).all())


def test_a_report_about_no_mail_of_ours_waits_in_quarantine(mails: Mails) -> None:
    mails.comes(report("<0000000000000000@example.org>", STRANGER))
    assert mails.fates == [("quarantine", "came_back")]


def test_a_server_that_has_brought_it_says_so_and_no_more(mails: Mails) -> None:
    mails.comes(mail(sender=OAK_LANE))
    mails.advises("amara")
    mails.comes(_bounced(mails, OAK_LANE, action="delivered", status="2.0.0"))
    query = mails.world.query()
    sent = [each for each in query["outgoing"] if each["kind"].startswith("letter")]
    assert sent[-1]["state"] == "delivered"
    assert query["advice"][0]["loop"]["opened_at"] is None
