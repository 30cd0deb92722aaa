"""Who is named for what cannot wait while the line is closed: their number is told to whoever asks
too late, and what nobody had taken as it closed goes to them; where nothing reaches them, to the
lead by name (H21)."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from advice_line.errors import Invalid
from advice_line.kinds import Urgency
from integrations.sandbox.phones import off
from tests.mailbox.writing import Mails, mail
from tests.questions.asking import Written
from tests.questions.clocked import Clocked
from tests.stories.world import CHIDI, HOTDOC, LINE

MINUTE, HOUR = 60.0, 3600.0
FRIDAY_LATE = datetime(2026, 11, 27, 18, 50, tzinfo=UTC)
ON_CALL, ADDRESS = "+447700900009", "on-call@example.org"
BY_TEXT = f'{{ name = "Radiology on call", number = "{ON_CALL}" }}'
BY_MAIL = f'{{ name = "Registrar on call", number = "+441632960777", email = "{ADDRESS}" }}'
LEFT = "has closed, and nobody had taken the question"


def named(contact: str) -> str:
    """The setup file with this out-of-hours contact."""
    text = HOTDOC.read_text(encoding="utf-8")
    board = 'switchboard = "+441632960999"'
    return text.replace(board, f"{board}\nout_of_hours = {contact}")


@pytest.fixture
def line(written: Written) -> Callable[[str], Clocked]:
    def made(contact: str) -> Clocked:
        written.world.set_up(named(contact))
        written.world.begin(FRIDAY_LATE)
        return Clocked(written)

    return made


@pytest.mark.hazard("H21")
@pytest.mark.parametrize("urgency", [Urgency.NOW, Urgency.TODAY])
def test_unclaimed_at_closing_it_goes_to_the_contact_and_not_to_the_lead(
    line: Callable[[str], Clocked], urgency: Urgency
) -> None:
    desk = line(BY_TEXT)
    reference = desk.asks(urgency)
    assert "07700 900009" in desk.mails()[-1].text, "told at once whom to ring"
    desk.passes(9 * MINUTE)
    assert desk.world.texts(ON_CALL) == []
    desk.passes(MINUTE)
    (text,) = desk.world.texts(ON_CALL)
    assert LEFT in text
    assert reference in text
    assert "Larkspur" not in text
    assert desk.heard(CHIDI, reference) == 0
    desk.passes(61 * HOUR)
    assert len(desk.world.texts(ON_CALL)) == 1, "once for each closing"
    assert desk.heard(CHIDI, "Nobody has taken") == 1, "as it opens"


@pytest.mark.hazard("H21")
def test_what_has_come_to_the_lead_before_goes_to_the_contact_at_closing_too(
    line: Callable[[str], Clocked],
) -> None:
    desk = line(BY_TEXT)
    desk.world.begin(FRIDAY_LATE.replace(hour=17))
    desk.asks(Urgency.NOW)
    desk.passes(65 * MINUTE)
    assert desk.heard(CHIDI, "so it is with you") > 0
    assert desk.world.texts(ON_CALL) == []
    desk.passes(6 * MINUTE)
    assert len(desk.world.texts(ON_CALL)) == 1


@pytest.mark.hazard("H21")
def test_what_somebody_has_taken_is_nothing_to_the_contact(
    line: Callable[[str], Clocked],
) -> None:
    desk = line(BY_TEXT)
    desk.asks(Urgency.TODAY)
    desk.world.claims("amara")
    desk.passes(HOUR)
    assert desk.world.texts(ON_CALL) == []


def test_a_contact_without_a_mobile_is_told_by_mail(line: Callable[[str], Clocked]) -> None:
    desk = line(BY_MAIL)
    reference = desk.asks(Urgency.TODAY)
    desk.passes(11 * MINUTE)
    (mail,) = desk.written.mails(ADDRESS)
    assert mail.subject == f"Not taken before closing: question {reference}"
    assert LEFT in mail.text


@pytest.mark.hazard("H21")
def test_a_contact_who_is_away_leaves_it_to_the_lead_by_name(
    line: Callable[[str], Clocked],
) -> None:
    desk = line(BY_MAIL)
    desk.asks(Urgency.TODAY)
    desk.passes(11 * MINUTE)
    (told,) = desk.written.mails(ADDRESS)
    more = f"Auto-Submitted: auto-replied\r\nIn-Reply-To: {told.header('Message-ID')}\r\n"
    Mails(desk.world, desk.written.mail).comes(mail("On leave.", sender=ADDRESS, more=more))
    assert desk.heard(CHIDI, "so it is with you") == 1
    assert desk.owed()[0]["owner"] == "chidi"


@pytest.mark.hazard("H21")
def test_where_nothing_reaches_the_contact_it_is_the_leads_by_name(
    line: Callable[[str], Clocked],
) -> None:
    desk = line(BY_TEXT)
    desk.world.phones.behaves(ON_CALL, off())
    desk.asks(Urgency.TODAY)
    desk.passes(11 * MINUTE)
    assert desk.heard(CHIDI, "so it is with you") == 1
    assert desk.owed()[0]["owner"] == "chidi"


@pytest.mark.hazard("H21")
def test_a_contact_who_wants_no_texts_leaves_it_to_the_lead(
    line: Callable[[str], Clocked],
) -> None:
    desk = line(BY_TEXT)
    desk.world.person(ON_CALL).texts(LINE, "STOP")
    desk.asks(Urgency.TODAY)
    desk.passes(11 * MINUTE)
    assert not any(LEFT in text for text in desk.world.texts(ON_CALL))
    assert desk.owed()[0]["owner"] == "chidi"


@pytest.mark.parametrize(
    ("contact", "said"),
    [
        ('{ name = "On call", number = "+441632960777" }', "no text reaches"),
        ('{ name = "On call", number = "+441632960000" }', "is an advice line"),
    ],
)
def test_somebody_who_cannot_be_told_is_no_contact(
    written: Written, contact: str, said: str
) -> None:
    with pytest.raises(Invalid) as refused:
        written.world.set_up(named(contact))
    assert said in str(refused.value.problems)
