"""What the audit must say of a seeded past, counted as it is drawn: nothing here reads a table."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from advice_line.demo.seeding.draw import Drawn, Fate
from advice_line.kinds import Channel
from advice_line.tracer_kinds import Avoided, TracerOutcome
from advice_line.written_kinds import AgainstPlan, WouldHaveDone

_WITHIN = 60


@dataclass
class Truth:
    """By month and measure: how many are counted, of how many."""

    zone: ZoneInfo
    months: dict[str, dict[str, list[int]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(lambda: [0, 0]))
    )

    def add(self, drawn: Drawn) -> None:
        month = self.months[f"{drawn.at.astimezone(self.zone):%Y-%m}"]
        for name, counts in self._of(drawn):
            month[name][0] += counts
            month[name][1] += 1

    def _of(self, drawn: Drawn) -> Iterator[tuple[str, bool]]:
        if drawn.fate is Fate.WRONG_NUMBER:
            return
        yield "utilisation.queries", True
        yield "education.taught", drawn.advised and drawn.approved
        if drawn.channel is Channel.CALL:
            yield from _of_call(drawn)
        if drawn.advised:
            yield from _of_advice(drawn)
        if drawn.fate is Fate.WRITTEN:
            yield "turnaround.in_target", drawn.advice_after <= drawn.due_after
        if drawn.fate is Fate.PROMISED:
            yield "safety.promises_kept", drawn.kept


def _of_call(drawn: Drawn) -> Iterator[tuple[str, bool]]:
    yield "deflection.deflected", drawn.fate is Fate.DEFLECTED
    if drawn.fate is Fate.DEFLECTED:
        return
    talked = drawn.fate is Fate.TALKED
    yield "access.volume", True
    yield "access.answered", talked
    yield "access.missed", not talked
    yield "access.within_60", talked and drawn.wait <= _WITHIN
    yield "access.abandoned", drawn.fate is Fate.HUNG_UP
    yield "access.backs_asked", drawn.fate is Fate.PROMISED
    if drawn.fate is Fate.PROMISED:
        yield "access.backs_made", True


def _of_advice(drawn: Drawn) -> Iterator[tuple[str, bool]]:
    planned = drawn.would is WouldHaveDone.REQUESTED_IMAGING
    yield "appropriateness.would_have_known", drawn.would is not None
    yield "appropriateness.guideline", drawn.guideline
    if drawn.would is not None:
        yield "outcomes.imaging_avoided", planned and not drawn.test_advised
        yield "outcomes.upgraded", not planned and drawn.test_advised
        yield "referrals.referred", drawn.would is WouldHaveDone.REFERRED
    known = drawn.later is not None and drawn.later is not TracerOutcome.UNKNOWN
    yield "outcomes.known_later", known
    if known:
        yield "outcomes.done", drawn.later is TracerOutcome.DONE
    if drawn.avoided is not None:
        yield (
            "outcomes.imaging_avoided_said",
            drawn.avoided in (Avoided.IMAGING, Avoided.BOTH),
        )
    yield "loop.sent", drawn.sent is not None
    yield "loop.opened", drawn.sent is not None and drawn.opened is not None
    yield "loop.acknowledged", drawn.sent is not None and drawn.acknowledged is not None
    yield "loop.read_back", drawn.read_back
    yield "appropriateness.checks", drawn.checks_open == 0
    if drawn.against_plan is not None:
        yield "outcomes.unchanged", drawn.against_plan is AgainstPlan.SAME
        yield "outcomes.downgraded", drawn.against_plan is AgainstPlan.LESS
    if drawn.worth_it is not None:
        yield "experience.worth_it", drawn.worth_it
    if drawn.helped is not None:
        yield "experience.helped", drawn.helped
