"""A pattern as a form: a row for each session, read back into the value of the rota."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date

from advice_line.errors import Invalid, Problem
from advice_line.web.numbers import whole
from advice_line.web.rota.reading import Reading
from rota import columns
from rota.errors import InvalidValue
from rota.values import Pattern, Session, Turns

MOST_ROWS, MOST_PEOPLE = 80, 8
_FIELDS = ("week", "days", "time", "tier", "turns", "supervisor")


@dataclass(frozen=True)
class Row:
    """One session as it stands in the form; `who` has a place to spare. The names of its fields
    begin with `s<number>-`. It is `fresh` where it was just added or copied."""

    number: int
    given: Mapping[str, str]
    who: list[str] = field(default_factory=list)
    fresh: bool = False

    @property
    def name(self) -> str:
        return f"s{self.number}"

    def session(self) -> Session:
        """Raises `rota.errors.InvalidValue`, whose field is one of the row's."""
        return Session.from_texts(
            week=whole(self.given["week"], otherwise=0),
            days=self.given["days"].replace(" ", ""),
            time=self.given["time"].replace(" ", ""),
            tier=self.given["tier"],
            who=[each for each in self.who if each],
            turns=self.given["turns"] or Turns.TOGETHER,
            supervisor=self.given["supervisor"] or None,
        )


def rows_of(form: Mapping[str, str]) -> list[Row]:
    count = min(whole(form.get("rows", ""), otherwise=1), MOST_ROWS + 1)
    return [_row(form, number) for number in range(1, count + 1)]


def _row(form: Mapping[str, str], number: int) -> Row:
    values = {each: form.get(f"s{number}-{each}", "") for each in _FIELDS}
    named = [form.get(f"s{number}-who_{each}", "") for each in range(1, MOST_PEOPLE + 1)]
    return Row(number, values, _with_spare([each for each in named if each]))


def _with_spare(who: list[str]) -> list[str]:
    return [*who, ""][:MOST_PEOPLE] if len(who) > 1 else [*who, "", ""][:2]


def changed(form: Mapping[str, str]) -> list[Row]:
    """The rows after somebody pressed one of the buttons that add, copy or remove one."""
    rows = rows_of(form)
    place = whole(form.get("copy") or form.get("remove") or "", otherwise=0) - 1
    known = 0 <= place < len(rows)
    if "remove" in form and known:
        del rows[place]
    elif "copy" in form and known:
        rows.insert(place + 1, replace(rows[place], fresh=True))
    else:
        rows.append(_blank())
    kept = rows[:MOST_ROWS] or [_blank()]
    return [replace(each, number=number) for number, each in enumerate(kept, 1)]


def _blank() -> Row:
    return Row(0, dict.fromkeys(_FIELDS, "") | {"week": "1", "tier": "1"}, ["", ""], fresh=True)


def written(pattern: Pattern, from_day: date) -> dict[str, str]:
    """The form of a pattern that stands, to be changed from that day on."""
    form = {
        "key": pattern.key,
        "from_day": from_day.isoformat(),
        "valid_from": pattern.valid_from.isoformat(),
        "valid_to": pattern.valid_to.isoformat() if pattern.valid_to else "",
        "cycle_weeks": str(pattern.cycle_weeks),
        "rows": str(len(pattern.sessions)),
    }
    for number, session in enumerate(pattern.sessions, 1):
        form |= {f"s{number}-{name}": value for name, value in _values(session)}
    return form


def _values(session: Session) -> Iterator[tuple[str, str]]:
    yield "week", str(session.week)
    yield "days", columns.write_days(session.weekdays)
    yield "time", columns.write_times(session.start, session.end)
    yield "tier", session.tier.value
    yield "turns", session.turns.value
    yield "supervisor", session.supervisor or ""
    for number, who in enumerate(session.who, 1):
        yield f"who_{number}", who


def read(form: Mapping[str, str]) -> tuple[Pattern, date]:
    """The pattern, and the day from which it is so. Raises `errors.Invalid` with everything that
    is wrong, each problem at its field."""
    reading = Reading(form)
    key = reading.needed("key", "Give it a short name, such as weekdays.")
    from_day = reading.day("from_day", "Give the day from which it holds.")
    valid_from = reading.day("valid_from", "Give the Monday from which its weeks are counted.")
    valid_to = reading.maybe_day("valid_to", "Give the last day, or leave it empty.")
    weeks = whole(form.get("cycle_weeks", ""), otherwise=0)
    sessions = list(_sessions(form, reading))
    reading.check()
    try:
        return Pattern(key, valid_from, valid_to, weeks, tuple(sessions)), from_day
    except InvalidValue as error:
        raise Invalid([_at_row(Problem(error.field, error.sentence))]) from error


@contextmanager
def at_its_row() -> Iterator[None]:
    """A problem of a session is shown at the row that it was read from."""
    try:
        yield
    except Invalid as error:
        raise Invalid([_at_row(each) for each in error.problems]) from error


def _at_row(problem: Problem) -> Problem:
    match problem.field.split("."):
        case ["sessions", number, field]:
            row = int(number) + 1
            return Problem(f"s{row}-{field}", f"Session {row}: {problem.message}")
        case _:
            return problem


def _sessions(form: Mapping[str, str], reading: Reading) -> Iterator[Session]:
    rows = rows_of(form)
    if len(rows) > MOST_ROWS:
        reading.wrong("", f"A pattern has at most {MOST_ROWS} sessions here; make two of it.")
    for row in rows[:MOST_ROWS]:
        session = _session(row, reading)
        if session is not None:
            yield session


def _session(row: Row, reading: Reading) -> Session | None:
    if not any(row.who):
        reading.wrong(f"{row.name}-who_1", "Choose who has this session.")
        return None
    try:
        return row.session()
    except InvalidValue as error:
        reading.wrong(f"{row.name}-{error.field}", error.sentence)
        return None
