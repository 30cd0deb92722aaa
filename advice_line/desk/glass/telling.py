"""Who hears of a broken glass: the leads of its line and who keeps the service's information, at
once, by a text and a mail that name no patient (H07)."""

from collections.abc import Callable
from dataclasses import dataclass

from advice_line.desk.owed import telling
from advice_line.kinds import Role
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind, OutChannel
from advice_line.ports.notices import Slip
from advice_line.staffing import on_duty
from advice_line.tables.directory import Line, Responder
from advice_line.tables.looks import GlassLook
from advice_line.tables.queries import Query

REASON = "glass_looks.sealed_reason"
SUBJECT = "Somebody broke the glass of a query"


@dataclass(frozen=True)
class GlassMail:
    line: Line
    to: str
    subject: str
    words: str


def tell(work: Work, look: GlassLook, query: Query, *, mails: bool) -> None:
    """Never who looked; where nobody else is known the trail says so. `mails` says whether mail can
    leave: it says the same, to whoever keeps their mobile switched off."""
    line = work.session.get_one(Line, query.line_id).key
    told = [
        *on_duty.with_role(work.session, Role.SERVICE_LEAD, line),
        *on_duty.with_role(work.session, Role.INFORMATION_GOVERNANCE, line),
        *on_duty.leads(work.session, line, work.now, besides=look.person_id),
    ]
    people = {each.id: each for each in told if each.id != look.person_id}
    for person in people:
        telling.responder(
            work,
            NoticeKind.GLASS_BROKEN,
            person or 0,
            once=look.public_id,
            query=query.id,
            subject=look.id,
        )
        if mails:
            # Of no query, as an answer to it joins none.
            telling.responder(
                work,
                NoticeKind.GLASS_BROKEN,
                person or 0,
                once=f"{look.public_id}:mail",
                query=None,
                subject=look.id,
                way=OutChannel.EMAIL,
            )
    if not people:
        work.record("glass.nobody_to_tell", query=query.id)


def mail(work: Work, slip: Slip, url: str) -> GlassMail | None:
    """None once somebody has seen it."""
    words = _words(work, slip, url)
    if words is None:
        return None
    look = work.session.get_one(GlassLook, slip.subject_id)
    query = work.session.get_one(Query, look.query_id)
    to = work.session.get_one(Responder, slip.person_id).email
    return GlassMail(work.session.get_one(Line, query.line_id), to, SUBJECT, words)


def _words(work: Work, slip: Slip, url: str) -> str | None:
    """None once somebody has seen it."""
    look = work.session.get_one(GlassLook, slip.subject_id)
    if look.seen_at is not None:
        return None
    person = work.session.get_one(Responder, look.person_id)
    reference = work.session.get_one(Query, look.query_id).reference
    return (
        f"{person.name} broke the glass of {reference}, a query that they may not see as a rule. "
        f"Read why, and say that you have seen it: {url}/admin/break-glass"
    )


TEXTS: dict[NoticeKind, Callable[[Work, Slip, str], str | None]] = {NoticeKind.GLASS_BROKEN: _words}
