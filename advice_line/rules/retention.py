"""How long everything is kept, by class: days of a line's settings, with defaults.

The periods are the site's to set; the defaults follow the NHS Records Management Code as we read
it: (C) confirm each with your own copy. What belongs to no line is kept as long as the line that
wants it longest. What is not over is kept however old it is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from advice_line.call_kinds import SoundKind
from advice_line.data_kinds import Kept

# So long before an untyped message goes, somebody who leads the line hears of it.
WARNED_BEFORE = timedelta(days=3)
# An adult's record: 8 years from its end.
_RECORD = 2922
# A child's goes no sooner than on this birthday; who was 17 at its end, a year later.
CHILD_AGE = "child_age"
DEFAULT_CHILD_AGE = 25
LONGEST = 10958
# No period reaches further, and no clock of ours.
FURTHEST = date(2100, 12, 31)


@dataclass(frozen=True)
class Rule:
    """`what` goes, so many `days` after `since`; `of_line` says whether that is a line's own."""

    days: int
    what: str
    since: str
    of_line: bool = True


RULES: dict[Kept, Rule] = {
    Kept.MESSAGE: Rule(7, "the sound of a message that was typed", "it was typed"),
    Kept.UNTYPED_MESSAGE: Rule(30, "the sound of a message that nobody has typed", "it was left"),
    Kept.RECORDING: Rule(90, "the recording of a talk", "the talk"),
    Kept.MAIL: Rule(
        90,
        "a mail as it came",
        "nothing of it was left to do",
    ),
    Kept.RECORD: Rule(
        _RECORD,
        "all words and identifiers of a query, its advice, its letters and its alerts",
        "it was over; of a child no sooner than on the birthday of `child_age`",
    ),
    Kept.ATTACHMENT: Rule(_RECORD, "a file that came with a question", "its query was over"),
    Kept.CONTACT: Rule(
        731, "the number or address from which somebody asked", "their query was over"
    ),
    Kept.DRAFT: Rule(30, "what somebody typed and never sent", "its query was over"),
    Kept.FEEDBACK: Rule(
        _RECORD, "what somebody wrote of what came of advice", "they wrote it, its query being over"
    ),
    Kept.CHAT_CARD: Rule(366, "by which message of the chat a query was shown", "it was over"),
    Kept.LIAISON: Rule(
        1096,
        "what readers wrote of guidance pages, and the log of liaison with practices",
        "it was written, and what was agreed was done",
        of_line=False,
    ),
    Kept.CODE: Rule(30, "a one-time code", "it ran out", of_line=False),
    Kept.LINK: Rule(366, "a link", "it ran out", of_line=False),
    Kept.SESSION: Rule(90, "a session of a browser", "it ended or ran out", of_line=False),
    Kept.SENDER: Rule(
        366,
        "when a number or address was last answered by itself, or came back",
        "that; whoever wants no more texts stays known",
        of_line=False,
    ),
    Kept.OUTGOING: Rule(
        1096, "a row of what was sent, which holds ids alone", "it was settled", of_line=False
    ),
    Kept.WEBHOOK: Rule(
        366, "what a clinical system was told: ids and states", "it was told", of_line=False
    ),
    Kept.EVENT: Rule(
        366, "by which an event from outside that comes twice is known", "it came", of_line=False
    ),
    Kept.ROTA_FINDINGS: Rule(
        366,
        "what the watch found wrong with a rota, and who was told",
        "it was mended",
        of_line=False,
    ),
    Kept.ROTA_WORKING: Rule(
        366,
        "a rota's imports, proposals, quiet times and reach checks",
        "they ended",
        of_line=False,
    ),
    Kept.ROTA_HISTORY: Rule(
        2192, "what a rota was until it was changed, and swaps", "that change", of_line=False
    ),
    # A doctor's revalidation looks back five years.
    Kept.ATTENDANCE: Rule(
        2192, "who came to a meeting, by the name they gave", "they came", of_line=False
    ),
}
DAYS: dict[Kept, int] = {kept: rule.days for kept, rule in RULES.items()}


def of_typed(settings: Mapping[str, int], typed_at: datetime) -> datetime:
    """When the sound of a message goes that was typed, or on which nothing is to be heard."""
    return typed_at + _period(settings, Kept.MESSAGE)


def of_kept(settings: Mapping[str, int], kind: SoundKind, made_at: datetime) -> datetime:
    """When a sound goes of which nothing more is known than when it was made."""
    named = Kept.UNTYPED_MESSAGE if kind == SoundKind.MESSAGE else Kept.RECORDING
    return made_at + _period(settings, named)


def mails_before(settings: Mapping[str, int], now: datetime) -> datetime:
    """A mail goes of which nothing was left to do by then."""
    return before(settings, Kept.MAIL, now)


def before(settings: Mapping[str, int], kept: Kept, now: datetime) -> datetime:
    """What had its end by then goes."""
    return now - _period(settings, kept)


def longest(lines: Iterable[Mapping[str, int]], kept: Kept) -> dict[str, int]:
    """The settings for what belongs to no line: those of the line that keeps it longest."""
    return {kept: max((days(each, kept) for each in lines), default=DAYS[kept])}


def days(settings: Mapping[str, int], kept: Kept) -> int:
    return settings.get(kept, DAYS[kept])


def child_is_kept(settings: Mapping[str, int], born: date, ended: date, today: date) -> bool:
    """Whether the record of somebody who was a child when it ended is kept because of that: until
    the birthday of `child_age`, or a year later where they were 17."""
    age = _age(born, ended)
    if age >= 18:
        return False
    until = settings.get(CHILD_AGE, DEFAULT_CHILD_AGE) + (1 if age == 17 else 0)
    return _age(born, today) < until


def _age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _period(settings: Mapping[str, int], kept: Kept) -> timedelta:
    return timedelta(days=days(settings, kept))
