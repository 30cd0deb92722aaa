"""What a run of requests comes to: centiles, throughput, ratios."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.load import Outcome


@dataclass(frozen=True)
class Figures:
    """`p50`, `p99` and the processor's time for each (`cpu`) in milliseconds, `rate` in requests a
    second, all without those `put_off`."""

    p50: float
    p99: float
    rate: float
    cpu: float
    count: int
    put_off: int


def of(outcomes: Sequence[Outcome]) -> Figures:
    """Of all rounds together. Raises ValueError where a request was not answered 200: figures of
    refusals mean nothing."""
    failures = sum(each.failures for each in outcomes)
    latencies = sorted(value for each in outcomes for value in each.latencies)
    if failures or not latencies:
        raise ValueError(f"{failures} requests failed, {len(latencies)} were answered.")
    seconds = sum(each.seconds for each in outcomes)
    return Figures(
        p50=centile(latencies, 50) * 1000,
        p99=centile(latencies, 99) * 1000,
        rate=len(latencies) / seconds,
        cpu=sum(each.cpu_seconds for each in outcomes) / len(latencies) * 1000,
        count=len(latencies),
        put_off=sum(each.put_off for each in outcomes),
    )


def centile(ordered: Sequence[float], hundredths: int) -> float:
    """The nearest rank: a value that was measured."""
    return ordered[-(-len(ordered) * hundredths // 100) - 1]


def ratio(ours: Sequence[Outcome], floors: Sequence[Outcome]) -> float:
    """Our throughput in units of the floor's: the median over rounds that stood side by side."""
    return median(
        of([one]).rate / of([other]).rate for one, other in zip(ours, floors, strict=True)
    )
