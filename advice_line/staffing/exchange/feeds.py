"""Calendar feeds of the rota at secret addresses, which their makers can take back."""

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, true
from sqlmodel import Session, col, or_, select

from advice_line.directory import lookups
from advice_line.errors import NotFound
from advice_line.ledger.vault import Vault
from advice_line.ledger.work import Ledger
from advice_line.staffing.exchange import exporting
from advice_line.staffing.exchange.exchanged import FeedShown, Served
from advice_line.staffing.rota_door import RotaDoor, line_of, person_of
from advice_line.tables.directory import Line, Responder
from advice_line.tables.rota_exchange import RotaFeed
from advice_line.trust import granted, tokens
from advice_line.trust.roles import Action, Actor, permit, require
from rota import columns, shifts, store, walltime
from rota.exchange import ical
from rota.exchange.ical import Entry
from rota.shifts import Shift

BEHIND = timedelta(weeks=4)
AHEAD = timedelta(weeks=26)

_PURPOSE = "rota_feed"
# Programs ask every few minutes; that a feed is used at all is worth no more than this.
_READ_AGAIN = timedelta(hours=1)


class Feeds(RotaDoor):
    def make(self, actor: Actor, *, line: str | None = None) -> FeedShown:
        """The actor's own duties on every line, or with a `line` everybody's on it. Raises
        `errors.NotFound`."""
        require(actor, Action.SEE_ROTA, line)
        with self._ledger.work(actor.label) as work:
            person = None if line else person_of(work, actor, None).key
            feed = work.add(
                RotaFeed(
                    line_key=line_of(work, line).key if line else None,
                    person_key=person,
                    made_by_id=actor.responder_id,
                    made_at=work.now,
                )
            )
            work.record("feed.made", subject=f"feed:{feed.public_id}", line=line, person=person)
            return _shown(work.session, work.vault, feed, actor)

    def revoke(self, actor: Actor, feed_id: str) -> None:
        """Its address leads nowhere from now on. Its maker may, and who may change the rota.
        Raises `errors.NotFound`."""
        require(actor, Action.SEE_ROTA)
        with self._ledger.work(actor.label) as work:
            mine = _theirs(actor)
            feed = _find(work.session, col(RotaFeed.public_id) == feed_id, mine)
            if work.update(feed, col(RotaFeed.revoked_at).is_(None), revoked_at=work.now):
                work.record("feed.revoked", subject=f"feed:{feed.public_id}")

    def of(self, actor: Actor) -> tuple[FeedShown, ...]:
        """The actor's own, the newest first; everybody's for who may change the rota."""
        require(actor, Action.SEE_ROTA)
        with self._ledger.look(actor.label) as work:
            mine = _theirs(actor)
            newest = select(RotaFeed).where(mine).order_by(col(RotaFeed.id).desc())
            found = work.session.exec(newest)
            return tuple(_shown(work.session, work.vault, each, actor) for each in found)

    def read(self, token: str) -> Served:
        """For `/rota/feed/{token}.ics`, whoever asks. Raises `errors.NotFound` for a token that is
        forged, unknown or revoked, or whose maker may not see the rota any more: they look the
        same."""
        public_id = tokens.public_id(self._ledger.vault, token, _PURPOSE)
        with self._ledger.look("feed") as work:
            feed = _find(
                work.session,
                col(RotaFeed.public_id) == public_id,
                col(RotaFeed.revoked_at).is_(None),
            )
            _hold_to_maker(work.session, feed)
            served = _serve(work.session, feed, work.now)
            read_before = feed.last_read_at
        if read_before is None or work.now - read_before >= _READ_AGAIN:
            _note_reading(self._ledger, public_id)
        return served


def _made_by(actor: Actor) -> ColumnElement[bool]:
    return col(RotaFeed.made_by_id).is_not_distinct_from(actor.responder_id)


def _theirs(actor: Actor) -> ColumnElement[bool]:
    """Their own, and those of the lines whose rota they make."""
    if actor.everywhere(Action.CHANGE_ROTA):
        return true()
    made = [each for each in actor.on if actor.may(Action.CHANGE_ROTA, each)]
    return or_(_made_by(actor), col(RotaFeed.line_key).in_(made))


def _find(session: Session, *where: ColumnElement[bool]) -> RotaFeed:
    found = session.exec(select(RotaFeed).where(*where)).first()
    if found is None:
        raise NotFound
    return found


def _hold_to_maker(session: Session, feed: RotaFeed) -> None:
    """Raises `errors.NotFound`. Those made by a command have no maker among the people."""
    if feed.made_by_id is None:
        return
    maker = lookups.responder(session, feed.made_by_id)
    if maker is None:
        raise NotFound
    on = granted.on(maker, feed.line_key) if feed.line_key else granted.anywhere(maker)
    if not permit(on, Action.SEE_ROTA):
        raise NotFound


def _note_reading(ledger: Ledger, public_id: str) -> None:
    with ledger.work("feed") as work:
        work.change(RotaFeed, col(RotaFeed.public_id) == public_id, last_read_at=work.now)


def _shown(session: Session, vault: Vault, feed: RotaFeed, reader: Actor) -> FeedShown:
    maker = lookups.responder(session, feed.made_by_id) if feed.made_by_id else None
    mine = feed.made_by_id == reader.responder_id
    secret = tokens.token(vault, feed.public_id, _PURPOSE)
    return FeedShown(
        id=feed.public_id,
        line=feed.line_key,
        person=feed.person_key,
        name=_name(session, feed),
        path=f"/rota/feed/{secret}.ics" if mine and feed.revoked_at is None else None,
        made_by=maker.name if maker else "",
        made_at=feed.made_at,
        last_read_at=feed.last_read_at,
        revoked_at=feed.revoked_at,
    )


def _name(session: Session, feed: RotaFeed) -> str:
    if feed.line_key:
        line = lookups.line_by_key(session, feed.line_key)
        return line.name if line else feed.line_key
    person = lookups.responder_by_key(session, feed.person_key or "")
    return f"Duties of {person.name}" if person else "Duties"


def _serve(session: Session, feed: RotaFeed, now: datetime) -> Served:
    lines = [each for each in lookups.lines(session) if feed.line_key in (None, each.key)]
    people = {each.key: each for each in lookups.responders(session)}
    entries = [entry for line in lines for entry in _entries(session, line, feed, people, now)]
    body = ical.write(_name(session, feed), entries)
    mark = hashlib.sha256(body).hexdigest()[:32]
    return Served("rota.ics", ical.MEDIA_TYPE, body, mark)


def _entries(
    session: Session,
    line: Line,
    feed: RotaFeed,
    people: dict[str, Responder],
    now: datetime,
) -> Iterator[Entry]:
    history = store.history(session, line.key, now)
    zone = columns.read_zone(line.time_zone)
    # From midnight, so that the feed of one rota is the same all day.
    today = walltime.day_start(walltime.local_day(now, zone), zone)
    revision = exporting.revision(history)
    for shift in shifts.of(history.timeline(today - BEHIND, today + AHEAD)):
        if feed.person_key in (None, shift.person_ref):
            summary = _summary(line, shift, None if feed.person_key else people)
            yield Entry(line.key, summary, shift, line.time_zone, revision)


def _summary(line: Line, shift: Shift, people: dict[str, Responder] | None) -> str:
    """The reader's own duty names the line; on a line's feed it names the person."""
    if people is None:
        return exporting.summary(line.name, shift)
    person = people.get(shift.person_ref)
    return exporting.summary(person.name if person else shift.person_ref, shift)
