"""What the watch's notices say, made from the rows as they are when they are sent: what was mended
meanwhile is not told, and a notice of which nothing is left is not sent."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlmodel import col, select

from advice_line.directory import lookups
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.ports.notices import Slip
from advice_line.rota_kinds import FindingKind, Mark
from advice_line.rules import watch_notices
from advice_line.rules.watch_notices import Found
from advice_line.staffing.watching import take_links
from advice_line.tables.directory import Line, Responder
from advice_line.tables.watch import ReachCheck, RotaBundle, RotaFinding, RotaTelling

PAGE = "/rota/gaps"


@dataclass(frozen=True)
class FindingsMail:
    line: Line
    to: str
    subject: str
    words: str


def findings(work: Work, slip: Slip, url: str) -> str | None:
    held = _held(work, slip)
    if not held:
        return None
    take_url = _take_url(work, slip, held, url)
    return watch_notices.findings(_found(work, held), f"{url}{PAGE}", take_url=take_url)


def findings_mail(work: Work, slip: Slip, url: str) -> FindingsMail | None:
    held = _held(work, slip)
    if not held:
        return None
    found = _found(work, held)
    return FindingsMail(
        line=work.session.get_one(Line, held[0][0].line_id),
        to=work.session.get_one(Responder, slip.person_id).email,
        subject=watch_notices.findings_subject(found),
        words=watch_notices.findings_mail(found, f"{url}{PAGE}"),
    )


def reach_check(work: Work, slip: Slip, _url: str) -> str | None:
    check = work.session.get_one(ReachCheck, slip.subject_id)
    if check.answered_at is not None or check.starts_at <= work.now:
        return None
    line = work.session.get_one(Line, check.line_id)
    return watch_notices.reach_check(line.name, check.starts_at, work.now, line.time_zone)


def reach_unanswered(work: Work, slip: Slip, url: str) -> str | None:
    check = work.session.get_one(ReachCheck, slip.subject_id)
    if check.answered_at is not None:
        return None
    line = work.session.get_one(Line, check.line_id)
    person = work.session.get_one(Responder, check.person_id)
    address, starts = f"{url}/rota?line={line.key}", check.starts_at
    return watch_notices.reach_unanswered(
        line.name, person.name, starts, work.now, line.time_zone, address
    )


def reach_answered(work: Work, slip: Slip, _url: str) -> str | None:
    check = work.session.get_one(ReachCheck, slip.subject_id)
    line = work.session.get_one(Line, check.line_id)
    person = work.session.get_one(Responder, check.person_id)
    return watch_notices.reach_answered(line.name, person.name)


TEXTS: dict[NoticeKind, Callable[[Work, Slip, str], str | None]] = {
    NoticeKind.ROTA_FINDINGS: findings,
    NoticeKind.REACH_CHECK: reach_check,
    NoticeKind.REACH_UNANSWERED: reach_unanswered,
    NoticeKind.REACH_ANSWERED: reach_answered,
}


def _held(work: Work, slip: Slip) -> list[tuple[RotaFinding, Mark]]:
    """What of the notice is still to be mended, in order of time."""
    rows = work.session.exec(
        select(RotaFinding, RotaTelling.mark)
        .join(RotaTelling, col(RotaTelling.finding_id) == col(RotaFinding.id))
        .where(
            col(RotaTelling.bundle_id) == slip.subject_id,
            col(RotaFinding.gone_at).is_(None),
            col(RotaFinding.ends_at) > work.now,
        )
        .order_by(col(RotaFinding.starts_at), col(RotaFinding.id))
    ).all()
    return [(finding, Mark(mark)) for finding, mark in rows]


def _found(work: Work, held: list[tuple[RotaFinding, Mark]]) -> list[Found]:
    lines = {each.id: each for each in lookups.lines(work.session)}
    names = {each.key: each.name for each in lookups.responders(work.session)}
    return [
        Found(
            line=lines[each.line_id].name,
            zone=lines[each.line_id].time_zone,
            kind=FindingKind(each.kind),
            start=each.starts_at,
            end=each.ends_at,
            people=tuple(names.get(key, key) for key in each.people),
        )
        for each, _ in held
    ]


def _take_url(work: Work, slip: Slip, held: list[tuple[RotaFinding, Mark]], url: str) -> str | None:
    """Where a gap of the last hour is among them, and they are somebody who can be rung."""
    last = any(mark is Mark.HOUR and each.kind == FindingKind.UNMANNED for each, mark in held)
    if not last or not lookups.answers_somewhere(work.session.get_one(Responder, slip.person_id)):
        return None
    bundle = work.session.get_one(RotaBundle, slip.subject_id)
    return f"{url}{take_links.PAGE}/{take_links.token(work.vault, bundle)}"
