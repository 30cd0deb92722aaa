"""Who may join a practice without being invited."""

from dataclasses import replace

import pytest

from advice_line.practice_kinds import JoinedBy
from advice_line.rules.practice_joining import SENTENCES, Facts, Refused, judged

STAFF = Facts(
    domain="elm.example.org",
    named_manager=False,
    is_mailbox=False,
    with_domain=1,
    closed=False,
    ended=False,
)


@pytest.mark.hazard("H15")
@pytest.mark.parametrize(
    ("changed", "verdict"),
    [
        ({}, JoinedBy.DOMAIN),
        ({"named_manager": True, "with_domain": 0}, JoinedBy.ON_FILE),
        ({"named_manager": True, "domain": "nhs.net"}, JoinedBy.ON_FILE),
        ({"domain": "nhs.net"}, Refused.SHARED_DOMAIN),
        ({"domain": "gmail.com", "with_domain": 1}, Refused.SHARED_DOMAIN),
        ({"with_domain": 0}, Refused.NOBODY),
        ({"with_domain": 2}, Refused.SEVERAL),
        ({"is_mailbox": True}, Refused.MAILBOX),
        ({"is_mailbox": True, "named_manager": True}, Refused.MAILBOX),
        ({"closed": True}, Refused.CLOSED),
        ({"ended": True}, Refused.ENDED),
        ({"ended": True, "named_manager": True}, Refused.ENDED),
        ({"closed": True, "ended": True}, Refused.CLOSED),
    ],
)
def test_who_joins_and_who_is_refused(changed: dict[str, object], verdict: object) -> None:
    assert judged(replace(STAFF, **changed)) is verdict  # type: ignore[arg-type]


def test_each_refusal_says_why() -> None:
    assert set(SENTENCES) == set(Refused)
