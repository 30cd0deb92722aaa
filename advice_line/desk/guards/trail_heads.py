"""The trail's head of each day, sent elsewhere; one that could not be sent is an alarm (H14)."""

from datetime import timedelta

from sqlmodel import col, select

from advice_line.call_kinds import AlarmKind
from advice_line.desk.guards import head_texts
from advice_line.desk.guards.standing_alarm import StandingAlarm
from advice_line.errors import DeliveryDelayed
from advice_line.ledger import heads, outbox, upkeep
from advice_line.ledger.work import Ledger, Work
from advice_line.outgoing_kinds import NoticeKind, OutChannel, OutgoingState, Recipient
from advice_line.ports.record_folder import RecordFolder
from advice_line.tables.directory import Line
from advice_line.tables.ledger import Outgoing, TrailHead
from advice_line.trust.roles import SYSTEM, Action, require

# As the alarm names what is wrong with the mail.
MAIL = "mail"
# A mail that its server takes later is no fault yet.
LONGEST = timedelta(hours=2)


class TrailHeads:
    def __init__(
        self, ledger: Ledger, there: RecordFolder, folder: str | None, address: str | None
    ) -> None:
        """`folder` and `address` are where heads are sent; neither where they are only kept."""
        self._ledger = ledger
        self._there = there
        self._folder = folder
        self._address = address

    def make(self) -> int:
        """Chain what is written and keep today's head; nothing where the day has its own."""
        require(SYSTEM, Action.SWEEP)
        while upkeep.chain_trail(self._ledger):
            pass
        with self._ledger.work(SYSTEM.label) as work:
            head = heads.now(work)
            to = work.vault.seal(self._address, head_texts.COLUMN) if self._address else None
            if not heads.keep(work, head, to):
                return 0
            work.record("trail.head_made", position=head.position)
            if self._address:
                self._post(work, heads.newest(work.session))
        return 1

    def put(self) -> int:
        """Write what is not yet there into the folder elsewhere; how many were."""
        require(SYSTEM, Action.SWEEP)
        if self._folder is None:
            return 0
        with self._ledger.look(SYSTEM.label) as look:
            owed = select(TrailHead).where(col(TrailHead.put_at).is_(None)).order_by(TrailHead.day)  # type: ignore[arg-type]  # SQLModel types columns as their values
            rows = list(look.session.exec(owed))
            look.let_go()
        return sum(self._put(self._folder, row) for row in rows)

    def alarm(self) -> StandingAlarm:
        return StandingAlarm(self._ledger, AlarmKind.HEAD_UNSENT, self._why, told_anew=True)

    def _post(self, work: Work, row: TrailHead | None) -> None:
        assert row is not None
        outbox.put(
            work,
            NoticeKind.TRAIL_HEAD,
            once=f"{NoticeKind.TRAIL_HEAD}:{row.day}",
            channel=OutChannel.EMAIL,
            recipient=Recipient.KEEPER,
            subject=row.id,
        )

    def _put(self, folder: str, row: TrailHead) -> int:
        failure = None
        try:
            content = f"{heads.of_row(row).model_dump_json(by_alias=True)}\n".encode()
            self._there.put(folder, f"trail-head-{row.day}", {"json": content})
        except DeliveryDelayed as error:
            failure = error.code
        with self._ledger.work(SYSTEM.label) as work:
            own = col(TrailHead.put_at).is_(None)
            if failure is not None:
                work.change(TrailHead, col(TrailHead.id) == row.id, own, failure=failure)
                return 0
            put = work.update(row, own, put_at=work.now, failure=None)
            if put:
                work.record("trail.head_sent", day=str(row.day), position=row.position)
            return int(put)

    def _why(self, work: Work, _line: Line) -> str | None:
        failed = select(TrailHead.failure).where(
            col(TrailHead.put_at).is_(None), col(TrailHead.failure).is_not(None)
        )
        if self._folder is not None and (code := work.session.exec(failed.limit(1)).first()):
            return code
        return MAIL if self._address is not None and _unmailed(work) else None


def _unmailed(work: Work) -> bool:
    """Whether the newest head that is mailed did not leave."""
    mailed = col(Outgoing.kind) == NoticeKind.TRAIL_HEAD
    newest = select(Outgoing).where(mailed).order_by(col(Outgoing.id).desc()).limit(1)
    row = work.session.exec(newest).first()
    if row is None or row.state in (OutgoingState.SENT, OutgoingState.DELIVERED):
        return False
    return row.state == OutgoingState.DEAD or row.made_at <= work.now - LONGEST
