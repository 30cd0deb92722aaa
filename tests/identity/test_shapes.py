"""What the claims of real providers come to: Microsoft Entra, as NHSmail has it, and NHS CIS2.
Their shapes are those of the vendors' own documents."""

from typing import Any

import pytest

from advice_line.ports.identity import NotProven
from advice_line.sign_in_kinds import is_proven, read_proofs, read_role_map, roles_of
from integrations.identity.claims import Reading

# https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference
ENTRA = {
    "aud": "6cb04018-a3f5-46a7-b995-940c78f5aef3",
    "iss": "https://login.microsoftonline.com/aaaabbbb-0000-cccc-1111-dddd2222eeee/v2.0",
    "sub": "AAAAAAAAAAAAAAAAAAAAAIkzqFVrSaSaFHy782bbtaQ",
    "oid": "aaaaaaaa-0000-1111-2222-bbbbbbbbbbbb",
    "tid": "aaaabbbb-0000-cccc-1111-dddd2222eeee",
    "name": "Dr Amara Example",
    "preferred_username": "amara@example.org",
    "email": "amara@example.org",
    "roles": ["hotdoc-responders"],
    "acrs": ["c1", "c2"],
    "ver": "2.0",
}
# https://digital.nhs.uk/services/care-identity-service/applications-and-services/cis2-authentication
CIS2 = {
    "iss": "https://am.nhsint.example.org:443/openam/oauth2/realms/root/realms/NHSIdentity",
    "sub": "910000000001",
    "aud": "advice-line",
    "azp": "advice-line",
    "amr": ["N3_SMARTCARD"],
    "authentication_assurance_level": "3",
    "id_assurance_level": "3",
}
CIS2_BESIDE = {
    "sub": "910000000001",
    "name": "Example Amara",
    "nhsid_nrbac_roles": [
        {"org_code": "Y99001", "person_roleid": "1", "role_code": "S8000:G8000:R8001"},
        {"org_code": "Y99002", "person_roleid": "2", "role_code": "S8000:G8003:R8003"},
    ],
}


def test_entra_is_known_by_its_object_and_proven_by_its_context() -> None:
    reading = Reading("oid", "email", "roles", read_proofs("acrs=c1"))
    found = reading.identity(ENTRA["iss"], ENTRA, "token")  # type: ignore[arg-type] # one is a list
    assert (found.subject, found.roles) == (ENTRA["oid"], ("hotdoc-responders",))
    assert (found.email, found.email_proven, found.strong) == ("amara@example.org", False, True)
    owned = reading.identity("https://i", {**ENTRA, "xms_edov": "1"}, "")
    assert owned.email_proven
    assert not reading.identity("https://i", {**ENTRA, "acrs": ["c9"]}, "").strong


def test_cis2_names_roles_within_objects_beside_the_token() -> None:
    proofs = read_proofs("authentication_assurance_level=2|3")
    reading = Reading("sub", "email", "nhsid_nrbac_roles.role_code", proofs)
    assert reading.lacks(CIS2)
    found = reading.identity("https://i", {**CIS2_BESIDE, **CIS2}, "")
    assert found.roles == ("S8000:G8000:R8001", "S8000:G8003:R8003")
    assert (found.strong, found.email) == (True, None)
    assert not reading.identity(
        "https://i", {**CIS2, "authentication_assurance_level": "1"}, ""
    ).strong


def test_a_claim_whose_name_has_dots_is_itself() -> None:
    name = "https://example.org/roles"
    found = Reading(roles=name).identity("https://i", {"sub": "a", name: "lead"}, "")
    assert found.roles == ("lead",)


@pytest.mark.parametrize("subject", [None, "", 17, ["a"], "x" * 256])
def test_a_token_about_nobody_is_none(subject: object) -> None:
    with pytest.raises(NotProven):
        Reading().identity("https://i", {"sub": subject}, "")


def test_a_map_gives_what_it_says_and_nothing_else() -> None:
    mapped = read_role_map("hotdoc-leads=service_lead, hotdoc-leads=responder,S8000:R1=educator")
    assert roles_of(["hotdoc-leads"], mapped) == {"service_lead", "responder"}
    assert roles_of(["S8000:R1", "responder", "system"], mapped) == {"educator"}
    assert roles_of([], mapped) == frozenset()


@pytest.mark.parametrize(
    "text", ["hotdoc-leads", "=responder", "a=", "a=system", "a=public", "a=client", "a=requester"]
)
def test_a_map_that_makes_no_sense_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no"):
        read_role_map(text)


@pytest.mark.hazard("H15")
@pytest.mark.parametrize(
    ("claims", "proven"),
    [
        ({"amr": ["pwd", "mfa"]}, True),
        ({"amr": "mfa"}, True),
        ({"acr": "AAL2"}, True),
        ({"amr": ["pwd"]}, False),
        ({"amr": None, "acr": 1}, False),
        ({"amr": {"mfa": True}}, False),
        ({}, False),
    ],
)
def test_a_second_factor_is_what_the_site_names(claims: dict[str, Any], proven: bool) -> None:
    assert is_proven(claims, read_proofs("amr=mfa,acr=AAL2|AAL3")) is proven
    assert is_proven(claims, read_proofs("provider"))
