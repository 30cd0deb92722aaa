"""The kinds of value a setup file may hold, each with its own check and sentence.

Every check raises a pydantic error whose message continues the field's name: "mobile: "07700 …"
is not …".
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictInt,
    StringConstraints,
)
from pydantic_core import PydanticCustomError

from advice_line.directory.numbers import is_e164, normalise
from rota.columns import read_days, read_times, read_zone
from rota.errors import RotaError
from rota.opening import OpeningHours, read_periods

Value = TypeVar("Value")

# The keys go into trail lines and addresses as they are.
KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
# All that a pattern can say of an ODS code; whether it exists is the directory's to know.
ODS = re.compile(r"[A-Z0-9]{3,10}")
DOMAIN = re.compile(r"(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}")
EMAIL = re.compile(r"[^@\s<>,;\"]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}")
_TARGET = re.compile(r"[1-9][0-9]* (?:open )?(?:min|hours?|days?)")
_CLOCK = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
_HOUR_COUNT = re.compile(r"1 hour|(?:[2-9]|1[0-9]|2[0-4]) hours")
_DESK_KEY = re.compile(r"[2-9]")
_SLACK_CHANNEL = re.compile(r"[CG][A-Z0-9]+")
_SLACK_USER = re.compile(r"[UW][A-Z0-9]+")


class Table(BaseModel):
    """A table of the file; a field that it does not have is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def refuse(message: str) -> PydanticCustomError:
    """An error whose message is meant for the person as it stands."""
    return PydanticCustomError("setup", "{said}", {"said": message})


def _matching(pattern: re.Pattern[str], wanted: str) -> Callable[[str], str]:
    def check(value: str) -> str:
        if pattern.fullmatch(value) is None:
            raise refuse(f'"{value}" is not {wanted}')
        return value

    return check


def _one_line(value: str) -> str:
    if not value.isprintable():
        raise refuse("has a line break, or a sign that cannot be shown; write it on one line")
    return value


def _number(value: str) -> str:
    if is_e164(value):
        return value
    meant = normalise(value)
    if meant is None:
        raise refuse(f'"{value}" is not a telephone number in international form')
    raise refuse(f'"{value}" is not in international form; did you mean "{meant}"?')


def _day(value: object) -> object:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise refuse(f"{_shown(value)} is not a date, written without quotation marks")


def _wall_clock(value: object) -> object:
    if isinstance(value, datetime) and value.tzinfo is None:
        return value
    if isinstance(value, datetime):
        raise refuse(f"{value.isoformat()} has an offset; give the line's own wall clock")
    raise refuse(f"{_shown(value)} is not a date with a time, written without quotation marks")


def _shown(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)


def _read_by(read: Callable[[Value], object]) -> Callable[[Value], Value]:
    """Checks by the rota's own reader; the value is kept as it was written."""

    def check(value: Value) -> Value:
        try:
            read(value)
        except ValueError as error:
            raise refuse(str(error)) from error
        except RotaError as error:
            raise refuse(error.sentence) from error
        return value

    return check


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
# Names stand in subjects of mails, in texts and in calendars, where a new line begins something.
Name = Annotated[Text, AfterValidator(_one_line)]
Key = Annotated[
    str, AfterValidator(_matching(KEY, "a key of letters, digits, full stops and hyphens"))
]
OdsCode = Annotated[
    str, AfterValidator(_matching(ODS, "an ODS code (3 to 10 capital letters and digits)"))
]
DeskKey = Annotated[str, AfterValidator(_matching(_DESK_KEY, "a key from 2 to 9; 1 is for advice"))]
Number = Annotated[str, AfterValidator(_number)]
Email = Annotated[str, AfterValidator(_matching(EMAIL, "an email address"))]
Domain = Annotated[str, AfterValidator(_matching(DOMAIN, "an email domain"))]
SlackChannel = Annotated[str, AfterValidator(_matching(_SLACK_CHANNEL, "a Slack channel id"))]
SlackUser = Annotated[str, AfterValidator(_matching(_SLACK_USER, "a Slack user id"))]
Target = Annotated[str, AfterValidator(_matching(_TARGET, "a time such as these"))]
HourCount = Annotated[
    str, AfterValidator(_matching(_HOUR_COUNT, 'a number of hours from "1 hour" to "24 hours"'))
]
TimeZone = Annotated[str, AfterValidator(_read_by(read_zone))]
Day = Annotated[date, BeforeValidator(_day)]
WallClock = Annotated[datetime, BeforeValidator(_wall_clock)]
Days = Annotated[str, AfterValidator(_read_by(read_days))]
Clock = Annotated[
    str, AfterValidator(_matching(_CLOCK, 'a time of day such as "10:00", in two figures each'))
]
Span = Annotated[str, AfterValidator(_read_by(read_times))]
Periods = Annotated[tuple[str, ...], Field(min_length=1), AfterValidator(_read_by(read_periods))]
Hours = Annotated[dict[str, tuple[str, ...]], AfterValidator(_read_by(OpeningHours.from_texts))]
# A shorter ring reaches nobody; a long one is warned of (setup_warnings), for voicemail answers it.
RingSeconds = Annotated[StrictInt, Field(ge=5, le=60)]
