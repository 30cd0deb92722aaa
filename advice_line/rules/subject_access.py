"""Whose what is, of all that is kept of somebody: what goes into the pack of whoever asks for it,
and what somebody else is named in, which a person looks over before it leaves (UK GDPR Article
15(4); Data Protection Act 2018 Schedule 2 paragraph 16)."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from advice_line.data_kinds import ErasureKind
from advice_line.rules import kept_words


class Whose(StrEnum):
    """Who stands in a column. `asker` is who asked, `reach` by what they are reached; `other`
    somebody else by name, `staff` one of the service at work, `professional` one who is registered
    as a health professional; `written` what the asker wrote, `words` what the service wrote,
    `record` the clinical record: these three are of a patient, and may name others."""

    PATIENT = "patient"
    ASKER = "asker"
    REACH = "reach"
    OTHER = "other"
    STAFF = "staff"
    PROFESSIONAL = "professional"
    WRITTEN = "written"
    WORDS = "words"
    RECORD = "record"


# Every sealed column that belongs to a query or an alert; a test holds this to the tables.
COLUMNS: Mapping[str, Whose] = {
    "queries.sealed_reply_to": Whose.REACH,
    "queries.sealed_call_back": Whose.REACH,
    "queries.sealed_requester": Whose.ASKER,
    "queries.sealed_patient": Whose.PATIENT,
    "queries.sealed_question": Whose.WRITTEN,
    "queries.sealed_closed_reason": Whose.WORDS,
    "contacts.sealed_number": Whose.REACH,
    "contacts.sealed_address": Whose.REACH,
    "messages.sealed_words": Whose.WRITTEN,
    "attachments.sealed_name": Whose.RECORD,
    "mails.sealed_name": Whose.ASKER,
    "mails.sealed_cleared_reason": Whose.WORDS,
    "promised_delays.sealed_words": Whose.WORDS,
    "earlier_words.sealed_name": Whose.OTHER,
    "unsent_words.sealed_words": Whose.WORDS,
    "tracer_answers.sealed_found": Whose.WRITTEN,
    "tracer_answers.sealed_feedback": Whose.WRITTEN,
    "report_differences.sealed_words": Whose.RECORD,
    "report_differences.sealed_addendum_by": Whose.OTHER,
    "report_differences.sealed_no_alert": Whose.WORDS,
    "pass_ons.sealed_words": Whose.WORDS,
    "review_actions.sealed_what": Whose.WORDS,
    "appropriateness_reviews.sealed_comment": Whose.WORDS,
    "glass_looks.sealed_reason": Whose.WORDS,
    "drafts.sealed_form": Whose.RECORD,
    "case_pictures.sealed_words": Whose.RECORD,
    "alerts.sealed_patient": Whose.PATIENT,
    "alerts.sealed_words": Whose.RECORD,
    "alerts.sealed_primary_site": Whose.RECORD,
    "alerts.sealed_answered_by": Whose.OTHER,
    "alerts.sealed_cannot_act": Whose.WRITTEN,
    "alerts.sealed_could_not_by": Whose.OTHER,
    "alerts.sealed_spoke_to": Whose.OTHER,
    "alerts.sealed_agreed": Whose.WORDS,
    "alerts.sealed_reason": Whose.WORDS,
    "advice.sealed_body": Whose.RECORD,
    "advice.sealed_reason": Whose.WORDS,
    "advice.sealed_acknowledged_by": Whose.OTHER,
    "advice.sealed_cannot_act": Whose.WRITTEN,
    "advice.sealed_read_back_by": Whose.OTHER,
}
# Machinery that lets people in or carries what stands elsewhere in the pack.
LEFT_OUT = frozenset(
    {
        "access_links",
        "alert_cards",
        "attachment_pieces",
        "bundled_notices",
        "chat_cards",
        "mail_pieces",
        "one_time_codes",
        "outgoing",
        "practice_invitations",
        "sound_pieces",
        "web_sessions",
        "webhook_events",
    }
)
LEFT_OUT_COLUMNS = frozenset(
    {
        "id",
        "public_id",
        "act_at",
        "carrier_id",
        "external_id",
        "filed_uid",
        "filed_uid_validity",
        "heard_of_at",
        "leg",
        "leg_state",
        "look_at",
        "mailbox",
        "read_out",
        "recorded_as",
        "rung",
        # Of a picture made anew for teaching: the file that it was made from is there.
        "sealed_bytes",
        "tries",
        "uid",
        "uid_validity",
        "version",
    }
)
_OF_PATIENT = frozenset(Whose)
_OF_REQUESTER = frozenset(
    {Whose.ASKER, Whose.REACH, Whose.OTHER, Whose.STAFF, Whose.PROFESSIONAL, Whose.WRITTEN}
)
_TEXTS = frozenset({Whose.WRITTEN, Whose.WORDS, Whose.RECORD})
# Who treated or was asked is the patient's to know, where that is a health professional of their
# record (Data Protection Act 2018 Schedule 2 paragraph 17); how to ring them is not.
_OWN: Mapping[ErasureKind, frozenset[Whose]] = {
    ErasureKind.PATIENT: _TEXTS | {Whose.PATIENT, Whose.ASKER, Whose.PROFESSIONAL},
    ErasureKind.REQUESTER: frozenset({Whose.ASKER, Whose.REACH}),
}
_SAID = {
    Whose.PATIENT: "the patient",
    Whose.ASKER: "who asked",
    Whose.REACH: "how to reach who asked",
    Whose.OTHER: "somebody else by name",
    Whose.STAFF: "a member of staff at work",
    Whose.PROFESSIONAL: "a member of staff at work",
    Whose.WRITTEN: "words: of a patient, and may name others",
    Whose.WORDS: "words: may name others",
    Whose.RECORD: "clinical record: may name others",
}

_ACTORS = {"responder": Whose.STAFF, "member": Whose.OTHER, "requester": Whose.ASKER}


def goes_in(kind: ErasureKind, whose: Whose | None) -> bool:
    """A requester's pack holds nothing that is the patient's alone. None: it names nobody."""
    return whose is None or whose in (
        _OF_REQUESTER if kind is ErasureKind.REQUESTER else _OF_PATIENT
    )


def to_look_over(kind: ErasureKind, whose: Whose) -> str | None:
    """Who else stands in it, for whoever looks it over; None where it is of them, or theirs to
    know."""
    return None if whose in _OWN.get(kind, frozenset()) else _SAID[whose]


def to_read(whose: Whose | None, value: str) -> bool:
    """Whether somebody wrote it in their own words, which may name others or do harm: marks cannot
    say that, a person reads it."""
    return whose in _TEXTS and not kept_words.is_closed(value)


def of_actor(label: str) -> Whose | None:
    """Who it is that the trail names; None for the service itself and the systems of practices."""
    return _ACTORS.get(label.partition(":")[0])


def flat(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """What JSON held, one line for each thing said in it, such as `opinion: advice`."""
    if isinstance(value, Mapping):
        for key, each in value.items():
            yield from flat(each, f"{name}: {key}" if name else str(key))
    elif isinstance(value, list):
        for each in value:
            yield from flat(each, name)
    elif value not in (None, ""):
        yield name, str(value)


def of_whom(whole: Whose, name: str) -> Whose:
    """Of one thing that was said within a column: a record names who asked, and its patient."""
    first = name.partition(":")[0]
    if whole is Whose.RECORD and first == "requester":
        return Whose.ASKER
    if whole is Whose.RECORD and first == "patient":
        return Whose.PATIENT
    return whole
