"""Who somebody of the service is that came from the hospital's sign-in, and what their session may
do: decided from what the provider says, what is linked, and what the site allows."""

from collections.abc import Collection
from dataclasses import dataclass

from advice_line.kinds import Role
from advice_line.ports.identity import Identity, NotProven
from advice_line.sign_in_kinds import RoleMap, roles_of
from advice_line.trust_kinds import SignInRefusal


@dataclass(frozen=True)
class SiteRules:
    """`by_email`: an address that the provider has seen to be somebody's links them at their first
    sign-in. `roles`: what the values of the provider's claim stand for; None where the directory
    alone says what somebody may do."""

    by_email: bool = False
    roles: RoleMap | None = None


def hold_to_second_factor(identity: Identity) -> None:
    """Raises NotProven where they have shown no more than a password: everybody of the staff signs
    in with two factors."""
    if not identity.strong:
        raise NotProven(SignInRefusal.NO_SECOND_FACTOR)


def may_link(identity: Identity, rules: SiteRules) -> str:
    """The address by which somebody who is not linked yet may be found in the directory. Raises
    NotProven."""
    if not rules.by_email or identity.email is None:
        raise NotProven(SignInRefusal.UNKNOWN_PERSON)
    if not identity.email_proven:
        raise NotProven(SignInRefusal.EMAIL_UNPROVEN)
    return identity.email


def session_roles(
    identity: Identity, rules: SiteRules, directory: Collection[str]
) -> frozenset[Role] | None:
    """What their session may do at most; None for all that the directory says, now or later. Where
    roles are mapped it is what the provider says of them and the directory says too: neither gives
    more than the other. Raises NotProven where that is nothing."""
    if rules.roles is None:
        return None
    mapped = roles_of(identity.roles or (), rules.roles)
    if mapped.isdisjoint(directory):
        raise NotProven(SignInRefusal.NO_ROLES)
    return mapped
