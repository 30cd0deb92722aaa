"""What waits for a person is told at the times that the line names, to who is on and to the office;
what was not cleared by the time after climbs to the lead, and a mailbox that is not read is an
alarm."""

from datetime import UTC, datetime, time

import pytest

from advice_line.desk.guards.alarms import Alarms
from advice_line.desk.mailbox.unread_alarm import unread
from advice_line.errors import Invalid
from advice_line.ports.inbound_mail import MailTrouble
from advice_line.rules import mail_notices, mail_times
from advice_line.rules.mail_notices import ToClear
from advice_line.staffing import on_duty
from tests.mailbox.writing import STRANGER, Mails, mail
from tests.stories.world import AMARA, CHIDI, HOTDOC

HOUR = 3600.0
MACHINE = "Auto-Submitted: auto-generated\r\n"
AT = (time(10), time(15))
FRIDAY_NOON = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)


def told(mails: Mails, number: str, words: str) -> int:
    return len([each for each in mails.world.texts(number) if words in each])


def test_what_waits_is_told_once_at_its_time(mails: Mails) -> None:
    mails.comes(mail(sender=STRANGER, more=MACHINE))
    assert told(mails, AMARA, "quarantine") == 0
    mails.world.wait(5 * HOUR)  # three in the afternoon
    mails.world.settle()
    assert told(mails, AMARA, "1 mail in quarantine. Please look through them") == 1
    assert "/admin/mail" in mails.world.texts(AMARA)[-1]
    assert STRANGER not in "".join(mails.world.texts(AMARA))


def test_a_question_that_nobody_has_taken_is_in_it(mails: Mails) -> None:
    mails.comes(mail())
    mails.world.wait(5 * HOUR)
    mails.world.settle()
    assert told(mails, AMARA, "1 question nobody has taken") == 1


def test_where_nothing_waits_nobody_is_told(mails: Mails) -> None:
    mails.world.wait(5 * HOUR)
    mails.world.settle()
    assert mails.world.texts(AMARA) == []


@pytest.mark.hazard("H01")
def test_what_nobody_has_cleared_climbs_to_the_lead_at_the_time_after(mails: Mails) -> None:
    mails.comes(*(mail(sender=STRANGER, more=MACHINE) for _ in range(3)))
    mails.world.wait(5 * HOUR)
    assert told(mails, CHIDI, "not been cleared") == 0
    mails.world.wait(19 * HOUR)  # the next morning at ten
    mails.world.settle()
    assert told(mails, CHIDI, "3 mails in quarantine have not been cleared in time") == 1


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (FRIDAY_NOON, datetime(2026, 11, 27, 15, 0, tzinfo=UTC)),
        (FRIDAY_NOON.replace(hour=15), datetime(2026, 11, 30, 10, 0, tzinfo=UTC)),
        (datetime(2026, 12, 23, 16, 0, tzinfo=UTC), datetime(2026, 12, 29, 10, 0, tzinfo=UTC)),
        (datetime(2027, 3, 26, 16, 0, tzinfo=UTC), datetime(2027, 3, 30, 9, 0, tzinfo=UTC)),
    ],
)
def test_its_times_are_those_of_open_days_by_the_clock_on_the_wall(
    mails: Mails, after: datetime, expected: datetime
) -> None:
    with mails.world.ledger.look("test") as work:
        calendar = on_duty.calendar(work.session, "hotdoc")
    assert mail_times.following(calendar, AT, after) == expected
    assert mail_times.latest(calendar, AT, expected) == expected


def test_a_line_may_name_its_own() -> None:
    assert mail_times.times({"clear_at": ["16:30", "09:00"]}) == (time(9), time(16, 30))
    assert mail_times.times({}) == AT
    assert mail_times.times({"clear_at": []}) == ()


def test_a_setup_file_names_them(mails: Mails) -> None:
    setup = HOTDOC.read_text(encoding="utf-8")
    line = 'ring_backs = "by_hand"\n'
    mails.world.set_up(setup.replace(line, f'{line}mail = {{ clear_at = ["10:05"] }}\n'))
    mails.comes(mail(sender=STRANGER, more=MACHINE))
    mails.world.wait(6 * 60)
    mails.world.settle()
    assert told(mails, AMARA, "1 mail in quarantine") == 1
    with pytest.raises(Invalid, match='"9:00" is not a time of day'):
        mails.world.set_up(setup.replace(line, f'{line}mail = {{ clear_at = ["9:00"] }}\n'))


def test_its_words_count_and_name_nobody() -> None:
    said = mail_notices.digest("Example", ToClear(2, 1, 3), "https://advice.example.org/admin/mail")
    assert said == (
        "Example: 2 mails in quarantine, 1 mail to open by hand, 3 questions nobody has taken. "
        "Please look through them: https://advice.example.org/admin/mail"
    )


def alarms(mails: Mails, number: str = CHIDI) -> int:
    """How often they were told, once a worker that reads this mailbox has looked."""
    unread(mails.world.ledger, (mails.mailbox,)).look()
    Alarms(mails.world.ledger, mail=True).tell()
    mails.world.service.deliver()
    mails.world.phones.advance(5)
    return told(mails, number, "mailbox has not been read")


@pytest.mark.hazard("H01")
def test_a_mailbox_that_is_not_read_in_hours_is_an_alarm_until_it_is(mails: Mails) -> None:
    door = mails.world.service.mailbox
    door.polled(mails.mailbox)
    mails.world.phones.advance(14 * 60)
    assert alarms(mails) == 0
    door.not_read(mails.mailbox, MailTrouble.CONSENT)
    mails.world.phones.advance(2 * 60)
    assert alarms(mails) == 1
    assert told(mails, CHIDI, "a person must agree anew") == 1
    mails.world.phones.advance(HOUR)
    assert alarms(mails) == 1
    door.polled(mails.mailbox)
    assert alarms(mails) == 1
    mails.world.phones.advance(20 * 60)
    assert alarms(mails) == 2


def test_one_that_was_never_read_is_an_alarm_too(mails: Mails) -> None:
    mails.world.service.mailbox.not_read(mails.mailbox, MailTrouble.NO_CONNECTION)
    mails.world.phones.advance(16 * 60)
    assert alarms(mails) == 1
    assert told(mails, CHIDI, "its server does not answer") == 1


def test_one_that_is_not_read_here_any_more_is_none(mails: Mails) -> None:
    mails.world.service.mailbox.polled("former@example.org/INBOX")
    mails.world.phones.advance(HOUR)
    mails.world.settle()
    assert told(mails, CHIDI, "mailbox has not been read") == 0
