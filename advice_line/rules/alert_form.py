"""The form of an alert, and of what ends one: what a person typed, or every problem that it has."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from advice_line.kinds import AlertWord
from advice_line.rules import alert_times, record_form
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
    "word",
    "primary_site",
    "message",
)
LABELS = record_form.LABELS | {
    "word": "How urgent",
    "primary_site": "Suspected primary site",
    "message": "What the practice must know",
    "spoke_to": "To whom you spoke",
    "spoke_at": "At what time",
    "read_back": "Read back",
    "agreed": "What was agreed",
    "reason": "Why it is withdrawn",
}
_LONGEST = 5_000
_NO_TIME = "Write the time at which you spoke, such as 18:50."


@dataclass(frozen=True)
class Draft:
    word: AlertWord
    patient: Patient
    words: str
    primary_site: str | None


@dataclass(frozen=True)
class Talk:
    """Somebody read it back: who, when, and what was agreed."""

    to: str
    at: datetime
    agreed: str | None


def read(form: Mapping[str, str], today: date) -> Draft:
    """Raises `errors.Invalid` with a problem for every field that has one: two identifiers or the
    reason why one is missing (H02), a word, what is the matter, of CANCER the primary site."""
    fields = Fields(form, LABELS)
    patient = record_form.patient(fields, today)
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
    return Draft(word, patient, words, site if word is AlertWord.CANCER else None)


def talk(form: Mapping[str, str], now: datetime, zone: str, *, provider: bool) -> Talk:
    """“Spoke to … at …, read back: yes”; where it was who acts for the practice out of hours, also
    what was agreed (H22). Raises `errors.Invalid`."""
    fields = Fields(form, LABELS)
    to = fields.needed("spoke_to", "Write the name and role of whom you spoke to.", LINE)
    at = _spoke_at(fields, now, zone)
    if fields.yes("read_back") is not True:
        said = "It counts only once they have read it back to you. Ring again if they have not."
        fields.problem("read_back", said)
    agreed = fields.text("agreed", NOTE)
    if provider and agreed is None:
        fields.problem("agreed", "Write what was agreed with who acts for the practice.")
    fields.finish()
    return Talk(to, at or now, agreed)


def reason(form: Mapping[str, str]) -> str:
    """Raises `errors.Invalid` without one."""
    fields = Fields(form, LABELS)
    found = fields.needed("reason", "Write why the alert is withdrawn.", NOTE)
    fields.finish()
    return found


def _spoke_at(fields: Fields, now: datetime, zone: str) -> datetime | None:
    """The last time that the wall clock of the line showed what was typed; now where nothing
    was."""
    typed = fields.given("spoke_at").replace(".", ":")
    if not typed:
        return now
    try:
        hour, minute = (int(each) for each in typed.split(":"))
        wall = time(hour, minute)
    except ValueError:
        fields.problem("spoke_at", _NO_TIME)
        return None
    tz = columns.read_zone(zone)
    today = walltime.local_day(now, tz)
    at = walltime.to_utc(datetime.combine(today, wall), tz)
    if at > now + timedelta(minutes=1):
        at = walltime.to_utc(datetime.combine(today - timedelta(days=1), wall), tz)
    return min(at, now)
