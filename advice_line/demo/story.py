"""The demonstration told without a browser: a call and all that follows, and each bad day.

Time is simulated and nobody sleeps; everything else is real: the webhooks, the pages and the mail
go over HTTP and SMTP on this machine.
"""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import URL

from advice_line.demo import hosting, questions, waits
from advice_line.demo.call_scenes import CallScenes
from advice_line.demo.later_scenes import LaterScenes
from advice_line.demo.line_scenes import LineScenes
from advice_line.demo.page_scenes import PageScenes
from advice_line.demo.practices import PRACTICES
from advice_line.demo.scenes import Scene, Step, told
from advice_line.demo.stage import Stage, build_stage
from advice_line.demo.talk_scenes import TalkScenes
from advice_line.demo.writing_scenes import WritingScenes
from advice_line.errors import Invalid, Problem
from integrations.sandbox.chaos import EXPLAINED, Chaos

# A Monday morning on which no nation keeps a holiday.
START = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
# Of the practices it is the first whose mail may carry the whole letter.
_PRACTICE = PRACTICES[0]


@dataclass(frozen=True)
class Told:
    """What a story is told with."""

    call: CallScenes
    pages: PageScenes
    lines: LineScenes
    talk: TalkScenes
    writing: WritingScenes
    later: LaterScenes


def switches() -> dict[str, str]:
    """Every `--chaos NAME` with what it does."""
    return {switch.value: EXPLAINED[switch] for switch in Chaos}


def tell(chaos: str | None = None) -> Iterator[Step]:
    """The story step by step; the first step that is not `ok` is the last.

    Raises `errors.Invalid` for a name that is no switch.
    """
    switch = _switch(chaos)
    with TemporaryDirectory(prefix="advice-line-story-") as folder, hosting.reserve(0) as reserved:
        public_url = f"http://localhost:{hosting.port_of(reserved)}"
        database = URL.create("sqlite", database=str(Path(folder, "story.sqlite3")))
        with (
            build_stage(database.render_as_string(), public_url, START) as stage,
            stage.open(stage.service.app, reserved, lifespan=False),
        ):
            waits.keep(stage)
            if switch is not None:
                stage.phones.chaos(switch.value)
            yield from _tell(stage, switch)


def _tell(stage: Stage, switch: Chaos | None) -> Iterator[Step]:
    number = _PRACTICE.landline if switch is Chaos.LANDLINE_UNDELIVERED else _PRACTICE.mobile
    call = CallScenes(stage, _PRACTICE, number)
    pages = PageScenes(call, questions.load()[0])
    example = questions.examples()[0]
    writing, later = WritingScenes(stage, example), LaterScenes(stage, example)
    told_with = Told(call, pages, LineScenes(stage), TalkScenes(stage), writing, later)
    with closing(pages):
        yield from told(_TALES.get(switch, _talk)(told_with))


def _whole(told: Told) -> list[Scene]:
    """The one call to its end, every other way through the line, questions in writing, an alert,
    and what comes a month later."""
    lines = told.lines
    return [
        *_taught(told),
        *lines.chased(),
        *lines.promised(),
        *lines.queued(),
        *told.talk.held_and_joined(),
        *lines.left_a_message(),
        *told.writing.asked_by_mail(),
        *told.writing.asked_on_the_page(),
        *told.later.alerted(),
        *lines.during_an_outage(),
        *told.later.a_month_later(),
        told.pages.nothing_refused("answered 503"),
    ]


def _talk(told: Told) -> list[Scene]:
    return [*_taught(told), told.pages.nothing_refused()]


def _taught(told: Told) -> list[Scene]:
    call, pages = told.call, told.pages
    return [
        *_accepted(call),
        call.texted(),
        call.linked(pages.keep_link),
        *_written_and_taught(pages),
    ]


def _from_a_landline(told: Told) -> list[Scene]:
    call, pages = told.call, told.pages
    return [
        *_accepted(call),
        call.not_texted(),
        call.linked(pages.keep_link),
        *_written_and_taught(pages),
        pages.nothing_refused(),
    ]


def _declined(told: Told) -> list[Scene]:
    """Tier 1 presses 2, tier 2 presses 1."""
    call, pages = told.call, told.pages
    return [
        call.rings(),
        call.asks_for_advice(),
        call.is_rung(),
        call.whisper(),
        call.declines(),
        call.whisper(),
        call.accepts(),
        call.talks(),
        call.ends_as("talk"),
        call.texted(),
        call.linked(pages.keep_link),
        *_written_and_taught(pages),
        pages.nothing_refused(),
    ]


def _left(told: Told) -> list[Scene]:
    call = told.call
    return [
        call.rings(),
        call.asks_for_advice(),
        call.is_rung(),
        call.leaves("the caller hangs up while it rings"),
        call.ends_as("gone"),
        told.pages.nothing_refused(),
    ]


def _too_late(told: Told) -> list[Scene]:
    call = told.call
    return [
        call.rings(),
        call.asks_for_advice(),
        call.is_rung(),
        call.whisper(),
        call.leaves("the caller hangs up in the whisper"),
        call.accepts_too_late(),
        call.ends_as("too late"),
        told.pages.nothing_refused(),
    ]


def _outage(told: Told) -> list[Scene]:
    """The carrier plays the outage document; that the call is over still reaches the line."""
    call = told.call
    return [
        call.rings_in_an_outage(),
        call.reaches_the_switchboard(),
        call.ends_as("outage"),
        call.told_to_ring_back(),
        told.pages.nothing_refused("out of reach on purpose"),
    ]


_TALES: dict[Chaos | None, Callable[[Told], list[Scene]]] = {
    None: _whole,
    Chaos.FAIL_OVER: _outage,
    Chaos.LANDLINE_UNDELIVERED: _from_a_landline,
    Chaos.DECLINED_REPORTED_COMPLETED: _declined,
    Chaos.DECLINED_REPORTED_NO_ANSWER: _declined,
    Chaos.ACTION_AFTER_HANGUP: _left,
    Chaos.NO_ACTION_AFTER_HANGUP: _left,
    Chaos.ACCEPT_AFTER_CALLER_LEFT: _too_late,
}


def _accepted(call: CallScenes) -> list[Scene]:
    return [
        call.rings(),
        call.asks_for_advice(),
        call.is_rung(),
        call.whisper(),
        call.accepts(),
        call.talks(),
        call.ends_as("talk"),
    ]


def _written_and_taught(pages: PageScenes) -> list[Scene]:
    return [
        pages.opens_record(),
        pages.saves_record(),
        pages.mailed(),
        pages.asks_for_code(),
        pages.reads_letter(),
        pages.acknowledges(),
        pages.offers_case(),
        pages.confirms_case(),
        pages.approves_case(),
        pages.is_in_summary(),
    ]


def _switch(chaos: str | None) -> Chaos | None:
    if chaos is None:
        return None
    try:
        return Chaos(chaos)
    except ValueError as error:
        said = f"--chaos: there is no {chaos!r}. There are: {', '.join(switches())}."
        raise Invalid([Problem("--chaos", said)]) from error
