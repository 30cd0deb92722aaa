"""Values in words, each with what it is of: 93.4%, 75 seconds, 3.2 per 1,000."""

from math import inf

from advice_line.audit_kinds import Unit

_AFTER = {
    Unit.SHARE: "%",
    Unit.SECONDS: " seconds",
    Unit.MINUTES: " minutes",
    Unit.PER_1000: " per 1,000",
    Unit.COUNT: "",
    Unit.NUMBER: "",
    Unit.POUNDS: "",
}
_POUND, _ROUND_POUNDS = "£", 1_000
_MINUTE = 60
AT_ONCE = "at once"
# Until then seconds are nearer to what somebody waited.
_LONG = 5 * _MINUTE
_LONG_CLOCK, _SHORT_CLOCK = ("hours", "minutes"), ("h", "min")
_SHORT = {**_AFTER, Unit.SECONDS: " s", Unit.MINUTES: " min", Unit.PER_1000: ""}


def said(value: float, unit: Unit) -> str:
    """For a sentence and a table: three digits or more, none of them made up; of seconds that are
    many, hours and minutes, as people say them."""
    if unit is Unit.SECONDS and value >= _LONG:
        return _clock(round(value / _MINUTE))
    return _number(value, unit, _places(value, unit)) + _after(value, unit)


def within(value: float, unit: Unit) -> str:
    """Of a length of time: "within 5 minutes", or "at once" of none."""
    return AT_ONCE if unit is Unit.SECONDS and value < 1 else f"within {said(value, unit)}"


def spread(middle: float, ninetieth: float, unit: Unit) -> str:
    """Of many lengths of time: their median and their 90th centile, as a sentence."""
    most = within(ninetieth, unit)
    if most == AT_ONCE:
        return f"nine in ten {AT_ONCE}"
    return f"half {within(middle, unit)}, nine in ten {most}"


def ratio(numerator: int, denominator: int, unit: Unit) -> str:
    """Of what a value is made, such as "18 of 20" or "£4,120 for 100"."""
    if unit is Unit.POUNDS:
        return f"{_POUND}{numerator:,} for {denominator:,}"
    return f"{numerator:,} of {denominator:,}"


def brief(value: float, unit: Unit) -> str:
    """For the key of a chart."""
    if unit is Unit.SECONDS and value >= _LONG:
        return _clock(round(value / _MINUTE), _SHORT_CLOCK)
    return _number(value, unit, _places(value, unit)) + _SHORT[unit]


def tick(value: float, unit: Unit, step: float) -> str:
    """For the axis; with as many places as tell one step from the next, and of seconds in steps of
    whole minutes as hours and minutes."""
    if unit is Unit.SECONDS and step >= _MINUTE and step % _MINUTE == 0:
        return _clock(round(value / _MINUTE), _SHORT_CLOCK) if value else "0"
    wide = step * (100 if unit is Unit.SHARE else 1)
    places = 0
    while places < 6 and abs(wide * 10**places - round(wide * 10**places)) > 1e-6:
        places += 1
    return _number(value, unit, places) + _SHORT[unit]


def bounds(unit: Unit) -> tuple[float, float]:
    """The lowest and highest that such a value can be."""
    if unit is Unit.NUMBER:
        return -inf, inf
    return 0.0, 1.0 if unit is Unit.SHARE else inf


def _clock(minutes: int, words: tuple[str, str] = _LONG_CLOCK) -> str:
    hours, left = divmod(minutes, _MINUTE)
    parts = [_of(hours, words[0])] if hours else []
    if left or not hours:
        parts.append(_of(left, words[1]))
    return " ".join(parts)


def _of(number: int, word: str) -> str:
    return f"{number:,} {word.removesuffix('s') if number == 1 else word}"


def _after(value: float, unit: Unit) -> str:
    whole = _AFTER[unit]
    return whole.removesuffix("s") if value == 1 and whole.endswith("s") else whole


def _number(value: float, unit: Unit, places: int) -> str:
    shown = f"{value * 100 if unit is Unit.SHARE else value:,.{places}f}"
    signed = shown.removeprefix("-") if not shown.strip("-0.,") else shown.replace("-", "−")
    return f"{_POUND}{signed}" if unit is Unit.POUNDS else signed


def _places(value: float, unit: Unit) -> int:
    size = abs(value * 100 if unit is Unit.SHARE else value)
    whole = abs(size - round(size)) < 1e-9 * max(1.0, size)
    if whole or (unit is Unit.POUNDS and size >= _ROUND_POUNDS):
        return 0
    if unit is Unit.POUNDS:
        return 2
    return 1 if size >= 10 else 2
