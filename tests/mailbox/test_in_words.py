"""What came back and says so in words alone, what answers our letter without naming it, and what a
person wrote though a list handed it round: each is somebody's to see to at once, and none is kept
in silence (H04, H20)."""

from collections.abc import Callable

import pytest

from tests.mailbox.writing import ELM_ROAD, LINE, OAK_LANE, STRANGER, Mails, forged, mail, report
from tests.stories.world import AMARA, CHIDI
from tests.web.people import Scene

DAEMON = "MAILER-DAEMON@mx.elsewhere.example.com"
SORRY = "Hi. This is the qmail-send program.\r\n\r\n<{address}>:\r\nno mailbox here.\r\n"


def in_words(words: str, *, to: str = LINE, more: str = "") -> bytes:
    """As servers write that know no report (RFC 3464), from nobody."""
    raw = mail(words, sender=DAEMON, to=to, subject="failure notice", more=more)
    return raw.replace(f"Return-Path: <{DAEMON}>".encode(), b"Return-Path: <>")


def lettered(mails: Mails) -> str:
    """Advice is signed and mailed; its id."""
    mails.comes(mail(sender=OAK_LANE))
    mails.advises("amara")
    return mails.last(OAK_LANE).header("Message-ID") or ""


def quoting(mails: Mails) -> bytes:
    return in_words(f"{SORRY}--- Below this line is a copy.\r\nMessage-ID: {lettered(mails)}\r\n")


def quoting_where_it_is_answered(mails: Mails) -> bytes:
    lettered(mails)
    to = mails.last(OAK_LANE).header("Reply-To")
    return in_words(f"{SORRY}The message began:\r\n> From: {LINE}\r\n> Reply-To: <{to}>\r\n")


def answering_it(mails: Mails) -> bytes:
    return in_words(SORRY, more=f"In-Reply-To: {lettered(mails)}\r\n")


def to_its_token(mails: Mails) -> bytes:
    lettered(mails)
    return in_words(SORRY, to=mails.last(OAK_LANE).header("Reply-To") or "")


def from_a_server_that_leaves_no_path(mails: Mails) -> bytes:
    return quoting(mails).replace(b"Return-Path: <>\r\n", b"")


@pytest.mark.hazard("H04")
@pytest.mark.parametrize(
    "bounce",
    [
        quoting,
        quoting_where_it_is_answered,
        answering_it,
        to_its_token,
        from_a_server_that_leaves_no_path,
    ],
)
def test_a_letter_that_came_back_in_words_is_somebodys_to_see_to(
    mails: Mails, bounce: Callable[[Mails], bytes]
) -> None:
    mails.comes(bounce(mails))
    assert mails.fates[-1] == ("joined", "report")
    (loop,) = [each["loop"] for each in mails.world.query()["advice"]]
    assert loop["failure"] == "bounced_in_words"
    assert mails.owed("check_bounce") == 1


@pytest.mark.hazard("H04")
def test_what_came_back_and_names_none_of_ours_is_put_before_a_person(mails: Mails) -> None:
    lettered(mails)
    mails.comes(in_words(SORRY.format(address=OAK_LANE)))
    assert mails.fates[-1] == ("quarantine", "came_back")
    chidi = Scene(mails.world, mails.server).signed_in_by(CHIDI)
    chidi.opens("/admin/mail").follows("It came back: find whose it was").sees("qmail-send")
    reference = mails.world.query()["reference"]
    chidi.presses("It is about this query", reference=reference).sees("Nothing waits here")
    assert mails.owed("check_bounce") == 1
    assert len(mails.world.query()["contacts"]) == 1


@pytest.mark.hazard("H04")
def test_a_reminder_of_a_letter_that_comes_back_is_somebodys_to_see_to(mails: Mails) -> None:
    letter = lettered(mails)
    mails.world.wait(2 * 86400.0 + 60.0)
    mails.world.settle()
    reminder = mails.last(OAK_LANE).header("Message-ID") or ""
    assert reminder != letter
    mails.comes(report(reminder, OAK_LANE))
    assert mails.fates[-1] == ("joined", "report")
    assert mails.owed("check_bounce") == 1


@pytest.mark.hazard("H04")
@pytest.mark.parametrize("submitted", ["auto-replied", "auto-generated"])
def test_somebody_away_who_names_no_mail_of_ours_is_known_by_the_token(
    mails: Mails, submitted: str
) -> None:
    lettered(mails)
    to = mails.last(OAK_LANE).header("Reply-To") or ""
    away = mail("Away.", sender=OAK_LANE, to=to, more=f"Auto-Submitted: {submitted}\r\n")
    mails.comes(away)
    assert mails.fates[-1] == ("joined", "away")
    assert mails.owed("check_away") == 1


@pytest.mark.hazard("H20")
@pytest.mark.parametrize("more", ["List-Id: <surgery.example.org>\r\n", "Precedence: bulk\r\n"])
def test_what_a_party_wrote_is_put_before_a_person_though_a_list_handed_it_round(
    mails: Mails, more: str
) -> None:
    mails.comes(mail())
    mails.asks_back("amara", "Has she a pacemaker?")
    to = mails.last().header("Reply-To") or ""
    sent = len(mails.answers())
    mails.comes(mail("She has one.", to=to, more=more))
    assert mails.fates[-1] == ("joined", "answers")
    assert mails.world.query()["state"] != "asked_back"
    assert len(mails.answers()) == sent


@pytest.mark.hazard("H20")
def test_a_list_of_a_party_is_answered_by_nobody_though_it_opens_a_query(mails: Mails) -> None:
    mails.comes(mail())
    to, sent = mails.last().header("Reply-To") or "", len(mails.answers())
    mails.closes("amara", mails.world.query()["reference"])
    mails.world.wait(2 * 3600.0)
    mails.comes(mail("She is worse.", to=to, more="Precedence: list\r\n"))
    assert mails.fates[-1] == ("query", "query_over")
    assert len(mails.answers()) == sent


@pytest.mark.hazard("H01")
@pytest.mark.parametrize(
    ("to", "subject", "asked", "more"),
    [
        (LINE, "NOW: a film", "now", "List-Id: <surgery.example.org>\r\n"),
        ("advice+now@example.org", "A film", "now", "Precedence: bulk\r\n"),
        (LINE, "[today] a film", "today", "Precedence: list\r\n"),
    ],
)
def test_what_a_practice_asks_for_now_waits_for_no_digest_though_a_list_handed_it_round(
    mails: Mails, to: str, subject: str, asked: str, more: str
) -> None:
    mails.comes(mail(to=to, subject=subject, more=more))
    assert mails.fates == [("query", "new")]
    assert mails.world.query()["urgency"]["asked"] == asked
    assert len([text for text in mails.world.texts(AMARA) if "written question" in text]) == 1
    assert mails.answers() == []


@pytest.mark.hazard("H01")
@pytest.mark.parametrize(
    ("sender", "subject", "more"),
    [
        (STRANGER, "NOW: a film", ""),
        (ELM_ROAD, "NOW: a film", "Auto-Submitted: auto-generated\r\n"),
        (ELM_ROAD, "NOW: a film", forged("example.org")),
        (ELM_ROAD, "Our newsletter", "Importance: high\r\n"),
    ],
)
def test_a_list_of_whom_nobody_knows_or_that_asks_for_nothing_waits_for_the_digest(
    mails: Mails, sender: str, subject: str, more: str
) -> None:
    listed = f"List-Id: <surgery.example.org>\r\n{more}"
    mails.comes(mail(sender=sender, subject=subject, more=listed))
    assert [fate for fate, _ in mails.fates] == ["quarantine"]
    assert mails.world.texts(AMARA) == []


@pytest.mark.hazard("H20")
@pytest.mark.parametrize(
    ("sender", "more"),
    [
        (STRANGER, "List-Id: <surgery.example.org>\r\n"),
        (ELM_ROAD, "List-Id: <surgery.example.org>\r\nAuto-Submitted: auto-generated\r\n"),
        (ELM_ROAD, "Precedence: bulk\r\nAuto-Submitted: auto-replied\r\n"),
    ],
)
def test_a_list_of_no_party_and_a_machine_that_says_so_end_nobodys_waiting(
    mails: Mails, sender: str, more: str
) -> None:
    mails.comes(mail())
    mails.asks_back("amara", "Has she a pacemaker?")
    mails.comes(mail("A word.", sender=sender, to=mails.last().header("Reply-To") or "", more=more))
    assert mails.world.query()["state"] == "asked_back"
    assert len(mails.world.queries()) == 1


@pytest.mark.hazard("H01")
def test_an_answer_whose_words_are_encrypted_is_opened_by_a_person(mails: Mails) -> None:
    mails.comes(mail())
    mails.asks_back("amara", "Has she a pacemaker?")
    kind = "Content-Type: multipart/mixed; boundary=part\r\n"
    sealed = "--part\r\nContent-Type: application/pkcs7-mime; name=smime.p7m\r\n\r\n0\r\n"
    words = f"--part\r\n\r\nThis mail is confidential.\r\n{sealed}--part--"
    raw = mail(words, to=mails.last().header("Reply-To") or "", more=kind)
    mails.comes(raw.replace(b"Content-Type: text/plain; charset=utf-8\r\n", b""))
    assert mails.fates[-1] == ("joined", "answers")
    assert mails.owed("unreadable_mail") == 1
