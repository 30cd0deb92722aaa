"""One-off duty: these people instead of whoever else is on the tier."""

from collections.abc import Collection, Sequence
from datetime import datetime

from advice_line.errors import NotFound
from advice_line.ledger.work import Work
from advice_line.rules import rota_limits
from advice_line.staffing.changes import versions
from advice_line.staffing.changes.amending import Act, Done, amend, once
from advice_line.staffing.changes.eligibility import Named
from advice_line.staffing.changes.giving_way import make_room
from advice_line.staffing.rostering.absences import make_way
from advice_line.staffing.rota_door import RotaDoor, known_people, line_of, zone_of
from advice_line.staffing.wall_clock import WallClock
from advice_line.tables.columns import opaque
from advice_line.trust.roles import Action, Actor, require
from rota import store
from rota.changing import Changing
from rota.facts import Kind
from rota.values import Cover, Tier


class Covering(RotaDoor):
    def cover(
        self,
        actor: Actor,
        *,
        line: str,
        tier: str,
        who: Sequence[str],
        start: datetime,
        end: datetime,
        reason: str | None = None,
        breaches: Collection[str] | None = None,
        supervisor: str | None = None,
        version: str | None = None,
        form_key: str | None = None,
    ) -> Done:
        """Put these people on the tier for the stretch, also instead of those of another cover."""
        require(actor, Action.CHANGE_ROTA, line)

        def step(work: Work) -> Done:
            known_people(work, "who", who)
            known_people(work, "supervisor", [supervisor] if supervisor else [])
            clock = WallClock(zone_of(line_of(work, line)), work.now)
            since, until = clock.stretch(start, end, longest=rota_limits.COVER, what="A cover")
            cover = Cover(opaque(8), Tier.read(tier), tuple(who), since, until, supervisor)

            def make(change: Changing) -> None:
                versions.hold_to(work, change, line, version, (since, until))
                for person in cover.who:
                    make_way(work, change, person, since, until)
                make_room(change, line, [cover], store.load(work.session, line).covers)
                change.put(line, cover)

            named = tuple(Named(person, since, until) for person in cover.who)
            act = Act("cover.made", reason=reason, judged=True, named=named, shown=breaches)
            return Done((*clock.notes, *amend(work, actor, act, make)), cover.key)

        return once(self._ledger, actor, form_key, step)

    def uncover(
        self,
        actor: Actor,
        *,
        line: str,
        key: str,
        reason: str | None = None,
        breaches: Collection[str] | None = None,
        form_key: str | None = None,
    ) -> Done:
        """What the patterns say holds again, and whoever came in for it although they were away is
        away again. Raises `errors.NotFound`."""
        require(actor, Action.CHANGE_ROTA, line)

        def step(work: Work) -> Done:
            line_of(work, line)
            covers = {each.key: each for each in store.load(work.session, line).covers}
            found = covers.get(key)
            if found is None or found.end <= work.now:
                raise NotFound("There is no such cover, or it is over.")

            act = Act("cover.ended", reason=reason, judged=True, shown=breaches)
            notes = amend(work, actor, act, lambda change: change.end(line, Kind.COVER, key))
            return Done(notes, key)

        return once(self._ledger, actor, form_key, step)
