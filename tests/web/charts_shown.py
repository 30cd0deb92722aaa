"""A page of charts, of every kind that there is: what the macro makes of each."""

from random import Random

from advice_line.audit.spc import funnel, p_chart, xmr
from advice_line.audit.spc.funnel import Spot
from advice_line.audit.spc.p_chart import Counted
from advice_line.audit.spc.points import Begin, Point
from advice_line.audit.spc.words import Note
from advice_line.audit_kinds import Better, Unit
from advice_line.web.audit import charted
from advice_line.web.audit.charted import Charted
from advice_line.web.rendering import Frame, environment

WEEKS = [f"{day} {month}" for month in ("Sep", "Oct", "Nov", "Dec") for day in range(1, 9)]
PAGE = """{% extends "base.html" %}
{% import "parts/chart.html" as charts %}
{% block title %}Charts{% endblock %}
{% block content %}<h1 class="nhsuk-heading-l">Charts</h1>
{% for each in all %}{{ charts.chart(each) }}{% endfor %}{% endblock %}"""


def page(frame: Frame) -> str:
    return environment().from_string(PAGE).render(frame=frame, all=every())


def every() -> list[Charted]:
    return [_answered(), _waits(), _young(), _shares(), _practices()]


def _answered() -> Charted:
    random = Random(3)
    values: list[float | None] = [
        min(1.0, random.gauss(0.78 + 0.08 * (place >= 18), 0.03)) for place in range(30)
    ]
    values[7], values[12] = None, 0.6
    chart = xmr.chart(
        _points(values),
        unit=Unit.SHARE,
        better=Better.HIGHER,
        target=0.9,
        begins=[Begin(WEEKS[18], "A second responder sits in on Mondays and Tuesdays.")],
    )
    notes = [Note(WEEKS[14], "New guideline for knees"), Note(WEEKS[15], "The number moved")]
    return charted.chart(chart, "Answered within 60 seconds", "answered", notes)


def _waits() -> Charted:
    random = Random(5)
    values = [random.gauss(60, 9) for _ in range(22)] + [random.gauss(42, 6) for _ in range(8)]
    chart = xmr.chart(_points(values), unit=Unit.SECONDS, better=Better.LOWER, target=120)
    return charted.chart(chart, "Time to connect, median", "waits")


def _young() -> Charted:
    chart = xmr.chart(_points([3, 4, None, 6]), unit=Unit.COUNT, better=Better.NEITHER)
    return charted.chart(chart, "Questions by mail", "young")


def _shares() -> Charted:
    random = Random(7)
    sizes = [random.randint(8, 60) for _ in range(30)]
    counted = [
        Counted(label, sum(random.random() < 0.2 + 0.2 * (place > 20) for _ in range(size)), size)
        for place, (label, size) in enumerate(zip(WEEKS, sizes, strict=False))
    ]
    return charted.chart(p_chart.chart(counted, better=Better.NEITHER), "By mail", "shares")


def _practices() -> Charted:
    random = Random(9)
    spots = []
    for _ in range(40):
        size = int(random.expovariate(1 / 60)) + 6
        spots.append(Spot(sum(random.random() < 0.62 for _ in range(size)), size))
    spots += [Spot(30, 90, "Your practice"), Spot(170, 220)]
    found = funnel.funnel(spots, better=Better.HIGHER, target=0.7)
    return charted.funnel(found, "Would have referred", "Questions answered", "practices")


def _points(values: list[float | None] | list[float] | list[int | None]) -> list[Point]:
    return [Point(label, value) for label, value in zip(WEEKS, values, strict=False)]
