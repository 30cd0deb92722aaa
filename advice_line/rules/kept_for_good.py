"""To which retention class each table belongs, or why its rows are kept. A table is in one of the
two: a test holds this list to the tables there are."""

from collections.abc import Mapping

from advice_line.data_kinds import Kept

_SKELETON = "ids, states and instants: figures of earlier years stand on them"
_COUNTED = "closed words and numbers of each query: what was counted stays what it was"
_SITE = "the site's own settings, which name no patient; the setup file and commands end them"
_PEOPLE = "the directory, as long as somebody is in it; an erasure takes a requester out"
_DIRECTORY = "with whose word each detail of the directory is, and how it came to be"
_PROOF = "proof of what was decided and done: keyed hashes, ids, and a reason that is sealed"
_UPKEEP = "how far the service itself is: no person is named"
_ACCOUNT = "how a member of staff signs in, as long as they do; disablement ends it"
_TAUGHT = "what was taught, said and agreed at meetings: what is taught next stands on it"
_SAMPLED = "which month was sampled, by which seed, and who was appointed: its figures stand on it"
_BESIDE_FIGURES = "what a lead wrote beside figures, of no patient, and who: charts stand on it"
_BESIDE_A_CODE = "by what people of a practice sign in besides a code; ending their access ends it"

# What of these a query holds goes with its record; by the class that is named some goes before.
OF_RECORD: Mapping[str, Kept] = {
    "queries": Kept.CONTACT,
    "contacts": Kept.CONTACT,
    "advice": Kept.RECORD,
    "alerts": Kept.RECORD,
    "messages": Kept.RECORD,
    "earlier_words": Kept.RECORD,
    "pass_ons": Kept.RECORD,
    "promised_delays": Kept.RECORD,
    "report_differences": Kept.RECORD,
    "glass_looks": Kept.RECORD,
    "tracers": Kept.RECORD,
    "tracer_answers": Kept.FEEDBACK,
    "attachments": Kept.ATTACHMENT,
    "attachment_pieces": Kept.ATTACHMENT,
    "case_pictures": Kept.RECORD,
    "sounds": Kept.RECORDING,
    "sound_pieces": Kept.RECORDING,
    "mails": Kept.MAIL,
    "mail_pieces": Kept.MAIL,
    "drafts": Kept.DRAFT,
    "unsent_words": Kept.DRAFT,
    "review_actions": Kept.RECORD,
    "appropriateness_reviews": Kept.RECORD,
    "chat_cards": Kept.CHAT_CARD,
}
BY_ITSELF: Mapping[str, Kept] = {
    "guidance_feedback": Kept.LIAISON,
    "liaison_entries": Kept.LIAISON,
    "one_time_codes": Kept.CODE,
    "access_links": Kept.LINK,
    "practice_invitations": Kept.LINK,
    "web_sessions": Kept.SESSION,
    "text_senders": Kept.SENDER,
    "mail_senders": Kept.SENDER,
    "bounced_addresses": Kept.SENDER,
    "outgoing": Kept.OUTGOING,
    "bundled_notices": Kept.OUTGOING,
    "webhook_events": Kept.WEBHOOK,
    "inbox_events": Kept.EVENT,
    "chat_envelopes": Kept.EVENT,
    "rota_findings": Kept.ROTA_FINDINGS,
    "rota_tellings": Kept.ROTA_FINDINGS,
    "rota_bundles": Kept.ROTA_FINDINGS,
    "rota_imports": Kept.ROTA_WORKING,
    "rota_proposals": Kept.ROTA_WORKING,
    "quiet_windows": Kept.ROTA_WORKING,
    "reach_checks": Kept.ROTA_WORKING,
    "rota_facts": Kept.ROTA_HISTORY,
    "rota_changes": Kept.ROTA_HISTORY,
    "swap_requests": Kept.ROTA_HISTORY,
    "swap_offers": Kept.ROTA_HISTORY,
    "attendances": Kept.ATTENDANCE,
}
FOR_GOOD: Mapping[str, str] = {
    "trail": "the one record of who did and saw what; its chain breaks where a line is missing",
    **dict.fromkeys(
        ("legal_holds", "teaching_objections", "erasures", "deletion_receipts", "deleted_batches"),
        _PROOF,
    ),
    "saved_searches": "by what somebody of the service looks again; sealed, and taken away by them",
    **dict.fromkeys(
        ("reading_lists", "reading_list_cases"),
        "which cases somebody reads or teaches from; sealed, and taken away by them",
    ),
    "cases": "it names nobody, and is what may be taught; its link to the query goes with that",
    **dict.fromkeys(
        (
            "query_links",
            "offers",
            "deflections",
            "promises",
            "tasks",
            "hand_overs",
            "asked_backs",
            "question_rings",
            "ring_backs",
            "rooms",
            "colleagues",
            "filings",
            "letter_fetches",
            "helpful_taps",
            "alert_cards",
            "review_items",
            "sampled_queries",
        ),
        _SKELETON,
    ),
    **dict.fromkeys(("audit_queries", "audit_calls", "audit_figures"), _COUNTED),
    **dict.fromkeys(("audit_notes", "audit_rebases"), _BESIDE_FIGURES),
    "audit_reports": "what was reported, of figures that tell of nobody, and the lead's own words",
    **dict.fromkeys(("appropriateness_audits", "appropriateness_reviewers"), _SAMPLED),
    **dict.fromkeys(
        (
            "lines",
            "contact_points",
            "guidance",
            "guidance_versions",
            "guidance_files",
            "guidance_mentions",
            "guidance_gaps",
            "search_texts",
            "welcome_sheets",
            "waits_boards",
            "imaging_months",
            "rota_feeds",
            "rota_sources",
            "api_keys",
            "webhook_endpoints",
            "mail_consents",
        ),
        _SITE,
    ),
    **dict.fromkeys(
        (
            "organisations",
            "organisation_phones",
            "requesters",
            "requester_phones",
            "requester_addresses",
            "responders",
            "practice_members",
        ),
        _PEOPLE,
    ),
    **dict.fromkeys(
        (
            "directory_imports",
            "corrections",
            "detail_origins",
            "organisation_pasts",
            "verified_contacts",
            "contact_changes",
        ),
        _DIRECTORY,
    ),
    **dict.fromkeys(
        (
            "meeting_series",
            "meetings",
            "meeting_changes",
            "meeting_invitees",
            "meeting_wishes",
            "agenda_items",
            "meeting_votes",
            "meeting_members",
            "meeting_actions",
            "meeting_evaluations",
            "practice_digests",
            "practice_letters",
            "digest_stops",
        ),
        _TAUGHT,
    ),
    **dict.fromkeys(("practice_passkeys", "practice_identities"), _BESIDE_A_CODE),
    **dict.fromkeys(
        ("authenticators", "passkeys", "recovery_codes", "provider_identities"), _ACCOUNT
    ),
    **dict.fromkeys(
        (
            "audit_readings",
            "audit_stale",
            "calendar_jobs",
            "chat_homes",
            "chat_readings",
            "carrier_readings",
            "data_keys",
            "deployment",
            "heartbeats",
            "mailboxes",
            "mail_clearings",
            "rota_lines",
            "rota_looks",
            "secret_keys",
            "silences",
            "alarms",
            "test_calls",
            "trail_heads",
            "used_challenges",
            "provider_returns",
        ),
        _UPKEEP,
    ),
}


def as_markdown() -> str:
    """The rows of the two tables in docs/for-information-governance.md."""
    classes: dict[str, list[str]] = {}
    for table, kept in {**OF_RECORD, **BY_ITSELF}.items():
        classes.setdefault(kept, []).append(f"`{table}`")
    reasons: dict[str, list[str]] = {}
    for table, why in FOR_GOOD.items():
        reasons.setdefault(why, []).append(f"`{table}`")
    goes = [f"| `{kept}` | {', '.join(tables)} |" for kept, tables in sorted(classes.items())]
    stays = [f"| {', '.join(tables)} | {why} |" for why, tables in reasons.items()]
    heads = ("| class | tables |", "|---|---|"), ("| tables | why |", "|---|---|")
    return "\n".join([*heads[0], *goes, "", *heads[1], *stays])
