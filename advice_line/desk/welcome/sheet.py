"""What a practice is told of a line, on one page to hang up: when to ring and when not, when it is
open, what to have ready, how advice comes back (guide §3.3.2, liaison with practices). No patient
is in it."""

from dataclasses import dataclass
from datetime import datetime

from advice_line.directory import lookups, out_of_hours
from advice_line.errors import NotFound
from advice_line.ledger.work import Work
from advice_line.rules import desks, phone_numbers, vcards, week_hours, wording
from advice_line.tables.directory import Line, Organisation
from rota import store

RING_WHEN = (
    "You are not sure which examination to ask for, or whether one is needed.",
    "A report does not say what you need, or does not fit what you see.",
    "You would refer or admit somebody because you cannot get an opinion.",
    "It cannot wait for an answer in writing.",
)
NOT_FOR = (
    "An emergency: if life is at immediate risk, ring 999.",
    "A request for imaging: this is advice, never a referral. Order as you always do.",
)
HAVE_READY = (
    "The patient's name, date of birth and NHS number.",
    "Your question in a sentence, and what you would do without an answer.",
    "Where images were taken, and when; the eGFR, implants, pregnancy where they matter.",
    "A number on which you can be rung back.",
)


@dataclass(frozen=True)
class Sheet:
    """`practice` is None of one that is for anybody; `phones` and `mail` are what the directory has
    of it. `ask` is where a question is written."""

    line: str
    number: str
    email: str
    ask: str
    hours: tuple[tuple[str, str], ...]
    ring_when: tuple[str, ...]
    not_for: tuple[str, ...]
    have_ready: tuple[str, ...]
    comes_back: tuple[str, ...]
    closed: str
    fixed_sentence: str
    practice: str | None
    phones: tuple[str, ...]
    mail: str | None
    contact: str
    code: str
    made_at: datetime


def of(work: Work, line: Line, practice: Organisation | None, url: str) -> Sheet:
    calendar = store.load(work.session, line.key).calendar
    opening = calendar.hours
    hours = tuple(
        week_hours.rows(
            [[(each.start, each.end) for each in day] for day in opening.by_weekday],
            [(each.start, each.end) for each in opening.bank_holiday],
        )
    )
    ask = _ask(line, url)
    phones = lookups.phones_of(work.session, practice.id or 0) if practice else []
    return Sheet(
        line=line.name,
        number=phone_numbers.in_groups(line.number),
        email=line.email,
        ask=ask,
        hours=hours,
        ring_when=RING_WHEN,
        not_for=(*NOT_FOR, *_desks(line)),
        have_ready=HAVE_READY,
        comes_back=_comes_back(practice),
        closed=_closed(line),
        fixed_sentence=wording.fixed_sentence(line.words),
        practice=practice.name if practice else None,
        phones=tuple(map(_on_one_line, phones)),
        mail=practice.email if practice else None,
        contact=contact(line, hours, url),
        # With less in it, so that its squares are large enough for any telephone.
        code=vcards.card(line.name, line.number, line.email, ask),
        made_at=work.now,
    )


def contact(line: Line, hours: tuple[tuple[str, str], ...], url: str) -> str:
    """As a telephone takes it in."""
    open_ = "; ".join(f"{days}: {times}" for days, times in hours)
    note = f"Advice from radiology. {open_}. In an emergency ring 999."
    return vcards.card(line.name, line.number, line.email, _ask(line, url), note)


def _ask(line: Line, url: str) -> str:
    return f"{url}/ask/{line.key}"


def _on_one_line(number: str) -> str:
    return phone_numbers.in_groups(number).replace(" ", "\u00a0")


def line_of(work: Work, key: str) -> Line:
    """Raises `errors.NotFound`."""
    line = lookups.line_by_key(work.session, key)
    if line is None:
        raise NotFound("There is no such line here.")
    return line


def _desks(line: Line) -> tuple[str, ...]:
    """Who deals with a request that was made already."""
    return tuple(
        f"{each.reason[:1].upper()}{each.reason[1:]}: ring {_on_one_line(each.number)}."
        for each in desks.read(line.desks)
    )


def _comes_back(practice: Organisation | None) -> tuple[str, ...]:
    to = f"to {practice.email}" if practice and practice.email else "to your practice's own address"
    return (
        "On the telephone, at once. Nobody free? You hear by when we ring you back, and it is "
        "texted to a mobile.",
        f"In writing every time, {to}: a letter, or word that one waits.",
        "Please say that you have it: press the button beneath it. We ask until somebody has.",
    )


def _closed(line: Line) -> str:
    number = _on_one_line(out_of_hours.number(line))
    return (
        "Leave a message or write: you are rung when the line opens. What cannot wait: ring "
        f"{number}."
    )
