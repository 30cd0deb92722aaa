"""The pages' templates: one environment, and `page`, which makes a response of one.

Templates lie in `templates/<kind of user>/`; each says at its top which names it expects.
`ChainableUndefined` is what the NHS macros need; a test holds our own templates to their headers.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader, pass_context
from jinja2.runtime import Context
from starlette.responses import HTMLResponse

from advice_line.errors import Problem
from advice_line.rules import bookings, kept_words, phone_numbers, written
from advice_line.web import words

STATIC_FOLDER = Path(__file__).parent / "static"
STATIC_PATH = "/static"


@dataclass(frozen=True)
class NavItem:
    href: str
    label: str
    current: bool = False


@dataclass(frozen=True)
class Frame:
    """What stands round every page.

    `time_zone` is the line's, in which every instant is shown; `now` is the event's instant, UTC.
    `person` is who of the staff is signed in, `member` who of a practice; `sign_out_token` is then
    the form token of the sign-out button.
    Where it is None, `sign_in` says whether that is offered. `first` is where the work of `person`
    begins.
    """

    service_name: str
    time_zone: str
    now: datetime
    person: str | None = None
    member: str | None = None
    sign_out_token: str | None = None
    first: NavItem | None = None
    nav: tuple[NavItem, ...] = ()
    sign_in: bool = True
    rehearsal: bool = False
    demo: bool = False


@dataclass(frozen=True)
class Choice:
    """One value of a closed list with its words; templates take lists of these."""

    value: str
    label: str


def render(template: str, **context: object) -> str:
    """The text of a template such as `public/home.html`. Raises jinja2's errors only for a
    template that is wrong itself."""
    return environment().get_template(template).render(**context)


def page(template: str, frame: Frame, *, status: int = 200, **context: object) -> HTMLResponse:
    """A whole page; the security headers are added by `security.SecurityHeaders`."""
    return HTMLResponse(render(template, frame=frame, **context), status_code=status)


@lru_cache(maxsize=1)
def environment() -> Environment:
    made = Environment(
        loader=ChoiceLoader(
            [
                PackageLoader("advice_line.web", "templates"),
                PackageLoader("nhsuk_frontend_jinja", "templates"),
            ]
        ),
        undefined=ChainableUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["static"] = static_address
    made.filters.update(_filters())
    return made


@lru_cache(maxsize=64)
def static_address(name: str) -> str:
    """The address of a static file with a mark of its content, so that browsers may keep it."""
    content = (STATIC_FOLDER / name).read_bytes()
    return f"{STATIC_PATH}/{name}?v={hashlib.sha256(content).hexdigest()[:10]}"


def _filters() -> dict[str, Callable[..., object]]:
    return {
        "when": _when,
        "moment": _moment,
        "ending": _ending,
        "span": _span,
        "clock_time": _clock_time,
        "day": _day,
        "weekday": _weekday,
        "short_day": _short_day,
        "waiting": words.waiting_in_words,
        "period": words.period_in_words,
        "phone": phone_numbers.in_groups,
        "tel": words.phone_link,
        "grouped": written.number_in_groups,
        "fours": bookings.grouped,
        "table_words": kept_words.table,
        "problem_of": _problem_of,
    }


def _zone(context: Context) -> str:
    frame = context["frame"]
    assert isinstance(frame, Frame)
    return frame.time_zone


@pass_context
def _when(context: Context, instant: datetime) -> str:
    return words.when_in_words(instant, _zone(context))


@pass_context
def _ending(context: Context, instant: datetime) -> str:
    return words.end_in_words(instant, context["frame"].now, _zone(context))


@pass_context
def _span(context: Context, start: datetime, end: datetime) -> str:
    return words.span_in_words(start, end, _zone(context))


@pass_context
def _moment(context: Context, instant: datetime) -> str:
    return words.moment_in_words(instant, context["frame"].now, _zone(context))


@pass_context
def _clock_time(context: Context, instant: datetime) -> str:
    return words.clock_time(instant, _zone(context))


@pass_context
def _day(context: Context, day: date | datetime) -> str:
    return words.day_in_words(day, _zone(context))


@pass_context
def _weekday(context: Context, day: date | datetime) -> str:
    return words.weekday_in_words(day, _zone(context))


@pass_context
def _short_day(context: Context, day: date | datetime) -> str:
    return words.short_day(day, _zone(context))


def _problem_of(problems: Iterable[Problem], field: str) -> str | None:
    """What is wrong with a field, or None."""
    return next((problem.message for problem in problems or () if problem.field == field), None)
