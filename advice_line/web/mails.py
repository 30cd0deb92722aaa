"""Mails as they came: those that wait in quarantine for a person to clear, and every mail of a
query, whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter
from starlette.responses import Response

from advice_line.desk.mailbox.clearing import InQuarantine
from advice_line.desk.mailbox.whole import Whole
from advice_line.errors import Invalid, Problem
from advice_line.trust.roles import Action
from advice_line.web.access import Here, Posted, Visit
from advice_line.written_kinds import MailReason

router = APIRouter()
QUARANTINE = "/admin/mail"
_REASONS = {
    MailReason.NEW: "A question",
    MailReason.NOT_A_PARTY: "It names a query to which its sender is no party",
    MailReason.QUERY_OVER: "It answers a query that is over",
    MailReason.DOUBTFUL_SENDER: "Nobody can say who sent it",
    MailReason.ANSWERS: "It answers a mail of ours",
    MailReason.REPORT: "A server says what became of a mail of ours",
    MailReason.AWAY: "Somebody's program says that they are away",
    MailReason.AUTOMATIC: "A machine wrote it",
    MailReason.MAILING_LIST: "It came by a mailing list",
    MailReason.BULK: "It was sent to many",
    MailReason.OWN_ADDRESS: "It is from our own address",
    MailReason.CAME_BACK: "It came back: find whose it was",
    MailReason.TOO_LARGE: "It is too large to be fetched: open the mailbox",
    MailReason.ENCRYPTED: "It is encrypted: only its sender's programs open it",
    MailReason.NO_MAIL: "It cannot be read as a mail",
    MailReason.FAULT: "Reading it failed here",
    MailReason.SAME_MAIL: "The same mail came before",
}


@dataclass(frozen=True)
class _Listed:
    path: str
    line: str
    came_at: datetime
    why: str
    size: str
    late: bool


@dataclass(frozen=True)
class _Mail:
    came_at: datetime
    size: str
    why: str | None
    senders: tuple[str, ...]
    answers_to: tuple[str, ...]
    to: tuple[str, ...]
    subject: str
    text: str
    files: tuple[str, ...]
    doubtful: bool
    whole: str | None
    deleted_at: datetime | None


@router.get("/admin/mail")
def waiting(visit: Here) -> Response:
    found = visit.site.clearing.waiting(visit.actor)
    return visit.page(
        "coordinator/mails.html", now=found.now, mails=[_listed(each) for each in found.mails]
    )


@router.get("/admin/mail/{mail}")
def to_clear(visit: Here, mail: str) -> Response:
    return _to_clear(visit, mail)


@router.post("/admin/mail/{mail}/query")
def as_query(visit: Here, mail: str, form: Posted) -> Response:
    visit.site.clearing.as_query(visit.actor, mail, visit.key(form))
    return visit.go(QUARANTINE)


@router.post("/admin/mail/{mail}/join")
def join(visit: Here, mail: str, form: Posted) -> Response:
    reference = form.get("reference", "")
    try:
        visit.site.clearing.join(visit.actor, mail, reference, visit.key(form))
    except Invalid as error:
        return _to_clear(visit, mail, problems=error.problems, reference=reference)
    return visit.go(QUARANTINE)


@router.post("/admin/mail/{mail}/not-ours")
def not_ours(visit: Here, mail: str, form: Posted) -> Response:
    try:
        visit.site.clearing.not_ours(visit.actor, mail, form.get("reason", ""), visit.key(form))
    except Invalid as error:
        return _to_clear(visit, mail, problems=error.problems)
    return visit.go(QUARANTINE)


@router.get("/desk/{reference}/mail")
def of_query(visit: Here, reference: str) -> Response:
    found = visit.site.whole_mails.of_query(visit.actor, reference)
    return visit.page(
        "responder/mail.html",
        now=found[0].now,
        path=f"/desk/{reference}",
        reference=found[0].reference,
        mails=[_shown(each, f"/desk/{reference}/mail/{each.id}") for each in found],
    )


@router.get("/desk/{reference}/mail/{mail}")
def as_it_came(visit: Here, reference: str, mail: str) -> Response:
    """To be kept and opened by a program for mails: nothing of it is shown within a page of
    ours."""
    content = visit.site.whole_mails.bytes_of(visit.actor, reference, mail)
    return Response(
        content,
        media_type="application/octet-stream",
        headers={
            "content-disposition": f'attachment; filename="{reference}-{mail[:4]}.eml"',
            "content-security-policy": "sandbox; default-src 'none'",
        },
    )


def _to_clear(
    visit: Visit, mail: str, *, problems: Sequence[Problem] = (), reference: str | None = None
) -> Response:
    found = visit.site.clearing.open(visit.actor, mail)
    may_join = [named for named, party in found.named if party]
    return visit.page(
        "coordinator/mail.html",
        status=422 if problems else 200,
        problems=problems,
        now=found.now,
        path=f"{QUARANTINE}/{mail}",
        mail=_shown(found.mail, None),
        named=[{"reference": named, "party": party} for named, party in found.named],
        reference=next(iter(may_join), "") if reference is None else reference,
        done=found.done,
        came_back=found.mail.why is MailReason.CAME_BACK,
        reads_queries=visit.actor.may(Action.SEE_QUERY),
        form_token=visit.form_token(),
    )


def _listed(each: InQuarantine) -> _Listed:
    path = f"{QUARANTINE}/{each.id}"
    why = _REASONS[each.why]
    return _Listed(path, each.line, each.fetched_at, why, _size(each.size), each.late)


def _shown(mail: Whole, whole: str | None) -> _Mail:
    return _Mail(
        came_at=mail.fetched_at,
        size=_size(mail.size),
        why=_REASONS[mail.why] if mail.why and mail.why != MailReason.NEW else None,
        senders=mail.senders,
        answers_to=mail.answers_to,
        to=mail.to,
        subject=mail.subject,
        text=mail.text,
        files=mail.files,
        doubtful=mail.doubtful,
        whole=whole if mail.kept_whole and mail.deleted_at is None else None,
        deleted_at=mail.deleted_at,
    )


def _size(count: int) -> str:
    """Of so many bytes."""
    if count < 1024 * 1024:
        return f"{max(1, round(count / 1024))} kB"
    return f"{count / 1024 / 1024:.1f} MB"
