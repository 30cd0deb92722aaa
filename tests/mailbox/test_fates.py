"""Each mail is kept before it is read and has one fate: nothing is lost, and nothing is twice."""

import pytest

from tests.mailbox.writing import ELM_ROAD, LINE, OAK_LANE, STRANGER, Mails, mail
from tests.stories.world import AMARA


def test_a_mail_is_a_query_that_is_owed_an_answer_and_its_sender_hears_that_it_is_kept(
    mails: Mails,
) -> None:
    mails.comes(mail())
    query = mails.world.query()
    assert (query["channel"], query["state"]) == ("email", "waiting")
    assert query["requester"] == {
        "organisation": "Y99001",
        "identified_by": "address",
        "verified": False,
    }
    assert [each["kind"] for each in query["tasks"]] == ["answer_query"]
    assert query["urgency"]["asked"] is None
    assert mails.fates == [("query", "new")]
    assert mails.folders == ["Processed"]
    answer = mails.last()
    assert query["reference"] in answer.subject
    assert answer.header("Auto-Submitted") == "auto-replied"
    assert (answer.header("In-Reply-To") or "").endswith("@elmroad.example.org>")
    assert (answer.header("Reply-To") or "").startswith("advice+")
    assert b"Larkspur" not in answer.raw


def test_the_same_mail_is_kept_once_whatever_number_and_whichever_mailbox_it_has(
    mails: Mails,
) -> None:
    raw = mail()
    mails.comes(raw)
    mails.comes(raw, uid=1)
    mails.validity = 2
    mails.comes(raw)
    assert mails.fates == [("query", "new")]
    assert mails.folders == ["Processed"]
    mails.mailbox = "second@example.org/INBOX"
    by_another_way = b"Received: from elsewhere by mx.example.org\r\n" + raw
    mails.comes(by_another_way)
    assert mails.fates == [("query", "new"), ("duplicate", "same_mail")]
    assert len(mails.world.queries()) == 1
    assert len(mails.answers()) == 1


@pytest.mark.parametrize(
    ("to", "subject", "more", "asked"),
    [
        (LINE, "NOW: can she go home?", "", "now"),
        (LINE, "[urgent] chest film", "", "now"),
        (LINE, "Now that she is home", "", None),
        (LINE, "today - knee", "", "today"),
        (LINE, "Today's film", "", None),
        (LINE, "ROUTINE knee", "", "two_days"),
        ("advice+now@example.org", "A knee", "", "now"),
        (LINE, "A knee", "Importance: high\r\n", "today"),
        (LINE, "Routine: a knee", "Importance: high\r\n", "two_days"),
    ],
)
def test_how_urgent_it_is_its_sender_chose_and_nobody_else(
    mails: Mails, to: str, subject: str, more: str, asked: str | None
) -> None:
    mails.comes(mail("She may die, urgent, now!", to=to, subject=subject, more=more))
    assert mails.world.query()["urgency"]["asked"] == asked


def test_a_flood_of_one_sender_is_kept_answered_once_and_told_once(mails: Mails) -> None:
    for number in range(60):
        mails.keeps(mail(f"Number {number}", subject="Today"))
    mails.world.settle()
    mails.world.wait(120)
    assert [fate for fate, _ in mails.fates] == ["query"] * 60
    assert len(mails.answers()) == 1
    assert len([each for each in mails.world.texts(AMARA) if "written question" in each]) == 1


@pytest.mark.hazard("H01")
def test_what_is_over_the_largest_size_is_a_query_whose_mail_a_person_opens(mails: Mails) -> None:
    raw = mail("never fetched", sender=OAK_LANE)
    mails.head_comes(raw.partition(b"\r\n\r\n")[0] + b"\r\n\r\n", 41 * 1024 * 1024)
    query = mails.world.query()
    assert {each["kind"] for each in query["tasks"]} == {"answer_query", "unreadable_mail"}
    assert query["requester"]["organisation"] == "Y99002"
    assert mails.fates == [("unreadable", "too_large")]
    assert len(mails.answers(OAK_LANE)) == 1


def test_bytes_that_are_no_mail_are_a_query_with_nobody_to_answer(mails: Mails) -> None:
    mails.comes(b"\x00\x01\x02")
    assert mails.fates == [("unreadable", "no_mail")]
    assert mails.owed("unreadable_mail") == 1


@pytest.mark.hazard("H01")
def test_a_mail_whose_reading_fails_again_and_again_becomes_a_persons(
    mails: Mails, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_given: object) -> None:
        raise RuntimeError("not today")

    monkeypatch.setattr("integrations.email.reading.reader.Reader.read", breaks)
    mails.comes(mail())
    for _ in range(3):
        assert mails.fates == [(None, None)]
        mails.world.wait(150)
    assert mails.fates == [("unreadable", "fault")]
    assert mails.owed("unreadable_mail") == 1


def test_a_stranger_is_answered_and_their_query_is_of_nobody(mails: Mails) -> None:
    mails.comes(mail(sender=STRANGER))
    assert mails.world.query()["requester"]["organisation"] is None
    assert len(mails.answers(STRANGER)) == 1
    assert mails.answers(ELM_ROAD) == []
