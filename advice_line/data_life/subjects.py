"""Who or what a hold, an objection, an erasure or a pack is about, read from what was typed.
Numbers and addresses are kept as keyed hashes, and named in no message."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from advice_line.data_life.records import patient_of
from advice_line.desk.query import arrivals, reading
from advice_line.directory import lookups, numbers
from advice_line.errors import Invalid, NotFound, Problem
from advice_line.ledger.work import Work
from advice_line.rules import days, identifiers
from advice_line.tables.alerts import Alert
from advice_line.tables.directory import (
    Line,
    Organisation,
    Requester,
    RequesterAddress,
    RequesterPhone,
)
from advice_line.tables.queries import Query

REFERENCE, NUMBER, BORN, REQUESTER = "reference", "number", "date_of_birth", "requester"
ORGANISATION, LINE, FROM, UNTIL, REASON = "organisation", "line", "from_day", "until_day", "reason"
LONGEST_REASON = 1000


@dataclass(frozen=True)
class Asker:
    """Somebody of the directory, or whoever has an address or a number: either may be None."""

    requester_id: int | None
    mark: str | None


@dataclass(frozen=True)
class Span:
    line: Line
    start: datetime
    end: datetime


def query(work: Work, form: Mapping[str, str]) -> Query:
    """Raises `errors.Invalid`."""
    try:
        return reading.skeleton(work, given(form, REFERENCE, "Give the query's reference."))
    except NotFound:
        raise _wrong(REFERENCE, "No query has this reference. Look at it again.") from None


def patient_hash(work: Work, form: Mapping[str, str]) -> str:
    """Raises `errors.Invalid`."""
    try:
        number = identifiers.read_number(given(form, NUMBER, "Give the patient's NHS number."))
    except identifiers.NotUsable as why:
        raise _wrong(NUMBER, str(why)) from None
    return work.vault.mark(number, "patient")


@dataclass(frozen=True)
class Named:
    """A patient by two identifiers; `born` is held against what each query says."""

    mark: str
    number: str = field(repr=False)
    born: date = field(repr=False)


def patient(work: Work, form: Mapping[str, str]) -> Named:
    """By number and date of birth, which must be that of one query or alert at least. Raises
    `errors.Invalid`."""
    mark = patient_hash(work, form)
    text = given(form, BORN, "Give the date of birth too: one identifier alone is not enough.")
    try:
        born = identifiers.read_date_of_birth(text, work.now.date())
    except identifiers.NotUsable as why:
        raise _wrong(BORN, str(why)) from None
    known = set(_dates_of_birth(work, mark))
    if known and born not in known:
        raise _wrong(BORN, "No record of this number has this date of birth. Look at both.")
    return Named(mark, identifiers.read_number(form.get(NUMBER, "")), born)


def _dates_of_birth(work: Work, mark: str) -> Iterator[date]:
    queries = work.session.exec(select(Query).where(col(Query.patient_hash) == mark)).all()
    alerts = work.session.exec(select(Alert).where(col(Alert.patient_hash) == mark)).all()
    rows: list[Query | Alert] = [*queries, *alerts]
    for row in rows:
        found = patient_of(work, row)
        if found is not None and found.date_of_birth is not None:
            yield found.date_of_birth


def requester(work: Work, form: Mapping[str, str]) -> Asker:
    """By their key, an email address, or a telephone number. Raises `errors.Invalid`."""
    text = given(form, REQUESTER, "Give their key, email address or telephone number.")
    session = work.session
    known = session.exec(select(Requester).where(col(Requester.key) == text)).first()
    if known is not None:
        return Asker(known.id, None)
    if "@" in text:
        of_address = session.get(RequesterAddress, text.lower())
        mark = arrivals.address_mark(work, text)
        return Asker(of_address.requester_id if of_address else None, mark)
    number = numbers.normalise(text)
    if number is None:
        said = "There is nobody of this key. Give their key, email address or telephone number."
        raise _wrong(REQUESTER, said)
    of_phone = session.get(RequesterPhone, number)
    mark = arrivals.number_mark(work, number)
    return Asker(of_phone.requester_id if of_phone else None, mark)


def organisation(work: Work, form: Mapping[str, str]) -> Organisation:
    """Raises `errors.Invalid`."""
    code = given(form, ORGANISATION, "Give the practice's ODS code.")
    found = lookups.organisation_by_key(work.session, code.upper())
    if found is None:
        raise _wrong(ORGANISATION, "There is no practice or department of this code.")
    return found


def span(work: Work, form: Mapping[str, str]) -> Span:
    """Whole local days, the last included. Raises `errors.Invalid`."""
    line = lookups.line_by_key(work.session, given(form, LINE, "Choose the line."))
    if line is None:
        raise _wrong(LINE, "There is no such line. Choose one.")
    zone = ZoneInfo(line.time_zone)
    today = work.now.astimezone(zone).date()
    first, last = (_day(form, name, today) for name in (FROM, UNTIL))
    if last < first:
        raise _wrong(UNTIL, "The last day is before the first. Look at both.")
    start, end = (
        datetime.combine(each, time(), zone).astimezone(UTC)
        for each in (first, last + timedelta(days=1))
    )
    return Span(line, start, end)


def reason(form: Mapping[str, str]) -> str:
    """Raises `errors.Invalid`."""
    text = given(form, REASON, "Say why: whoever looks at this later has nothing else.")
    if len(text) > LONGEST_REASON:
        raise _wrong(REASON, f"This is too long: {LONGEST_REASON} letters at most.")
    return text


def given(form: Mapping[str, str], name: str, otherwise: str) -> str:
    text = " ".join(form.get(name, "").split())
    if not text:
        raise _wrong(name, otherwise)
    return text


def _day(form: Mapping[str, str], name: str, today: date) -> date:
    text = given(form, name, "Give a day such as 1 12 2026.")
    found = days.past_day(text, today) or days.coming_day(text, today)
    if found is None:
        raise _wrong(name, "We could not read this as a day. Give one such as 1 12 2026.")
    return found


def _wrong(name: str, said: str) -> Invalid:
    return Invalid([Problem(name, said)])
