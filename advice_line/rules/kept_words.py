"""What is kept, in words for people who have never seen a table: of each table that belongs to a
query or somebody's own entry, and of each of its columns. A test holds both to the tables."""

import re
from collections.abc import Mapping
from datetime import datetime

TABLES: Mapping[str, str] = {
    "access_links": "Links that let somebody in",
    "advice": "The advice",
    "alert_cards": "Alerts shown in the chat",
    "alerts": "An alert to the practice",
    "appropriateness_reviews": "What reviewers of a sample made of it",
    "asked_backs": "What was asked back of who asked",
    "attachment_pieces": "Pieces of files",
    "attachments": "Files that came with it",
    "audit_calls": "Counted of its calls, for figures",
    "audit_queries": "Counted of it, for figures",
    "bundled_notices": "Notices sent together",
    "case_pictures": "Pictures of it offered for teaching",
    "chat_cards": "Where the chat showed it",
    "colleagues": "Colleagues asked into the call",
    "contacts": "Calls and other ways by which it came",
    "deflections": "What was answered without a person",
    "drafts": "Advice begun and not signed",
    "earlier_words": "What the practice said of the letter before",
    "erasures": "Erasures that were asked for",
    "filings": "Letters put into the hospital's record",
    "glass_looks": "Looks by who had no role for it",
    "hand_overs": "Work handed to a colleague",
    "helpful_taps": "Whether the letter was called helpful",
    "letter_fetches": "Letters fetched by a practice's system",
    "mail_pieces": "Pieces of mails",
    "mails": "Mails",
    "messages": "What was written, or said and typed",
    "offers": "Who was asked to take it",
    "one_time_codes": "One-time codes",
    "outgoing": "What was sent",
    "pass_ons": "Passed on to a colleague",
    "practice_identities": "Sign-on of the practice",
    "practice_invitations": "Invitations",
    "practice_members": "Their place in a practice",
    "practice_passkeys": "Passkeys",
    "promised_delays": "A later time that was promised",
    "promises": "Call backs that were promised",
    "queries": "The question and where it stands",
    "question_rings": "Ringing about a written question",
    "report_differences": "Where the advice differs from a report",
    "requester_addresses": "Their addresses",
    "requester_phones": "Their telephones",
    "requesters": "Their entry in the directory",
    "review_actions": "What a case review agreed on it",
    "review_items": "Case reviews that discussed it",
    "ring_backs": "Calls back",
    "rooms": "How the call went on",
    "sampled_queries": "Drawn as one of a sample of its month",
    "sound_pieces": "Pieces of recordings",
    "sounds": "Recordings and spoken messages",
    "tasks": "What somebody owed",
    "teaching_objections": "Objections to teaching",
    "tracer_answers": "What came of the advice",
    "tracers": "Asking what came of the advice",
    "unsent_words": "Words begun and not sent",
    "web_sessions": "Browsers that were let in",
    "webhook_events": "What a practice's system was told",
}
# What the name of a column says badly; the others are said by `_plain`.
_LABELS: Mapping[str, str] = {
    "acknowledged_as": "What the practice said of the letter",
    "addendum_on": "Day of the report's addendum",
    "addendum_said_at": "Addendum written down",
    "addendum_said_by_id": "Addendum written down by",
    "amends_id": "Puts right an earlier one",
    "answered_as": "What the practice answered",
    "asked": "How often asked",
    "at": "When",
    "automatic": "An automatic reply",
    "avoided": "What it made needless",
    "body": "What was signed",
    "box_cleared_at": "Deleted in the mailbox",
    "box_look_at": "To be deleted in the mailbox",
    "box_missed_at": "Not found in the mailbox",
    "bridged_seconds": "Seconds of talk",
    "by_hand": "Rung by hand",
    "by_id": "By",
    "bypass": "On the number that passes the queue",
    "by_first": "Ended by whoever took it first",
    "can_be_ordered": "Practice can order or do what it asks for",
    "caller_in_at": "Caller came in",
    "caller_out_at": "Caller left",
    "changes_management": "Changes what is done for the patient",
    "cleared_as": "Dealt with as",
    "contact_point_id": "Telephone",
    "copy_of_id": "A copy of another mail",
    "could_not_at": "Practice could not act",
    "could_not_by": "Who said that they could not act",
    "credential_id": "Passkey's id",
    "cut_off_at": "Caller was cut off",
    "deadline_at": "To be answered by",
    "deflected_to": "Answered by",
    "done_on": "Day it was done",
    "doubted_at": "Not heard of by the carrier",
    "due_at": "Due",
    "during_outage": "Came while the line was down",
    "edition": "Which copy",
    "emptied_at": "Content deleted",
    "ended": "How it ended",
    "ended_as": "How it ended",
    "ends_at": "Ends",
    "extent": "How much",
    "face": "Asked by",
    "fate": "What became of it",
    "fated_at": "Decided",
    "fetches_caller": "Caller to be fetched back",
    "form": "In which form",
    "found": "What was found",
    "general_question": "About no single patient",
    "hold_round": "Times on hold",
    "holds": "On hold",
    "host_id": "Who talks to the caller",
    "host_in_at": "They came in",
    "host_left": "They have left",
    "hunt_ends_at": "Ringing people ends",
    "identified_by": "Practice known by",
    "instead_of": "In place of",
    "issuer": "Provider of the sign-on",
    "kind": "What kind",
    "in_time": "Came in time",
    "late_entry": "Entered afterwards from paper",
    "left_seconds": "Seconds of its time that were left",
    "left_to_colleague_at": "Left to a colleague",
    "leg_over_at": "Their line was free again",
    "let_go_at": "Not needed any more",
    "linked_at": "First used here",
    "made_name": "Written down by",
    "made_by": "Written down by (key)",
    "manager": "Manages the practice's list",
    "media": "With pictures",
    "merged_into_id": "Merged into another entry",
    "no_alert": "Why no alert was started",
    "no_alert_at": "Decided that no alert is needed",
    "no_alert_by_id": "Who decided that",
    "not_only_tests": "Says more than which test",
    "notice": "Told by which notice",
    "of_asker": "By who asked",
    "of_question": "Of a written question",
    "offered_back_at": "Call back offered",
    "outside_scope": "Outside whose field",
    "outside_scope_by_id": "Said to be outside by",
    "own_page": "On their own page",
    "owner_before_id": "Whose it was before",
    "owner_id": "Whose it is",
    "person_id": "Who looked",
    "put_at": "Put for the record",
    "queue_round": "Times told their place in the queue",
    "queries": "Queries (ids)",
    "rings_back_by": "Said that they ring back by",
    "round": "Which time",
    "scope_tag": "Field",
    "size": "Bytes",
    "case_pictures.source": "Made from the file",
    "source": "How we know",
    "stage": "How far the call is",
    "star": "Recording by the star key",
    "subject": "Their id there",
    "takes_over": "Takes the call over",
    "tell_by_at": "To be told by",
    "tier": "Which tier",
    "to_id": "To",
    "from_id": "From",
    "teach": "Others would learn from it",
    "test_advised": "A test was advised",
    "told_until": "Told up to",
    "untold_at": "Said that nobody was told",
    "urgency_asked": "How urgent, said who asked",
    "urgency_set": "How urgent, said a clinician",
    "verbal_read_back_at": "Read back by voice",
    "verified": "Known by a code",
    "against_plan": "Beside what would have been requested",
    "checks_open": "Hints left open",
    "worth_it": "Worth the author's time, they say",
    "who_does_what": "Says who does what",
    "whole": "Came whole",
    "within_scope": "Within the author's field",
    "word": "How urgent the alert is",
    "yes": "Helpful",
}
_ENDINGS = ("_id", "_at")
_CLOSED = re.compile(r"[a-z]+(_[a-z0-9]+)+|yes|no|True|False|-?[0-9.]+|[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(\+00:00|Z)")


def table(name: str) -> str:
    return TABLES.get(name, _plain(name))


def label(column: str, table: str = "") -> str:
    """Of a column's name as it is in the database, which may say another thing in `table`."""
    name = column.removeprefix("sealed_")
    return _LABELS.get(f"{table}.{name}") or _LABELS.get(name) or _plain(name)


def key(path: str) -> str:
    """Of one thing within a column, such as `opinion: read_back`."""
    return ", ".join(_plain(each) for each in path.split(": "))


def is_closed(value: str) -> bool:
    """Whether it is a number, a day or one of a list, and no words of anybody's."""
    return _CLOSED.fullmatch(value) is not None


def value(text: str) -> str:
    """What is of a list, an instant or yes and no, in words; what somebody wrote as it is."""
    if text in ("True", "False"):
        return "yes" if text == "True" else "no"
    if _INSTANT.fullmatch(text):
        return f"{datetime.fromisoformat(text):%d %B %Y, %H:%M:%S} UTC".removeprefix("0")
    return text.replace("_", " ") if is_closed(text) else text


def _plain(name: str) -> str:
    for ending in _ENDINGS:
        name = name.removesuffix(ending)
    said = name.replace("_", " ").replace("nhs ", "NHS ").replace("mri ", "MRI ")
    return said[:1].upper() + said[1:]
