"""The closed lists of the domain: every value here is stored, shown in JSON and relied on outside.

The words are those of the glossary in `docs/glossary.md`; adding a value is free, renaming one
needs a decision record.
"""

from enum import StrEnum


class Channel(StrEnum):
    """By which way words came or went; `page` is ours alone, for what colleagues note there."""

    CALL = "call"
    CALL_BACK = "call_back"
    EMAIL = "email"
    SMS = "sms"
    FORM = "form"
    CHAT = "chat"
    API = "api"
    PAGE = "page"


SPOKEN = (Channel.CALL, Channel.CALL_BACK)


class Direction(StrEnum):
    IN = "in"
    OUT = "out"


class QueryState(StrEnum):
    RECEIVED = "received"
    WAITING = "waiting"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    ASKED_BACK = "asked_back"
    ADVISED = "advised"
    ACKNOWLEDGED = "acknowledged"
    DEFLECTED = "deflected"
    CLOSED = "closed"


class ContactEnded(StrEnum):
    TALKED = "talked"
    PROMISED = "promised"
    MESSAGE = "message"
    CLOSED = "closed"
    DEFLECTED = "deflected"
    HUNG_UP = "hung_up"
    FAILED = "failed"
    PAPER = "paper"


class OfferState(StrEnum):
    SHOWN = "shown"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    TOO_LATE = "too_late"
    FAILED = "failed"
    HANDED_OVER = "handed_over"


class PromiseState(StrEnum):
    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"
    WITHDRAWN = "withdrawn"


class TaskKind(StrEnum):
    WRITE_ADVICE = "write_advice"
    WRITE_SAID = "write_said"
    READ_SAID = "read_said"
    RING_BACK = "ring_back"
    RING_PRACTICE = "ring_practice"
    TRACE_CALLER = "trace_caller"
    CHECK_BOUNCE = "check_bounce"
    RING_PROVIDER = "ring_provider"
    CANNOT_ACT = "cannot_act"
    NOT_FOLLOWED = "not_followed"
    CHECK_AWAY = "check_away"
    CODE_CLOSED = "code_closed"
    FILE_LETTER = "file_letter"
    UNREADABLE_MAIL = "unreadable_mail"
    TELL_NEW_TIME = "tell_new_time"
    TYPE_MESSAGE = "type_message"
    LOST_SOUND = "lost_sound"
    FOLLOW_UP = "follow_up"
    FIND_PRACTICE = "find_practice"
    COUNTERSIGN = "countersign"
    ANSWER_QUERY = "answer_query"
    AWAIT_ANSWER = "await_answer"
    START_ALERT = "start_alert"
    ADDENDUM_REQUEST = "addendum_request"
    TELL_REPORTER = "tell_reporter"


class TaskState(StrEnum):
    OPEN = "open"
    DONE = "done"


class Urgency(StrEnum):
    """What the requester asked for; never computed (safety: no software triage)."""

    NOW = "now"
    TODAY = "today"
    TWO_DAYS = "two_days"


class AlertWord(StrEnum):
    """What the responder set (AoMRC 2022 words); never computed."""

    CRITICAL = "critical"
    URGENT = "urgent"
    CANCER = "cancer"
    ROUTINE = "routine"


class Acknowledgement(StrEnum):
    """ "Filed" by an administrator is not "a clinician will act"; who cannot act says why."""

    CLINICIAN_WILL_ACT = "clinician_will_act"
    CANNOT_ACT = "cannot_act"
    FILED = "filed"


class CaseState(StrEnum):
    """`withdrawn`: nobody's advice was asked; `objected`: a patient or a requester does not want
    to be taught about."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"
    OBJECTED = "objected"


class StaffRole(StrEnum):
    """What somebody of the service is by qualification, as the public page shows it of whoever
    answers (guide §3.2); `STAFF` is whoever never does."""

    RADIOLOGIST = "radiologist"
    REGISTRAR = "registrar"
    ADVANCED_PRACTITIONER = "advanced_practitioner"
    STAFF = "staff"


class Role(StrEnum):
    """What somebody may do; the table of `trust/roles.py` says where."""

    PUBLIC = "public"
    SYSTEM = "system"
    RESPONDER = "responder"
    COORDINATOR = "coordinator"
    ROTA_MANAGER = "rota_manager"
    EDUCATOR = "educator"
    CLINICAL_MEMBER = "clinical_member"
    SERVICE_LEAD = "service_lead"
    DIRECTORY_ADMIN = "directory_admin"
    INFORMATION_GOVERNANCE = "information_governance"
    COMMISSIONER = "commissioner"
    REQUESTER = "requester"
    PRACTICE_MANAGER = "practice_manager"
    CLIENT = "client"
