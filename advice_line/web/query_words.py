"""What was said and texted about a query, as its page shows it."""

from dataclasses import dataclass
from datetime import datetime

from advice_line.call_kinds import MessageKind
from advice_line.desk.letter.letters import SAFETY
from advice_line.desk.messages.thread import Said
from advice_line.desk.staff.opening import Open
from advice_line.kinds import Channel
from advice_line.outgoing_kinds import NoticeKind
from advice_line.rules import labels, record_form, scopes
from advice_line.rules.record import Question, SafetyFlag
from advice_line.web import files_shown, naming
from advice_line.web import labels as labels_of
from advice_line.web.files_shown import FileShown
from advice_line.web.labels import choices
from advice_line.web.rendering import Choice

_FIXED = {
    NoticeKind.TEXT_RING_US: "Please ring us.",
    NoticeKind.TEXT_WE_RING: "We will ring you.",
}
_BUTTONS = {
    NoticeKind.TEXT_RING_US: "Text them: please ring us",
    NoticeKind.TEXT_WE_RING: "Text them: we will ring",
}


@dataclass(frozen=True)
class SaidShown:
    """`sound` and `type_at` are addresses; `note` is whatever else there is to say of it, `files`
    what came with it."""

    who: str
    at: datetime
    words: str | None
    note: str | None
    sound: str | None
    type_at: str | None
    files: tuple[FileShown, ...] = ()


@dataclass(frozen=True)
class OutsideShown:
    """`words` are what they wrote down of what they had said, None where they have not yet or said
    nothing."""

    who: str
    at: datetime
    about: str
    advised: bool
    words: str | None


def without_us(question: Question | None) -> str | None:
    """What they would have done, in the words of the list and in their own."""
    if question is None:
        return None
    chosen = question.would_have_done
    said = (labels.WOULD_HAVE_DONE[chosen] if chosen else None, question.would_have_done_note)
    return ". ".join(each for each in said if each) or None


def outside(seen: Open) -> list[OutsideShown]:
    """Whose scope it is outside of, and what they had said of it (H11)."""
    wrote = {each.author: each.words for each in seen.messages if _said_before(each)}
    advised = {each.author: each.record.body.opinion.advice for each in seen.versions}
    return [
        OutsideShown(
            who=each.name,
            at=each.at,
            about=scopes.name(each.tag),
            advised=each.advised,
            words=wrote.get(each.name) or advised.get(each.name),
        )
        for each in seen.outside
    ]


def shown(seen: Open) -> list[SaidShown]:
    return [one(seen, said) for said in seen.messages]


def offered(seen: Open) -> list[Choice]:
    """Nobody else's query is answered."""
    if not (seen.owned or seen.owner is None):
        return []
    return choices({each: _BUTTONS[each] for each in seen.may_text})


def one(seen: Open, said: Said) -> SaidShown:
    page = f"/messages/{said.sound}" if said.sound else None
    return SaidShown(
        who=_who(seen, said),
        at=said.at,
        words=_words(said),
        note=_note(said),
        sound=f"{page}/sound" if page and not said.gone else None,
        type_at=page if page and said.words is None and not said.gone else None,
        files=files_shown.files(seen.query.reference, seen.files.get(said.id, ())),
    )


def _who(seen: Open, said: Said) -> str:
    if said.kind is MessageKind.OUTGOING:
        return f"{said.author or 'We'} texted"
    if said.kind is MessageKind.INTERNAL and said.channel in (Channel.CHAT, Channel.PAGE):
        return f"{said.author or 'Somebody'} {among_colleagues(said)}"
    if _said_before(said):
        return f"{said.author or 'Somebody'} had said, before the call was passed on"
    return f"{said.writer or naming.of(seen)} {_spoke(said)}"


def _spoke(said: Said) -> str:
    """What they took back stays as it was; what they wrote instead says so."""
    instead = " instead" if said.instead else ""
    wrote = f"wrote{instead} ({labels_of.CHANNELS[said.channel].lower()})"
    spoke = {Channel.CALL: "left a message", Channel.SMS: "texted"}.get(said.channel, wrote)
    return f"{spoke} (taken back since)" if said.taken_back else spoke


def among_colleagues(said: Said) -> str:
    """ "wrote in the chat instead, among colleagues (taken back since)" """
    did = "wrote in the chat" if said.channel is Channel.CHAT else "noted"
    instead = " instead" if said.instead else ""
    since = " (taken back since)" if said.taken_back else ""
    return f"{did}{instead}, among colleagues{since}"


def _said_before(said: Said) -> bool:
    return said.kind is MessageKind.INTERNAL and said.sound is None


def _words(said: Said) -> str | None:
    if said.notice is not None:
        return _FIXED.get(said.notice)
    nothing = said.kind is MessageKind.INTERNAL and said.sound is not None
    return None if nothing else said.words


def _note(said: Said) -> str | None:
    if said.kind is MessageKind.INTERNAL and said.sound is not None:
        return f"Nothing on it, says {said.author}: {said.words}"
    if said.sound is not None and said.words is not None:
        return f"{said.seconds} seconds, typed by {said.author or 'somebody'}"
    if said.sound is not None:
        return f"{said.seconds} seconds" + (
            ", deleted before anybody typed it" if said.gone else ""
        )
    if said.media and said.channel is Channel.SMS:
        files = "picture or file" if said.media == 1 else "pictures or files"
        return f"With {said.media} {files}, which we do not take"
    return None


def safety(question: Question | None) -> list[str]:
    """What was answered of safety, yes or no: what is not known is not said."""
    if question is None:
        return []
    said = ((name, getattr(question, name)) for name in SAFETY)
    return [
        f"{record_form.LABELS[name]}: {flag.value}"
        for name, flag in said
        if flag is not SafetyFlag.NOT_KNOWN
    ]
