"""What the closed lists are called where people read them."""

from advice_line.kinds import Channel, Role, StaffRole, Urgency
from advice_line.outgoing_kinds import NoticeKind
from advice_line.trust_kinds import SignedInBy
from advice_line.written_kinds import AgainstPlan, DelayReason, PassReason, WouldHaveDone

ROLES = {
    StaffRole.RADIOLOGIST: "consultant radiologist",
    StaffRole.REGISTRAR: "radiology registrar",
    StaffRole.ADVANCED_PRACTITIONER: "advanced practitioner",
    StaffRole.STAFF: "staff of the service",
}
# After "by".
SIGNED_IN_BY = {
    SignedInBy.TEXT_CODE: "a texted code",
    SignedInBy.RECORD_LINK: "the link of a call",
    SignedInBy.OIDC: "the hospital's sign-in",
    SignedInBy.PASSKEY: "a passkey",
    SignedInBy.TOTP: "a password and six figures",
    SignedInBy.PERSONA: "one click",
}
CHANNELS = {
    Channel.CALL: "Telephone",
    Channel.CALL_BACK: "Telephone",
    Channel.EMAIL: "Email",
    Channel.SMS: "Text message",
    Channel.FORM: "Form",
    Channel.CHAT: "Chat",
    Channel.API: "Their own system",
    Channel.PAGE: "This page",
}
URGENCY_ASKED = {Urgency.NOW: "Now", Urgency.TODAY: "Today", Urgency.TWO_DAYS: "Within 2 days"}
# What somebody may do beside answering.
DUTIES = {
    Role.COORDINATOR: "radiology office",
    Role.ROTA_MANAGER: "rota manager",
    Role.EDUCATOR: "educator",
    Role.CLINICAL_MEMBER: "clinical member of case reviews",
    Role.SERVICE_LEAD: "service lead",
    Role.DIRECTORY_ADMIN: "directory admin",
    Role.INFORMATION_GOVERNANCE: "information governance",
    Role.COMMISSIONER: "commissioner",
}
WOULD_HAVE_DONE = {
    WouldHaveDone.REQUESTED_IMAGING: "Requested imaging",
    WouldHaveDone.REFERRED: "Referred",
    WouldHaveDone.SENT_TO_HOSPITAL: "Sent the patient to hospital",
    WouldHaveDone.WATCHED: "Watched and waited",
    WouldHaveDone.OTHER: "Something else",
}
AGAINST_PLAN = {
    AgainstPlan.SAME: "The same",
    AgainstPlan.ANOTHER: "Another one",
    AgainstPlan.MORE: "A fuller one, or sooner",
    AgainstPlan.LESS: "A simpler one, or later",
}
# Fixed, so that a notice may carry them.
PASS_REASONS = {
    PassReason.OUTSIDE_SCOPE: "outside my scope",
    PassReason.SPECIALIST: "needs a specialist opinion",
    PassReason.NO_TIME: "no time to answer it in time",
    PassReason.KNOWS_THE_PATIENT: "knows the patient or the images",
    PassReason.OTHER: "another reason",
    PassReason.AWAY: "not there for it any more",
}
# As a sentence that begins with "It".
DELAY_REASONS = {
    DelayReason.SPECIALIST: "needs a specialist opinion",
    DelayReason.IMAGES: "needs images that we do not have yet",
    DelayReason.MEETING: "is to be discussed at a meeting",
    DelayReason.BUSY: "waits because more is asked than we can answer at once",
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


def closed(because: str | None) -> str:
    """ "closed (bank holiday: Christmas Day)"; outside the usual hours there is no more to say."""
    why = why_closed(because)
    return f"closed ({why})" if why else "closed"


def why_closed(because: str | None) -> str | None:
    """ "bank_holiday: Christmas Day", as `rota/hours.py` writes it, as people say it; None outside
    the usual hours."""
    kind, _, name = (because or "").partition(": ")
    if kind == "bank_holiday":
        return f"bank holiday: {name}"
    return name or None


# What people of the service are told about how they are reached.
PEOPLE_NOTICES = {
    NoticeKind.CONTACT_CODE: "Code to show that a telephone or address reaches them",
    NoticeKind.SIGN_IN_CHANGED: "Word that what they sign in by was changed",
    NoticeKind.MOBILE_CHANGED: "Word to the old mobile that it was changed",
    NoticeKind.EMAIL_CHANGED: "Word to the old address that it was changed",
}
