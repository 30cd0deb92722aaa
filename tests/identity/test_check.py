"""What `advice-line check` says of the hospital's sign-in."""

import pytest

from integrations.identity import check
from integrations.identity.asking import Client
from integrations.sandbox.identity.miniature import Miniature

RETURN = "https://advice.example.org/signin/oidc/return"
CLIENT = Client("advice-line", "a secret", RETURN)


def test_a_provider_that_answers_says_what_to_register() -> None:
    (off,) = check.check(None, CLIENT, by_provider=False)
    assert (off.ok, off.sentence.startswith("Off.")) == (True, True)
    with Miniature("advice-line", "a secret", RETURN) as at:
        (well,) = check.check(at.issuer, CLIENT, by_provider=False)
        assert well.ok
        assert f"register {RETURN} there" in well.sentence
        said = check.check(at.issuer, CLIENT, by_provider=True)
        assert ["OIDC_MFA=provider" in each.sentence for each in said] == [False, True]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"down": True}, "does not answer"),
        ({"calls_itself": "https://login.example.com"}, "calls itself something else"),
    ],
)
def test_a_provider_that_cannot_be_used_is_named(wrong: dict[str, object], said: str) -> None:
    with Miniature("advice-line", "a secret", RETURN) as at:
        for name, value in wrong.items():
            setattr(at.switches, name, value)
        (fault,) = check.check(at.issuer, CLIENT, by_provider=False)
        assert (fault.ok, said in fault.sentence) == (False, True)
