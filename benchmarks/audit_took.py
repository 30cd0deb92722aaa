"""What asking took: by the clock, and what a processor spent, which other programs leave alone."""

from collections.abc import Callable
from time import perf_counter
from typing import TypeVar

from advice_line.ledger.work import Ledger
from benchmarks import figures
from benchmarks.processor import Processor

Found = TypeVar("Found")


class Took:
    """In milliseconds."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._clock: list[float] = []
        self._cpu: list[float] = []

    def of(self, asked: Callable[[], Found]) -> Found:
        cpu = Processor(self._ledger.db)
        began, spent = perf_counter(), cpu.spent()
        found = asked()
        self._clock.append((perf_counter() - began) * 1000)
        self._cpu.append(cpu.spent() - spent)
        return found

    def centile(self, share: int) -> float:
        return figures.centile(sorted(self._clock), share)

    def tell(self, name: str) -> None:
        cpu = sorted(self._cpu)
        clock = f"p50 {self.centile(50):8.1f}   p99 {self.centile(99):8.1f}"
        spent = f"p50 {figures.centile(cpu, 50):8.1f}   p99 {figures.centile(cpu, 99):8.1f}"
        print(f"{name:44} {len(cpu):5}   ms {clock}   cpu {spent}", flush=True)
