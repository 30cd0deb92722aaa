"""The form of an alert, and of what ends one: what a person typed, or every problem that it has."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from advice_line.kinds import AlertWord
from advice_line.rules import alert_times, record_form, written
from advice_line.rules.fields import LINE, NOTE, Fields
from advice_line.rules.record import Patient
from rota import columns, walltime

FIELDS = (
    "line",
    "organisation",
    "query",
    "patient_name",
    "date_of_birth",
    "nhs_number",
    "number_missing_reason",
    "difference_reason",
    "word",
    "primary_site",
    "message",
)
LABELS = record_form.LABELS | {
    "word": "How urgent",
    "primary_site": "Suspected primary site",
    "message": "What the practice must know",
    "whom": "Whom you spoke to",
    "spoke_to": "Their name",
    "spoke_role": "Their role",
    "spoke_at": "At what time",
    "read_back": "Read back",
    "agreed": "What was agreed",
    "reason": "Why it is withdrawn",
    "difference_reason": "Why it differs from what is on file",
}
PRACTICE, PROVIDER = "practice", "provider"
WHOM = (PRACTICE, PROVIDER)
_LONGEST = 5_000
_NO_TIME = "Write the time at which you spoke, such as 18:50."
_TO_COME = "That time is still to come: it is {now}. Write when you spoke today, such as 09:05."
_TOO_EARLY = (
    "The alert was started later ({started}). Only a talk about it ends it: write when that was, "
    "or ring them now."
)
_A_DAY = timedelta(days=1)
# What somebody's own clock may be ahead of ours.
_ITS_CLOCK = timedelta(minutes=1)
# Who writes after midnight may have spoken before it.
_SAME_NIGHT = timedelta(hours=6)


@dataclass(frozen=True)
class Draft:
    """`differs` is why its patient is not as on file. A reason for what is not known of them is
    none, unless their number is given and has no need of one (H02)."""

    word: AlertWord
    patient: Patient
    words: str
    primary_site: str | None
    differs: str | None


@dataclass(frozen=True)
class Talk:
    """Somebody read it back: who (by name and role), when, and what was agreed; `provider`: they
    act for the practice out of hours."""

    to: str
    at: datetime
    agreed: str | None
    provider: bool = False


def read(form: Mapping[str, str], today: date) -> Draft:
    """Raises `errors.Invalid` with a problem for every field that has one: two identifiers or the
    reason why one is missing (H02), a word, what is the matter, of CANCER the primary site."""
    fields = Fields(form, LABELS)
    patient, differs = record_form.patient(fields, today), fields.line("difference_reason")
    if patient.nhs_number is not None:
        differs = differs or patient.number_missing_reason
    elif differs is not None:
        patient = patient.model_copy(update={"number_missing_reason": _both(patient, differs)})
    word = fields.choice("word", AlertWord)
    if word not in alert_times.WORDS and not any(each.field == "word" for each in fields.problems):
        fields.problem("word", "Choose one: critical, urgent or cancer.")
    site = fields.line("primary_site")
    if word is AlertWord.CANCER and site is None:
        fields.problem("primary_site", "Say where the primary is suspected, or “not known”.")
    missing = "Write what was found and what the practice must do."
    words = fields.needed("message", missing, _LONGEST)
    fields.finish()
    assert word is not None
    return Draft(word, patient, words, site if word is AlertWord.CANCER else None, differs)


def _both(patient: Patient, differs: str) -> str:
    """Its practice reads why there is no number, and why its name or birth date is another."""
    missing = (patient.number_missing_reason or "no reason given").rstrip(".")
    return f"{missing}; differs from what was on file: {differs}"


def talk(
    form: Mapping[str, str], since: datetime, now: datetime, zone: str, *, several: bool = False
) -> Talk:
    """“Spoke to … at …, read back: yes”, after the alert was started at `since`. Whom, is asked
    where the practice is not the only one who may be rung (`several`); of who acts for it out of
    hours, also what was agreed (H22). Raises `errors.Invalid`."""
    fields = Fields(form, LABELS)
    whom = fields.given("whom")
    if several and whom not in WHOM:
        fields.problem("whom", "Say whom you spoke to: the practice, or who acts for it.")
    provider = several and whom == PROVIDER
    name = fields.needed("spoke_to", "Write the name of whom you spoke to.", LINE)
    role = fields.needed("spoke_role", "Write their role, such as GP.", LINE)
    at = _spoke_at(fields, since, now, zone)
    if fields.yes("read_back") is not True:
        said = "It counts only once they have read it back to you. Ring again if they have not."
        fields.problem("read_back", said)
    agreed = fields.text("agreed", NOTE)
    if provider and agreed is None:
        fields.problem("agreed", "Write what was agreed with who acts for the practice.")
    fields.finish()
    return Talk(f"{name}, {role}", at or now, agreed, provider)


def reason(form: Mapping[str, str]) -> str:
    """Raises `errors.Invalid` without one."""
    fields = Fields(form, LABELS)
    found = fields.needed("reason", "Write why the alert is withdrawn.", NOTE)
    fields.finish()
    return found


def _spoke_at(fields: Fields, since: datetime, now: datetime, zone: str) -> datetime | None:
    """What the wall clock of the line showed while the alert was there; now where nothing was
    typed."""
    typed = fields.given("spoke_at").replace(".", ":")
    if not typed:
        return now
    try:
        hour, minute = (int(each) for each in typed.split(":"))
        wall = time(hour, minute)
    except ValueError:
        fields.problem("spoke_at", _NO_TIME)
        return None
    at = _at_or_before(wall, now, columns.read_zone(zone))
    if at is None:
        fields.problem("spoke_at", _TO_COME.format(now=written.moment(now, now, zone)))
    elif at < since.replace(second=0, microsecond=0):
        started = written.moment(since, now, zone)
        fields.problem("spoke_at", _TOO_EARLY.format(started=started))
    else:
        return min(max(at, since), now)
    return None


def _at_or_before(wall: time, now: datetime, tz: ZoneInfo) -> datetime | None:
    """The last time it was `wall` today, or in the evening before while the night is young; None
    where that is still to come."""
    today = walltime.local_day(now, tz)
    told = [
        datetime.combine(day, wall.replace(fold=fold), tz).astimezone(UTC)
        for day in (today - _A_DAY, today)
        for fold in (0, 1)
    ]
    said = [at for at in told if at <= now + _ITS_CLOCK]
    last = max(said)
    same_day = walltime.local_day(last, tz) == today
    return last if same_day or now - last <= _SAME_NIGHT else None
