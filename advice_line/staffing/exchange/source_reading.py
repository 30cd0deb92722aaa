"""The worker's part of subscribed calendars: each is read every so often and put on the rota as one
change. What cannot be read changes nothing; why, stays on its row until it can."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from advice_line.directory import lookups
from advice_line.errors import NotRead
from advice_line.ledger import due
from advice_line.ledger.work import Ledger, Work
from advice_line.ports.calendars import CalendarReader
from advice_line.staffing.changes import giving_way
from advice_line.staffing.changes.amending import Act, amend
from advice_line.staffing.changes.eligibility import Named
from advice_line.staffing.exchange import source_entries
from advice_line.staffing.exchange.source_entries import Told
from advice_line.staffing.rota_door import changing, line_of, zone_of
from advice_line.tables.rota_exchange import RotaSource
from advice_line.trust.roles import SYSTEM, Actor
from rota import store
from rota.changing import Changing
from rota.errors import RotaError
from rota.exchange import ical_apart
from rota.exchange.ical_reading import Entry
from rota.exchange.sheet_people import People, Person
from rota.facts import Kind
from rota.values import Cover, Tier

EVERY = timedelta(minutes=15)
AHEAD = timedelta(weeks=26)
SEALED = "rota_sources.sealed_url"
# One that trickles is cut off after 20 seconds: what is read in one turn must stay well within the
# two minutes after which the worker counts as hung. The rest is due in the next turn.
_MOST_AT_ONCE = 4


@dataclass(frozen=True)
class _Claimed:
    """What is read, and the stretch that it is read for, on the wall clock of its line."""

    url: str
    start: datetime
    end: datetime
    zone: ZoneInfo


class SourceReading:
    def __init__(self, ledger: Ledger, reader: CalendarReader) -> None:
        self._ledger = ledger
        self._reader = reader

    def read_due(self) -> int:
        """How many were read, well or not."""
        with self._ledger.look(SYSTEM.label) as work:
            ids = due.rows(work.session, RotaSource, "next_due", work.now, _MOST_AT_ONCE)
        return sum(self._read(each) for each in ids)

    def next_due(self) -> datetime | None:
        with self._ledger.look(SYSTEM.label) as work:
            waiting = select(RotaSource.next_due).where(col(RotaSource.next_due).is_not(None))
            return work.session.exec(waiting.order_by(col(RotaSource.next_due)).limit(1)).first()

    def _read(self, source_id: int) -> bool:
        claimed = self._claim(source_id)
        if claimed is None:
            return False
        # Outside any transaction: what is slow elsewhere may hold up nobody here.
        try:
            data = self._reader.read(claimed.url)
            stretch = claimed.start, claimed.end
            entries = ical_apart.entries(data, *stretch, claimed.zone)
            with changing(self._ledger, SYSTEM) as work:
                _put_on(work, _row(work, source_id), entries, claimed.end)
        except (NotRead, RotaError) as error:
            self._keep_failure(source_id, error.sentence)
        return True

    def _claim(self, source_id: int) -> _Claimed | None:
        """None where another worker has it, or it was ended."""
        with self._ledger.work(SYSTEM.label) as work:
            row = _row(work, source_id)
            was, url = row.next_due, row.sealed_url
            if was is None or url is None or was > work.now:
                return None
            if not due.claim(work, RotaSource, source_id, "next_due", was, work.now + EVERY):
                return None
            zone = zone_of(line_of(work, row.line_key))
            return _Claimed(work.vault.open(url, SEALED), work.now, work.now + AHEAD, zone)

    def _keep_failure(self, source_id: int, sentence: str) -> None:
        with self._ledger.work(SYSTEM.label) as work:
            row = _row(work, source_id)
            if row.failure is None:
                work.record("source.failed", subject=f"source:{row.public_id}")
            work.update(row, last_tried_at=work.now, failure=sentence)


def _row(work: Work, source_id: int) -> RotaSource:
    return work.session.exec(select(RotaSource).where(col(RotaSource.id) == source_id)).one()


def _put_on(work: Work, row: RotaSource, entries: Collection[Entry], until: datetime) -> None:
    if row.ended_at is not None:
        return
    told = _told(work, row, entries)
    standing = covers_to_come(work, row)
    if standing and not told.covers:
        raise NotRead(
            "The calendar names nobody for the coming weeks any more. What it said before stays."
        )
    wanted = _beside_others(work, row, told.covers)
    reached = [each for each in standing if each.start < until]
    if set(wanted) != set(reached):
        work.update(row, against=list(change_to(work, SYSTEM, row, wanted, reached)))
    work.update(
        row,
        last_tried_at=work.now,
        last_good_at=work.now,
        failure=None,
        left_out=list(told.left_out),
        shifts=len(told.covers),
    )


def _told(work: Work, row: RotaSource, entries: Collection[Entry]) -> Told:
    everybody = lookups.responders(work.session)
    people = People(Person(each.key, each.name) for each in everybody)
    by_mail = {each.email.casefold(): each.key for each in everybody}
    return source_entries.read(row.public_id, Tier(row.tier), entries, people, by_mail)


def _beside_others(work: Work, row: RotaSource, told: Sequence[Cover]) -> list[Cover]:
    """What a person put on the tier goes before what a calendar says of it."""
    mine = source_entries.prefix(row.public_id)
    covers = store.load(work.session, row.line_key).covers
    others = [each for each in covers if not each.key.startswith(mine)]
    return [part for each in told for part in giving_way.around(each, others)]


def covers_to_come(work: Work, row: RotaSource) -> list[Cover]:
    """What stands of this calendar's and is not over."""
    mine = source_entries.prefix(row.public_id)
    covers = store.load(work.session, row.line_key).covers
    return [each for each in covers if each.key.startswith(mine) and each.end > work.now]


def change_to(
    work: Work,
    actor: Actor,
    row: RotaSource,
    wanted: Sequence[Cover],
    standing: Collection[Cover],
) -> tuple[str, ...]:
    """One change; returns what is against it. A calendar cannot be asked why: it is the reason."""
    keys = {each.key for each in wanted}

    def make(change: Changing) -> None:
        for cover in standing:
            if cover.key not in keys:
                change.end(row.line_key, Kind.COVER, cover.key)
        change.put_all(row.line_key, wanted)

    named = tuple(Named(who, each.start, each.end) for each in wanted for who in each.who)
    reason = f"from the calendar at {row.host}"
    return amend(work, actor, Act("feed", reason=reason, judged=True, named=named), make)
