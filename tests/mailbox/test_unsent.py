"""While no mail leaves, letters wait and nobody who asked hears: whoever can mend it is told once,
and not where one address only asks us to wait."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from integrations.sandbox.mail import MailServer
from integrations.sandbox.mail_switches import Changes
from tests.mailbox.writing import ELM_ROAD, OAK_LANE, SERVER, Mails, mail
from tests.stories.soundness import unsound
from tests.stories.world import AMARA, CHIDI, world

MINUTES = 60


@pytest.fixture
def mails(sqlite_template: Path, tmp_path: Path) -> Iterator[Mails]:
    """Whose mail server lets in whoever has the password."""
    path = tmp_path / "mails.sqlite3"
    path.write_bytes(sqlite_template.read_bytes())
    with MailServer(users={"advice": "secret"}) as server:
        smtp = SecretStr(f"smtp://advice:secret@127.0.0.1:{server.port}")
        with world(f"sqlite:///{path}", smtp_url=smtp, mail_auth_server=SERVER) as made:
            yield Mails(made, server)
            assert unsound(made) == []


def passes(mails: Mails, seconds: int) -> None:
    for _ in range(0, seconds, 60):
        mails.world.wait(60)
    mails.world.settle()


def told(mails: Mails) -> list[str]:
    return [each for each in mails.world.texts(CHIDI) if "no mail of it has left" in each]


@pytest.mark.hazard("H04")
@pytest.mark.parametrize(
    ("fault", "well", "why"),
    [
        (Changes(refuse_sign_in=True), Changes(refuse_sign_in=False), "takes our sign-in no more"),
        (Changes(down=True), Changes(down=False), "the mail server does not answer"),
    ],
)
def test_mail_that_does_not_leave_is_told_once_and_leaves_when_it_can(
    mails: Mails, fault: Changes, well: Changes, why: str
) -> None:
    mails.server.set(**fault)
    mails.comes(mail())
    passes(mails, 10 * MINUTES)
    assert told(mails) == []
    passes(mails, 50 * MINUTES)
    assert [why in each for each in told(mails)] == [True]
    mails.server.set(**well)
    passes(mails, 20 * MINUTES)
    assert len(mails.answers()) == 1
    mails.server.set(**fault)
    mails.advises("amara")
    passes(mails, 20 * MINUTES)
    assert len(told(mails)) == 2, "it had ended meanwhile"


def test_an_address_that_is_asked_to_wait_for_is_no_alarm_and_gets_its_letter_once(
    mails: Mails,
) -> None:
    """As servers do to whom they do not know yet (greylisting)."""
    mails.server.set(temporary=[ELM_ROAD])
    mails.comes(mail())
    passes(mails, 60 * MINUTES)
    assert (told(mails), mails.answers()) == ([], [])
    mails.server.set(temporary=[])
    passes(mails, 20 * MINUTES)
    assert (told(mails), len(mails.answers())) == ([], 1)


@pytest.mark.parametrize("answered", [False, True])
def test_word_that_it_is_kept_which_leaves_late_says_so_or_stays_behind_the_answer(
    mails: Mails, answered: bool
) -> None:
    mails.server.set(down=True)
    mails.comes(mail(sender=OAK_LANE, subject="Today: a film"))
    passes(mails, 60 * MINUTES)
    if answered:
        mails.advises("amara")
    mails.world.wait(4 * 60 * MINUTES)
    mails.server.set(down=False)
    passes(mails, 20 * MINUTES)
    (only,) = mails.answers(OAK_LANE)
    if answered:
        assert only.subject.startswith("Radiology advice")
    else:
        assert "It was to be answered by 2pm: we are late, and sorry." in only.text
        assert "We mean to answer" not in only.text


def test_what_is_asked_back_and_does_not_leave_is_told_as_that_and_says_that_it_is_late(
    mails: Mails,
) -> None:
    mails.comes(mail(sender=OAK_LANE, subject="Now: a film"))
    mails.server.set(down=True)
    mails.asks_back("amara", "Has she a pacemaker?")
    passes(mails, 60 * MINUTES)
    said = [each for each in mails.world.texts(AMARA) if "ring them, or go on without" in each]
    assert said
    assert all("has not left us yet" in each for each in said)
    mails.server.set(down=False)
    passes(mails, 20 * MINUTES)
    brought = "".join(each.text for each in mails.answers(OAK_LANE))
    assert "We had wanted your answer by 10:15am, and are late" in brought
    assert "We wanted it by 10:15am, and we ring you." in brought
    assert "We ask for" not in brought
