"""What was said and texted about one query, opened for who may see it, in order."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from advice_line.call_kinds import MessageKind, SoundKind
from advice_line.desk.messages import spoken
from advice_line.desk.query import writers
from advice_line.directory import lookups
from advice_line.kinds import Channel
from advice_line.ledger import sound_store
from advice_line.ledger.work import Work
from advice_line.outgoing_kinds import NoticeKind
from advice_line.tables.messages import Message
from advice_line.tables.queries import Query
from advice_line.tables.sounds import Sound


@dataclass(frozen=True)
class Said:
    """`words` are None where nobody has typed the sound, or where ours are fixed by `notice`;
    `sound` is its public id, `seconds` its length, `gone` that it was deleted by its class.
    `media` counts pictures and files that came with a text and were not kept. `kind` is internal
    for a sound on which there was nothing to type: `words` say why. `id` is its public one, None
    for a sound. `instead` says that it was written in place of words before it, `taken_back` that
    its writer took it back; `writer` is who of the practice wrote it for whoever asked."""

    at: datetime
    kind: MessageKind
    channel: Channel
    words: str | None = None
    notice: NoticeKind | None = None
    author: str | None = None
    writer: str | None = None
    media: int = 0
    sound: str | None = None
    seconds: int = 0
    gone: bool = False
    id: str | None = None
    instead: bool = False
    taken_back: bool = False


def of(work: Work, query: Query) -> tuple[Said, ...]:
    """The oldest first."""
    statement = select(Message).where(col(Message.query_id) == query.id)
    written = {each.external_id or each.public_id: each for each in work.session.exec(statement)}
    names = {person.id: person.name for person in lookups.responders(work.session)}
    sounds = sound_store.of_query(work.session, query.id or 0, SoundKind.MESSAGE)
    said = [_spoken(work, each, written.pop(each.carrier_id, None), names) for each in sounds]
    texts = [_written(work, each, names) for each in written.values()]
    return tuple(sorted([*_audible(said), *texts], key=lambda each: each.at))


def _audible(said: list[Said]) -> Iterator[Said]:
    """Silence is no message."""
    yield from (each for each in said if each.seconds)


def _spoken(work: Work, sound: Sound, typed: Message | None, names: dict[int | None, str]) -> Said:
    return Said(
        at=sound.made_at,
        kind=MessageKind(typed.kind) if typed else MessageKind.INCOMING,
        channel=Channel.CALL,
        words=_words(work, typed),
        author=names.get(typed.author_id) if typed else None,
        sound=sound.public_id,
        seconds=sound.seconds,
        gone=sound.deleted_at is not None,
    )


def _written(work: Work, row: Message, names: dict[int | None, str]) -> Said:
    return Said(
        at=row.at,
        kind=MessageKind(row.kind),
        channel=Channel(row.channel),
        words=_words(work, row),
        notice=NoticeKind(row.notice) if row.notice else None,
        author=names.get(row.author_id),
        writer=writers.of(work, row),
        media=row.media,
        id=row.public_id,
        instead=row.amends_id is not None,
        taken_back=row.withdrawn_at is not None,
    )


def _words(work: Work, row: Message | None) -> str | None:
    if row is None or row.sealed_words is None:
        return None
    return work.vault.open(row.sealed_words, spoken.WORDS)
