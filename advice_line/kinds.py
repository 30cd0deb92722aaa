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


class NoticeKind(StrEnum):
    """What an outgoing row is; each is rendered from ids when it is sent, never stored as text."""

    REFERENCE_NOTICE = "reference_notice"
    PROMISE_NOTICE = "promise_notice"
    ANSWER_TEXT = "answer_text"
    RECORD_LINK = "record_link"
    CONTACT_CODE = "contact_code"
    MOBILE_CHANGED = "mobile_changed"
    FRESH_LINK = "fresh_link"
    UNWRITTEN_RECORDS = "unwritten_records"
    UNWRITTEN_AT_SHIFT_END = "unwritten_at_shift_end"
    UNWRITTEN_TO_LEAD = "unwritten_to_lead"
    RING_BACK_OWED = "ring_back_owed"
    RING_BACK_CALL = "ring_back_call"
    COUNTERSIGN_OWED = "countersign_owed"
    GLASS_BROKEN = "glass_broken"
    ROOM_ENTERED = "room_entered"
    CALLER_HELD = "caller_held"
    CALLER_BACK = "caller_back"
    ROOM_TOLD = "room_told"
    COLLEAGUE_CALL = "colleague_call"
    COLLEAGUE_RELEASED = "colleague_released"
    HOST_RELEASED = "host_released"
    CALLER_SENT_ON = "caller_sent_on"
    RECORDING_BEGUN = "recording_begun"
    RECORDING_PAUSED = "recording_paused"
    RECORDING_RESUMED = "recording_resumed"
    SIGN_IN_CODE = "sign_in_code"
    SIGN_IN_CHANGED = "sign_in_changed"
    ROTA_FINDINGS = "rota_findings"
    REACH_CHECK = "reach_check"
    REACH_UNANSWERED = "reach_unanswered"
    REACH_ANSWERED = "reach_answered"
    LETTER = "letter"
    LETTER_NOTICE = "letter_notice"
    LETTER_CODE = "letter_code"
    ROTA_CHANGED = "rota_changed"
    ROTA_REPORTED = "rota_reported"
    SWAP_ASKED = "swap_asked"
    SWAP_TAKEN = "swap_taken"
    SWAP_CLOSED = "swap_closed"
    SWAP_WITHOUT_EFFECT = "swap_without_effect"
    OWED_ON_LEAVING = "owed_on_leaving"
    OWED_OFFERED = "owed_offered"
    OWED_TO_LEAD = "owed_to_lead"
    PROMISE_MOVED = "promise_moved"
    PROMISE_LATE = "promise_late"
    NEW_TIME_UNTOLD = "new_time_untold"
    CALL_PUT_OFF = "call_put_off"
    MESSAGE_UNTYPED = "message_untyped"
    TEXT_JOINED = "text_joined"
    TEXT_RING_US = "text_ring_us"
    TEXT_WE_RING = "text_we_ring"
    DUTY_TEXTS_STOPPED = "duty_texts_stopped"
    SERVICE_ALARM = "service_alarm"
    TRAIL_HEAD = "trail_head"
    QUESTION_RECEIVED = "question_received"
    QUESTION_WAITING = "question_waiting"
    WORDS_JOINED = "words_joined"
    QUESTION_OWED = "question_owed"
    QUESTION_LATER = "question_later"
    QUESTION_CALL = "question_call"
    QUESTION_CALL_ENDED = "question_call_ended"
    QUESTION_LEFT = "question_left"
    ADDRESS_CODE = "address_code"
    QUESTION_CODE = "question_code"
    MAIL_DIGEST = "mail_digest"
    MAIL_UNCLEARED = "mail_uncleared"
    CHAT_CARD = "chat_card"
    CHAT_HOME = "chat_home"
    ANSWER_READY = "answer_ready"
    RECEIPT_REMINDER = "receipt_reminder"
    RECORD_COPY = "record_copy"
    PRACTICE_CANNOT_ACT = "practice_cannot_act"
    NOTICES_BUNDLED = "notices_bundled"
    READ_SAID_OWED = "read_said_owed"
    QUESTION_ASKED_BACK = "question_asked_back"
    ASKED_BACK_REMINDER = "asked_back_reminder"
    ASKED_BACK_SILENT = "asked_back_silent"
    PASS_ON_OFFERED = "pass_on_offered"
    PASS_ON_TAKEN = "pass_on_taken"
    PASS_ON_RETURNED = "pass_on_returned"
    SYSTEM_TOLD = "system_told"
    ALERT = "alert"
    ALERT_REMINDER = "alert_reminder"
    ALERT_WITHDRAWN = "alert_withdrawn"
    ALERT_OWED = "alert_owed"
    ALERT_SHOWN = "alert_shown"
    REPORT_OWED = "report_owed"
    TRACER_ASKED = "tracer_asked"
    TRACER_CODE = "tracer_code"
    ADVICE_NOT_FOLLOWED = "advice_not_followed"
    PRACTICE_INVITATION = "practice_invitation"
    INVITATION_CODE = "invitation_code"
    PRACTICE_JOINED = "practice_joined"
    PRACTICE_PASSKEY_ADDED = "practice_passkey_added"
    GUIDANCE_REVIEW = "guidance_review"
    GUIDANCE_ASKED = "guidance_asked"
    GUIDANCE_ANSWERED = "guidance_answered"
    WELCOME_PACK = "welcome_pack"


class OutChannel(StrEnum):
    """`live_call` is what is asked of the telephone about a call that is going on."""

    SMS = "sms"
    CALL = "call"
    EMAIL = "email"
    LIVE_CALL = "live_call"
    CHAT = "chat"
    WEBHOOK = "webhook"
    FOLDER = "folder"


class Recipient(StrEnum):
    """To whom an outgoing row goes, as shown in JSON; the address is looked up when sending.
    `keeper` keeps the heads of the trail elsewhere."""

    REQUESTER = "requester"
    RESPONDER = "responder"
    ORGANISATION = "organisation"
    OUT_OF_HOURS = "out_of_hours"
    COLLEAGUES = "colleagues"
    RECORD = "record"
    KEEPER = "keeper"


class OutgoingState(StrEnum):
    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    DEAD = "dead"
    WITHDRAWN = "withdrawn"


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
    SERVICE_LEAD = "service_lead"
    DIRECTORY_ADMIN = "directory_admin"
    INFORMATION_GOVERNANCE = "information_governance"
    REQUESTER = "requester"
    PRACTICE_MANAGER = "practice_manager"
    CLIENT = "client"
