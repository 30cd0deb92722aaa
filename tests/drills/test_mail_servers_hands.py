"""The mail server has a letter of ours in its hands, the sender is killed, and then the answer
comes, or never does. A mail server cannot be asked what it took, so the letter goes once more,
and it is the same to the last byte: whoever gets both can see that they are one."""

from collections.abc import Callable

import pytest

from integrations.sandbox.mail_store import HeldMail
from tests.drills import calls
from tests.drills.drill import Drill
from tests.drills.site import Site

pytestmark = [pytest.mark.processes, pytest.mark.hazard("H16"), pytest.mark.hazard("H04")]

OAK_LANE_MAIL = "oaklane@full.example.org"


def answers_too_late(held: HeldMail) -> None:
    held.release()


def takes_it_and_never_answers(held: HeldMail) -> None:
    held.drop(keep=True)


def never_takes_it(held: HeldMail) -> None:
    held.drop(keep=False)


def the_letter(site: Site) -> HeldMail:
    """Mails that go before it, such as of a first sign-in, are taken at once."""
    while True:
        (held,) = site.mail.wait_for_held(seconds=60)
        if OAK_LANE_MAIL in held.mail.recipients:
            return held
        held.release()


@pytest.mark.parametrize(
    ("server", "copies"),
    [(answers_too_late, 2), (takes_it_and_never_answers, 2), (never_takes_it, 1)],
    ids=lambda given: getattr(given, "__name__", None),
)
def test_a_letter_in_the_mail_servers_hands_arrives(
    sqlite_drill: Drill, server: Callable[[HeldMail], None], copies: int
) -> None:
    with sqlite_drill.site(calls.WRITTEN) as site:
        site.mail.set(hold=True)
        calls.WRITTEN.tell(site)
        held = the_letter(site)
        site.lives.kill()
        site.mail.set(hold=False)
        server(held)
        site.lives.start()
        assert sqlite_drill.findings(calls.WRITTEN, site) == []
        assert len(site.mail.mailbox(OAK_LANE_MAIL)) == copies
