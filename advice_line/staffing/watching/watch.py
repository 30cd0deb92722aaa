"""What the watch knows, to look at; and a gap that is taken by who sees it or was told of it."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlmodel import col, select

from advice_line.directory import lookups
from advice_line.errors import NotFound
from advice_line.ledger.work import Work
from advice_line.rota_kinds import Mark
from advice_line.staffing.changes.amending import Done, once
from advice_line.staffing.rota_door import RotaDoor, line_of, lines_of
from advice_line.staffing.watching import (
    known_gaps,
    looking,
    showing_findings,
    take_links,
    taking_gaps,
)
from advice_line.staffing.watching.known_gaps import KnownGap
from advice_line.staffing.watching.watched import Findings, Named, ReachCheck, TakeLink
from advice_line.tables import watch as tables
from advice_line.tables.directory import Responder
from advice_line.tables.watch import RotaFinding, RotaLook, RotaTelling
from advice_line.trust import sessions
from advice_line.trust.roles import Action, Actor, require

CHECKS_SHOWN = timedelta(days=7)


class Watch(RotaDoor):
    def findings(self, actor: Actor, line: str | None = None) -> Findings:
        """What is wrong on one line, or on all where none is named. Raises `errors.NotFound`."""
        require(actor, Action.SEE_ROTA, line)
        with self._ledger.look(actor.label) as work:
            lines = {
                each.id: each for each in ([line_of(work, line)] if line else lines_of(work, actor))
            }
            open_ones = col(RotaFinding.gone_at).is_(None), col(RotaFinding.ends_at) > work.now
            in_order = col(RotaFinding.starts_at), col(RotaFinding.id)
            rows = work.session.exec(select(RotaFinding).where(*open_ones).order_by(*in_order))
            looked = work.session.get(RotaLook, 1)
            return Findings(
                found=showing_findings.watched(
                    work, lines, [each for each in rows if each.line_id in lines], actor
                ),
                looked_at=looked.looked_at if looked else None,
                behind=looking.is_behind(work, looked),
                now=work.now,
            )

    def between(
        self, actor: Actor, line: str, start: datetime, end: datetime
    ) -> tuple[KnownGap, ...]:
        """What is wrong on a line in any stretch of time. Raises `errors.NotFound`."""
        require(actor, Action.SEE_ROTA, line)
        with self._ledger.look(actor.label) as work:
            return known_gaps.between(work, actor, line_of(work, line), start, end)

    def checks(self, actor: Actor, line: str | None = None) -> tuple[ReachCheck, ...]:
        """Who was asked in the last seven days whether they can be reached, the newest first.
        Raises `errors.NotFound`."""
        require(actor, Action.SEE_ROTA, line)
        with self._ledger.look(actor.label) as work:
            lines = {
                each.id: each for each in ([line_of(work, line)] if line else lines_of(work, actor))
            }
            since = col(tables.ReachCheck.asked_at) > work.now - CHECKS_SHOWN
            newest = col(tables.ReachCheck.asked_at).desc(), col(tables.ReachCheck.id).desc()
            rows = work.session.exec(select(tables.ReachCheck).where(since).order_by(*newest))
            return showing_findings.checks(
                work, lines, [each for each in rows if each.line_id in lines]
            )

    def take(
        self,
        actor: Actor,
        finding: str,
        *,
        reason: str | None = None,
        breaches: Collection[str] | None = None,
        form_key: str | None = None,
    ) -> Done:
        """The actor is on tier 1 for what is left of a gap, by the `id` of its finding. `Done.key`
        is the first take-over's. Raises `errors.NotFound`, `errors.NotAllowed` for who cannot be
        rung, `errors.ReasonNeeded`, `errors.AlreadyTaken`, and `errors.Conflict` for a gap that
        was closed or is over."""
        require(actor, Action.TAKE_GAP)

        def step(work: Work) -> Done:
            person = work.session.get_one(Responder, actor.responder_id)
            gap = taking_gaps.by_id(work, finding)
            taken, notes = taking_gaps.take(work, actor, person, gap, reason, breaches)
            return Done(notes, taken[0].key)

        return once(self._ledger, actor, form_key, step)

    def link(self, token: str) -> TakeLink:
        """What stands behind the link of a notice; looking takes nothing. Raises `errors.NotFound`
        for a link that is not ours."""
        with self._ledger.look("public") as work:
            bundle = take_links.find(work.session, work.vault, token)
            person = work.session.get_one(Responder, bundle.person_id)
            gaps = taking_gaps.told(work, bundle.person_id, bundle.id)
            lines = {each.id: each for each in lookups.lines(work.session)}
            shown = showing_findings.watched(work, lines, gaps, sessions.staff(person))
            return TakeLink(Named(person.key, person.name), shown, work.now)

    def take_by_link(self, token: str, finding: str, *, form_key: str | None = None) -> Done:
        """The same for whoever was told of this gap at its last hour by the notice with this link,
        by its button: what is against it is shown and kept, and holds nobody up. Raises as `take`
        does."""
        with self._ledger.look("public") as work:
            bundle = take_links.find(work.session, work.vault, token)
            if not _told_by(work, bundle.id, finding):
                raise NotFound
            actor = sessions.staff(work.session.get_one(Responder, bundle.person_id))
        return self.take(actor, finding, reason=taking_gaps.LAST_HOUR, form_key=form_key)


def _told_by(work: Work, bundle: int | None, finding: str) -> bool:
    statement = (
        select(RotaTelling.id)
        .join(RotaFinding, col(RotaFinding.id) == col(RotaTelling.finding_id))
        .where(
            col(RotaTelling.bundle_id) == bundle,
            col(RotaTelling.mark) == Mark.HOUR,
            col(RotaFinding.public_id) == finding,
        )
    )
    return work.session.exec(statement).first() is not None
