"""Who hears of what happens to the rota, as outgoing rows of ids: one notice per event per person.

The `subject` of a notice of a change is the id of the change; its words are made when it is sent
(`rota_texts.py`).
"""

from collections.abc import Collection, Iterable
from datetime import datetime

from advice_line.directory import lookups
from advice_line.kinds import Role
from advice_line.ledger import outbox
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind, OutChannel, Recipient
from advice_line.tables.directory import Responder
from advice_line.trust import granted
from rota import store


def person(
    work: Work,
    kind: NoticeKind,
    to: Responder,
    *,
    once: str,
    subject: int | None,
    after: datetime | None = None,
) -> None:
    """An SMS to their mobile; `once` names the event, so that it is told one time."""
    outbox.put(
        work,
        kind,
        once=f"{kind}:{to.id}:{once}",
        channel=OutChannel.SMS,
        recipient=Recipient.RESPONDER,
        person=to.id,
        subject=subject,
        after=after,
    )


def people(
    work: Work, kind: NoticeKind, keys: Iterable[str], *, once: str, subject: int | None
) -> None:
    """The same to each of these who is known."""
    for each in lookups.responders_by_key(work.session, list(keys)).values():
        person(work, kind, each, once=once, subject=subject)


def managers(work: Work, line: str | None) -> list[Responder]:
    """The rota managers of this line (of any, where None is named) who are there; where all of them
    are away, the service leads who are; where there is nobody else, whoever manages the rota all
    the same."""
    everybody = lookups.responders(work.session)
    away = away_at(work, work.now)
    by_role = [
        [each for each in everybody if role in _roles(each, line)]
        for role in (Role.ROTA_MANAGER, Role.SERVICE_LEAD)
    ]
    there = ([each for each in group if each.key not in away] for group in by_role)
    return next((group for group in (*there, *by_role) if group), [])


def _roles(person: Responder, line: str | None) -> frozenset[Role]:
    return granted.anywhere(person) if line is None else granted.on(person, line)


def away_at(work: Work, at: datetime) -> Collection[str]:
    """The keys of those who are away then."""
    rotas = [store.load(work.session, line.key) for line in lookups.lines(work.session)]
    return {
        each.person_ref for rota in rotas for each in rota.absences if each.start <= at < each.end
    }
