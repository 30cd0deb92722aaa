"""How the settings of the hospital's sign-in are written, read in one place: by whoever starts the
service, and by whoever asks the provider."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from advice_line.kinds import Role

# By which a site says that its provider lets nobody through to this application without a second
# factor, where its tokens do not tell.
BY_PROVIDER = "provider"
STAFF_ROLES = frozenset(
    {
        Role.RESPONDER,
        Role.COORDINATOR,
        Role.ROTA_MANAGER,
        Role.EDUCATOR,
        Role.CLINICAL_MEMBER,
        Role.SERVICE_LEAD,
        Role.DIRECTORY_ADMIN,
        Role.INFORMATION_GOVERNANCE,
        Role.COMMISSIONER,
    }
)
RoleMap = Mapping[str, frozenset[Role]]
Proofs = Mapping[str, frozenset[str]]


def read_role_map(text: str) -> RoleMap:
    """ "hotdoc-leads=service_lead,hotdoc-leads=responder": for each value of the provider's claim
    the roles that it stands for. Raises ValueError with a sentence for whoever wrote it."""
    found: dict[str, frozenset[Role]] = {}
    for value, name in _pairs(text):
        if name not in STAFF_ROLES:
            raise ValueError(
                f'"{name}" is no role of staff; there are: {", ".join(sorted(STAFF_ROLES))}'
            )
        found[value] = found.get(value, frozenset()) | {Role(name)}
    return MappingProxyType(found)


def read_proofs(text: str) -> Proofs | None:
    """ "amr=mfa,acr=AAL2|AAL3": of each claim the values of which one shows a second factor; None
    where the provider itself sees to that (`BY_PROVIDER`). Raises ValueError with a sentence."""
    if text.strip() == BY_PROVIDER:
        return None
    found: dict[str, frozenset[str]] = {}
    for claim, values in _pairs(text):
        wanted = {each.strip() for each in values.split("|") if each.strip()}
        found[claim] = found.get(claim, frozenset()) | wanted
    if not found:
        raise ValueError(f'must be such as "amr=mfa" or "acr=AAL2|AAL3", or "{BY_PROVIDER}"')
    return MappingProxyType(found)


def roles_of(values: Iterable[str], mapped: RoleMap) -> frozenset[Role]:
    """What these values of the claim stand for, and nothing that no value stands for."""
    return frozenset(role for each in values for role in mapped.get(each, ()))


def is_proven(claims: Mapping[str, Any], proofs: Proofs | None) -> bool:
    """Whether the claims of a token show a second factor."""
    if proofs is None:
        return True
    return any(not wanted.isdisjoint(words(claims.get(claim))) for claim, wanted in proofs.items())


def words(value: Any) -> tuple[str, ...]:
    """A claim that is one word or a list of them, as providers differ; a number is read as it is
    written."""
    many = value if isinstance(value, list) else [value]
    return tuple(str(each) for each in many if isinstance(each, str | int))


def _pairs(text: str) -> list[tuple[str, str]]:
    pairs = []
    for each in text.split(","):
        if not each.strip():
            continue
        # Values of a provider may hold the sign, words of ours do not.
        left, sign, right = (part.strip() for part in each.rpartition("="))
        if not sign or not left or not right:
            raise ValueError(
                f'"{each.strip()[:40]}" is no pair such as "hotdoc-leads=service_lead"'
            )
        pairs.append((left, right))
    return pairs
