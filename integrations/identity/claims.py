"""Who somebody is, from the claims of their token and of the provider's `userinfo`. Where
these put what differs: Microsoft Entra says it in the token, NHS CIS2 beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from advice_line.ports.identity import Identity, NotProven
from advice_line.sign_in_kinds import Proofs, is_proven, words
from advice_line.trust_kinds import SignInRefusal

_LONGEST = 255
# Entra leaves `email_verified` out; this one says that the domain is its owner's own
# (https://learn.microsoft.com/entra/identity-platform/optional-claims-reference).
_PROVEN = ("email_verified", "xms_edov")
_YES = (True, "true", 1, "1")


@dataclass(frozen=True)
class Reading:
    """Which claims a site reads; `roles` is None where it leaves roles to its own directory."""

    subject: str = "sub"
    email: str = "email"
    roles: str | None = None
    proofs: Proofs | None = None

    def lacks(self, claims: Mapping[str, Any]) -> bool:
        """Whether something that is read is not in the token."""
        return any(_at(claims, name) is None for name in (self.email, self.roles) if name)

    def identity(self, issuer: str, claims: Mapping[str, Any], token: str) -> Identity:
        """Raises NotProven where it is about nobody, or holds more than one subject."""
        subject = claims.get(self.subject)
        if not isinstance(subject, str) or not 0 < len(subject) <= _LONGEST:
            raise NotProven(SignInRefusal.NO_TOKEN)
        email = _at(claims, self.email)
        return Identity(
            issuer=issuer,
            subject=subject,
            email=email.strip().lower() if isinstance(email, str) and email.strip() else None,
            email_proven=any(claims.get(name) in _YES for name in _PROVEN),
            roles=words(_at(claims, self.roles)) if self.roles else None,
            strong=is_proven(claims, self.proofs),
            token=token,
            sub=_word(claims, "sub"),
            sid=_word(claims, "sid"),
        )


def _word(claims: Mapping[str, Any], name: str) -> str:
    said = claims.get(name)
    return said if isinstance(said, str) else ""


def _at(claims: Mapping[str, Any], name: str) -> Any:
    """A claim by its name, or by a path through what it holds: `nhsid_nrbac_roles.role_code`."""
    if name in claims or "." not in name:
        return claims.get(name)
    found: list[Any] = [claims]
    for step in name.split("."):
        found = [value for each in found for value in _within(each, step)]
    return found or None


def _within(value: Any, step: str) -> list[Any]:
    found = value.get(step) if isinstance(value, dict) else None
    if isinstance(found, list):
        return found
    return [] if found is None else [found]
