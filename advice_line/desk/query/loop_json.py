"""What became of each version of the advice, as others see it: facts and fixed words. Names are
people's own words, which only a reveal shows."""

from collections.abc import Iterator
from typing import Any

from sqlmodel import col, select

from advice_line.desk.query import fetched, reading
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import OutChannel, OutgoingState
from advice_line.tables.advice import Advice
from advice_line.tables.ledger import BundledNotice, Outgoing
from advice_line.tables.receipts import EarlierWord, HelpfulTap

_INSTANTS = (
    "sent_at",
    "delivered_at",
    "opened_at",
    "acknowledged_at",
    "verbal_read_back_at",
    "failed_at",
)
_OPENED = (OutgoingState.SENT, OutgoingState.DELIVERED)
# A call, and what is asked of one that goes on, is counted with the calls.
_WORDS = (OutChannel.SMS, OutChannel.EMAIL, OutChannel.CHAT)


def loop(work: Work, advice: Advice) -> dict[str, Any]:
    return {
        **{name: reading.stamp(getattr(advice, name)) for name in _INSTANTS},
        "fetched_at": reading.stamp(fetched.first_at(work, advice)),
        "acknowledged_as": advice.acknowledged_as,
        # The name of who acknowledged is a person's own words: only a reveal shows it.
        "acknowledged_by": advice.acknowledged_as,
        "said": [{"at": reading.stamp(at), "said": said} for at, said, _ in _words(work, advice)],
        "read_back": _read_back(advice),
        "read_back_named": advice.sealed_read_back_by is not None,
        "failure": advice.failure,
    }


def helpful(work: Work, advice: Advice) -> dict[str, bool | None]:
    taps = select(HelpfulTap).where(col(HelpfulTap.advice_id) == advice.id)
    found = {each.of_asker: each.yes for each in work.session.exec(taps)}
    return {"asker": found.get(True), "practice": found.get(False)}


def revealed(work: Work, advice: Advice) -> dict[str, Any]:
    """The names."""
    opened = work.vault.open
    back, why = advice.sealed_read_back_by, advice.sealed_cannot_act
    return {
        "version": advice.version,
        "said": [
            {"at": reading.stamp(at), "said": said, "name": name}
            for at, said, name in _words(work, advice)
        ],
        "cannot_act": opened(why, "advice.sealed_cannot_act") if why else None,
        "read_back_by": opened(back, "advice.sealed_read_back_by") if back else None,
    }


def messages_caused(work: Work, query_id: int | None) -> int:
    """Texts, mails and words in the chat that were handed over because of it, to anybody."""
    rows = select(Outgoing.id).where(
        col(Outgoing.query_id) == query_id,
        col(Outgoing.channel).in_(_WORDS),
        col(Outgoing.state).in_(_OPENED),
    )
    return len(work.session.exec(rows).all())


def bundled_into(work: Work, row: Outgoing) -> str | None:
    """The one notice that holds it, where it was not sent by itself."""
    if row.state != OutgoingState.WITHDRAWN:
        return None
    held = work.session.get(BundledNotice, row.id)
    return work.session.get_one(Outgoing, held.bundle_id).public_id if held else None


def _words(work: Work, advice: Advice) -> Iterator[tuple[Any, str, str | None]]:
    rows = select(EarlierWord).where(col(EarlierWord.advice_id) == advice.id)
    for each in work.session.exec(rows.order_by(col(EarlierWord.id))):
        yield each.at, each.said, _name(work, each.sealed_name, "earlier_words.sealed_name")
    if advice.acknowledged_as is not None:
        sealed = advice.sealed_acknowledged_by
        name = _name(work, sealed, "advice.sealed_acknowledged_by")
        yield advice.acknowledged_at, advice.acknowledged_as, name


def _name(work: Work, sealed: str | None, column: str) -> str | None:
    return work.vault.open(sealed, column) if sealed else None


def _read_back(advice: Advice) -> str | None:
    """To whoever was rung about it afterwards, or before it was signed."""
    if advice.verbal_read_back_at is None:
        return None
    return "at_signing" if advice.verbal_read_back_at == advice.finalised_at else "afterwards"
