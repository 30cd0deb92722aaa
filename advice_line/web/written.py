"""A written question as its page shows it: the words first, what came with them, what may be
done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from advice_line.desk.questions import passing_on
from advice_line.desk.receipts.reaching import Way
from advice_line.desk.staff.opening import Open
from advice_line.desk.staff.who_asks import WhoAsks
from advice_line.desk.staff.written import PassedOn, Waited, Written
from advice_line.kinds import Channel
from advice_line.outgoing_kinds import OutChannel
from advice_line.rules import scopes
from advice_line.rules.labels import PASS_REASONS
from advice_line.web import files_shown, labels, query_words, timeline_words
from advice_line.web.files_shown import FileShown
from advice_line.web.rendering import Choice
from advice_line.web.timeline_words import StepShown

_WITHOUT_WORDS = {OutChannel.SMS: "by text", OutChannel.CHAT: "in the chat"}


@dataclass(frozen=True)
class OfferShown:
    giver: str
    to: str
    reason: str
    words: str | None
    until: datetime
    mine: bool
    may_accept: bool
    may_decline: bool


@dataclass(frozen=True)
class WrittenShown:
    """`without_us` is what they would have done; `way` says where words to the requester would go,
    None where none may; `typed` is what was typed and not sent, by field; `unwritten` that who
    asked has yet to write it on their own page."""

    by: str
    asker: WhoAsks
    without_us: str | None
    words: str | None
    unwritten: bool
    mail: str | None
    proven: bool
    files: tuple[FileShown, ...]
    steps: list[StepShown]
    due_at: datetime | None
    late: bool
    waited: Waited | None
    way: str | None
    offered: OfferShown | None
    pass_on_to: list[Choice]
    reasons: list[Choice]
    tags: list[Choice]
    typed: Mapping[str, str]


def shown(seen: Open, typed: Mapping[str, str]) -> WrittenShown | None:
    """`typed` is what was just sent and could not be used; else what was kept of it."""
    of = seen.written
    if of is None:
        return None
    kept = {kind.value: words for kind, words in of.unsent.items()}
    return WrittenShown(
        by=labels.CHANNELS[of.channel].lower(),
        asker=of.asker,
        without_us=query_words.without_us(seen.question),
        words=of.words,
        unwritten=of.channel is Channel.CHAT and not of.words and not of.files,
        mail=f"/desk/{seen.query.reference}/mail" if of.mailed else None,
        proven=of.proven,
        files=files_shown.files(seen.query.reference, of.files),
        steps=timeline_words.steps(seen, of.entries),
        due_at=of.due_at,
        late=of.due_at is not None and of.due_at < seen.now,
        waited=of.waited,
        way=goes(of.way) if of.way else None,
        offered=_offer(of.offered) if of.offered else None,
        pass_on_to=_colleagues(of) if of.may_pass_on else [],
        reasons=labels.choices({each: PASS_REASONS[each] for each in passing_on.REASONS}),
        tags=[Choice(tag, scopes.name(tag)) for tag in of.tags],
        typed={**kept, **typed},
    )


def goes(way: Way) -> str:
    """Where words to the requester go, and how: "by email to … (the words)"."""
    if way.channel is not OutChannel.EMAIL:
        return f"{_WITHOUT_WORDS[way.channel]}, as a link to your words"
    how = "the words themselves" if way.full else "a link to your words: no more may go there"
    return f"by email to {way.to} ({how})"


def hears(way: Way) -> str:
    """How they hear that there is an answer."""
    email = way.channel is OutChannel.EMAIL
    return f"by email at {way.to}" if email else _WITHOUT_WORDS[way.channel]


def _offer(of: PassedOn) -> OfferShown:
    return OfferShown(
        giver=of.giver,
        to=of.to or "whoever is on",
        reason=PASS_REASONS[of.reason],
        words=of.words,
        until=of.until,
        mine=of.mine,
        may_accept=of.may_accept,
        may_decline=of.may_decline,
    )


def _colleagues(of: Written) -> list[Choice]:
    """Whoever is on, then each by name, with what they answer about and whether they are on."""
    anybody = Choice(passing_on.ANYBODY, "Whoever is on and in whose scope it is")
    return [
        anybody,
        *(
            Choice(
                each.key,
                f"{each.name} ({each.scope or 'everything'}{', on now' if each.on_now else ''})",
            )
            for each in of.colleagues
        ),
    ]
