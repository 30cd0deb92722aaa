"""What somebody who asks is by their work, as a closed list that is counted: read from the words in
which they said it, which are kept nowhere with it."""

import re
from enum import StrEnum


class AskerRole(StrEnum):
    GP = "gp"
    NURSE = "nurse"
    FIRST_CONTACT = "first_contact"
    PARAMEDIC = "paramedic"
    PHARMACIST = "pharmacist"
    HOSPITAL_DOCTOR = "hospital_doctor"
    OTHER = "other"
    NOT_SAID = "not_said"


WORDS = {
    AskerRole.GP: "GP",
    AskerRole.NURSE: "Nurse",
    AskerRole.FIRST_CONTACT: "First-contact practitioner or physiotherapist",
    AskerRole.PARAMEDIC: "Paramedic",
    AskerRole.PHARMACIST: "Pharmacist",
    AskerRole.HOSPITAL_DOCTOR: "Hospital doctor",
    AskerRole.OTHER: "Another role",
    AskerRole.NOT_SAID: "Role not said",
}
# The first that fits: a "GP registrar" is of a practice, a "nurse practitioner" a nurse.
_FITS = (
    (AskerRole.GP, r"\bgps?\b|\bgpst|general pract|family doctor"),
    (AskerRole.NURSE, r"nurs|\banp\b"),
    (AskerRole.FIRST_CONTACT, r"first.contact|\bfcp\b|physio"),
    (AskerRole.PARAMEDIC, r"paramedic"),
    (AskerRole.PHARMACIST, r"pharmac"),
    (
        AskerRole.HOSPITAL_DOCTOR,
        r"consultant|registrar|\bsho\b|\bf[y1-3][1-3]?\b|\bst\d|\bct\d|surgeon|physician|"
        r"foundation|house officer|hospital doctor|\bdoctor\b",
    ),
)


def read(said: str | None) -> AskerRole:
    if not said or not said.strip():
        return AskerRole.NOT_SAID
    found = (role for role, fits in _FITS if re.search(fits, said.lower()))
    return next(found, AskerRole.OTHER)
