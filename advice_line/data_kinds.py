"""Closed lists of how long things are kept and what is taken out: every value is stored and shown
in JSON."""

from enum import StrEnum

# Stands where the name of somebody stood who was erased.
ERASED = "Erased on request"


class HoldKind(StrEnum):
    QUERY = "query"
    PATIENT = "patient"
    REQUESTER = "requester"
    ORGANISATION = "organisation"
    SPAN = "span"


class Objector(StrEnum):
    PATIENT = "patient"
    REQUESTER = "requester"


class ErasureKind(StrEnum):
    QUERY = "query"
    PATIENT = "patient"
    REQUESTER = "requester"


class Extent(StrEnum):
    """`beside_record`: the signed advice and what it rests on stay (UK GDPR Article 17(3)(c))."""

    ALL = "all"
    BESIDE_RECORD = "beside_record"


class ErasureState(StrEnum):
    ASKED = "asked"
    DONE = "done"
    REFUSED = "refused"


class Cause(StrEnum):
    RETENTION = "retention"
    ERASURE = "erasure"
    REAPPLIED = "reapplied"


class Kept(StrEnum):
    """The retention classes, in the order in which they are shown."""

    MESSAGE = "message"
    UNTYPED_MESSAGE = "untyped_message"
    RECORDING = "recording"
    MAIL = "mail"
    RECORD = "record"
    ATTACHMENT = "attachment"
    CONTACT = "contact"
    DRAFT = "draft"
    FEEDBACK = "feedback"
    CHAT_CARD = "chat_card"
    LIAISON = "liaison"
    CODE = "code"
    LINK = "link"
    SESSION = "session"
    SENDER = "sender"
    OUTGOING = "outgoing"
    WEBHOOK = "webhook"
    EVENT = "event"
    ROTA_FINDINGS = "rota_findings"
    ROTA_WORKING = "rota_working"
    ROTA_HISTORY = "rota_history"
    ATTENDANCE = "attendance"
