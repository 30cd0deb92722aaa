"""A page in the chat that somebody has opened stays true: what has changed on it since is shown
there, all of a while together.

Only who has opened theirs has one. While a page is on its way there is no second one.
"""

import hashlib
from datetime import timedelta

from sqlmodel import col, select

from advice_line.desk.chat import cards, home, people
from advice_line.ledger import outbox
from advice_line.ledger.once import insert_once
from advice_line.ledger.work import Ledger, Work
from advice_line.outgoing_kinds import NoticeKind, OutChannel, OutgoingState, Recipient
from advice_line.ports.chat import ChatHome
from advice_line.tables.chat import ChatHomeShown
from advice_line.tables.directory import Responder
from advice_line.tables.ledger import Outgoing
from advice_line.trust.roles import SYSTEM, Action, require

# What changes within this time is shown as one.
BUNDLE = timedelta(seconds=20)
RESTS = timedelta(days=1)
_ON_ITS_WAY = (OutgoingState.WAITING, OutgoingState.SENDING)


def opened(work: Work, account: str, shown: ChatHome) -> None:
    """They see it now; from here on it is kept true."""
    person = people.responder(work, account)
    if person is None:
        return
    at = work.now + BUNDLE
    insert_once(
        work.session,
        ChatHomeShown,
        ("responder_id",),
        responder_id=person.id,
        shown=digest(shown),
        look_at=at,
    )
    keep(work, person.id or 0, shown)


def keep(work: Work, person_id: int, shown: ChatHome) -> None:
    own = col(ChatHomeShown.responder_id) == person_id
    work.change(ChatHomeShown, own, shown=digest(shown), look_at=work.now + BUNDLE)


def rests(work: Work, person_id: int) -> None:
    """The chat takes no page of this person any more; once they open it they have one again."""
    own = col(ChatHomeShown.responder_id) == person_id
    work.change(ChatHomeShown, own, look_at=work.now + RESTS)


def digest(of: ChatHome) -> str:
    """By which a page that shows the same is told; words of times do not count."""
    mine = tuple((each.reference, cards.digest(each)) for each in of.mine)
    shown = (of.heading, of.said, of.duties, of.on_now, mine, of.more)
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:32]


class Homes:
    """Any number of workers may."""

    def __init__(self, ledger: Ledger, public_url: str) -> None:
        self._ledger = ledger
        self._public_url = public_url

    def look(self) -> int:
        """How many pages were found to show something else than what is true."""
        require(SYSTEM, Action.SWEEP)
        with self._ledger.look(SYSTEM.label) as work:
            due = select(ChatHomeShown.responder_id).where(col(ChatHomeShown.look_at) <= work.now)
            found = work.session.exec(due.order_by(col(ChatHomeShown.responder_id))).all()
        return sum(self._look(each) for each in found)

    def _look(self, person_id: int) -> bool:
        with self._ledger.work(SYSTEM.label) as work:
            row = work.session.get_one(ChatHomeShown, person_id)
            seen = col(ChatHomeShown.look_at) == row.look_at
            if not work.update(row, seen, look_at=work.now + BUNDLE):
                return False
            account = work.session.get_one(Responder, person_id).slack_user
            if account is None or _on_its_way(work, person_id):
                return False
            if digest(home.of_account(work, account, self._public_url)) == row.shown:
                return False
            _send(work, person_id)
            return True


def _send(work: Work, person_id: int) -> None:
    outbox.put(
        work,
        NoticeKind.CHAT_HOME,
        once=f"{NoticeKind.CHAT_HOME}:{person_id}:{work.now.isoformat()}",
        channel=OutChannel.CHAT,
        recipient=Recipient.COLLEAGUES,
        person=person_id,
    )


def _on_its_way(work: Work, person_id: int) -> bool:
    row = select(Outgoing.id).where(
        col(Outgoing.kind) == NoticeKind.CHAT_HOME,
        col(Outgoing.person_id) == person_id,
        col(Outgoing.state).in_(_ON_ITS_WAY),
    )
    return work.session.exec(row.limit(1)).first() is not None
