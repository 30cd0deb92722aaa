"""What the closed lists are called where people read them."""

from advice_line.kinds import StaffRole, WouldHaveDone

ROLES = {
    StaffRole.RADIOLOGIST: "consultant radiologist",
    StaffRole.REGISTRAR: "radiology registrar",
    StaffRole.ADVANCED_PRACTITIONER: "advanced practitioner",
}
WOULD_HAVE_DONE = {
    WouldHaveDone.REQUESTED_IMAGING: "Requested imaging",
    WouldHaveDone.REFERRED: "Referred",
    WouldHaveDone.SENT_TO_HOSPITAL: "Sent the patient to hospital",
    WouldHaveDone.WATCHED: "Watched and waited",
    WouldHaveDone.OTHER: "Something else",
}
# What one tap writes into a free field; anything else stands as it was typed.
REQUESTER_ROLES = {
    "gp": "GP",
    "practice_nurse": "Practice nurse",
    "first_contact": "First-contact practitioner",
    "hospital_doctor": "Hospital doctor",
}
IMAGES = {
    "xr": "X-ray",
    "us": "Ultrasound",
    "ct": "CT",
    "mri": "MRI",
    "nm": "PET or nuclear medicine",
    "other": "Other images",
}
