"""The figures as lines for a reader, with what was aimed at beside them."""

from collections.abc import Iterator, Mapping

from benchmarks.figures import Figures
from benchmarks.measuring import CALLS_A_SECOND, Measured, Pair
from benchmarks.running import Memory

P50_MS, P99_MS, RATIO, MEGABYTES = 3.0, 50.0, 0.5, 200.0
_COLUMNS = f"{'database':<12}{'connections':>12}"


def lines(measured: Mapping[str, Measured]) -> Iterator[str]:
    yield from _side_by_side(measured)
    yield from _open_loop(measured)
    yield from _memory(measured)
    yield from _put_off(measured)


def _side_by_side(measured: Mapping[str, Measured]) -> Iterator[str]:
    for on, each in measured.items():
        rows = ", ".join(f"{count} {name}" for name, count in each.inserts.items())
        yield f"Rows that one call commits ({on}): {rows}."
    yield f"\nBeside a bare route with as many inserts; aim: at least {RATIO} of its throughput"
    yield f"{_COLUMNS}{_side('ours')}{_side('floor')}   ratio"
    for on, each in measured.items():
        for pair in each.pairs:
            yield f"{on:<12}{_pair(pair)}  {_verdict(pair.ratio >= RATIO)}"


def _pair(pair: Pair) -> str:
    sides = f"{_figures(pair.ours)}{_figures(pair.floor)}"
    return f"{pair.connections:>12}{sides}{pair.ratio:>8.2f}"


def _side(whose: str) -> str:
    return f"{f'{whose} p50':>11}{'p99 ms':>9}{'cpu ms':>8}{'calls/s':>9}"


def _figures(of: Figures) -> str:
    return f"{of.p50:>11.2f}{of.p99:>9.2f}{of.cpu:>8.2f}{of.rate:>9.0f}"


def _open_loop(measured: Mapping[str, Measured]) -> Iterator[str]:
    aim = f"p50 at most {P50_MS:.0f} ms, p99 below {P99_MS:.0f} ms"
    yield f"\nAt {CALLS_A_SECOND:.0f} calls a second, at random instants; aim: {aim}"
    yield f"{'database':<12}{'calls':>12}{'p50 ms':>11}{'p99 ms':>9}{'cpu ms':>8}"
    for on, each in measured.items():
        got = each.open_loop
        met = got.p50 <= P50_MS and got.p99 < P99_MS
        times = f"{got.p50:>11.2f}{got.p99:>9.2f}{got.cpu:>8.2f}"
        yield f"{on:<12}{got.count:>12}{times}  {_verdict(met)}"


def _memory(measured: Mapping[str, Measured]) -> Iterator[str]:
    yield f"\nMemory at rest, MB; aim: below {MEGABYTES:.0f} together"
    columns = f"{'serve':>11}{'worker':>9}{'together':>10}{'shared once':>13}"
    yield f"{'database':<12}{'state':>12}{columns}"
    for on, each in measured.items():
        for state, memory in (("fresh", each.fresh), ("after calls", each.used)):
            yield f"{on:<12}{state:>12}{_megabytes(memory)}"


def _megabytes(memory: Mapping[str, Memory]) -> str:
    together = sum(each.rss for each in memory.values())
    shared_once = sum(each.pss for each in memory.values())
    each = f"{memory['serve'].rss:>11.0f}{memory['worker'].rss:>9.0f}"
    return f"{each}{together:>10.0f}{shared_once:>13.0f}  {_verdict(together < MEGABYTES)}"


def _put_off(measured: Mapping[str, Measured]) -> Iterator[str]:
    for on, each in measured.items():
        count = each.open_loop.put_off + sum(pair.ours.put_off for pair in each.pairs)
        if count:
            yield f'\nNot counted: {count} calls on {on} heard "one moment" (machine too busy).'


def _verdict(met: bool) -> str:
    return "met" if met else "missed"
