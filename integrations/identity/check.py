"""What is missing between us and the hospital's sign-in, and how to mend it; nobody signs in for
it."""

from dataclasses import dataclass

from advice_line.ports.checks import Check
from advice_line.ports.identity import NotProven
from advice_line.trust_kinds import SignInRefusal
from integrations.identity.asking import Client
from integrations.identity.discovery import Discovery

NAME = "sign-in"


@dataclass(frozen=True)
class Of:
    """Whose sign-in it is: its `name` in what is printed, and before its settings."""

    name: str
    before: str


STAFF, PRACTICES = Of(NAME, ""), Of("practices' sign-on", "PRACTICE_")
OFF = "Off. Set OIDC_ISSUER and OIDC_CLIENT_ID to have staff sign in through the hospital."
_WHY = {
    SignInRefusal.PROVIDER_DOWN: "does not answer. See that this server reaches it",
    SignInRefusal.WRONG_ISSUER: (
        "calls itself something else. {before}OIDC_ISSUER must be what its own document says, "
        "letter by letter"
    ),
}
_ODD = "answers with something else than its document. Look at {before}OIDC_ISSUER"


def check(issuer: str | None, client: Client, *, by_provider: bool, of: Of = STAFF) -> list[Check]:
    """`by_provider`: the site says that its provider alone sees to a second factor. Without an
    issuer one line says that it is off, which is no fault: staff have other ways in."""
    if issuer is None:
        return [Check(NAME, True, OFF)]
    discovery = Discovery(issuer, client)
    try:
        metadata = discovery.metadata()
        discovery.keys()
    except NotProven as error:
        why = _WHY.get(error.refusal, _ODD).format(before=of.before)
        return [Check(of.name, False, f"{issuer} {why}.")]
    found = [Check(of.name, True, f"{issuer} answers; register {client.return_address} there.")]
    if not metadata.algorithms:
        said = f"{issuer} signs with nothing that can be believed. Have it sign with RS256."
        found.append(Check(of.name, False, said))
    if by_provider:
        said = (
            f"Note: {of.before}OIDC_MFA=provider. No token is asked for a second factor: see that "
            "a rule at the provider lets nobody through to this service without one."
        )
        found.append(Check(of.name, True, said))
    return found
