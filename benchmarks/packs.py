"""A month's slides, 40 and more of them, made as the page makes them: in a process of their own.

    python -m benchmarks.packs

Exit codes: 0 each within ten seconds at the median; 1 not.
"""

import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from io import BytesIO
from multiprocessing import get_context
from statistics import median
from time import perf_counter

from pptx import Presentation

from advice_line.education.packs import pack
from advice_line.education.packs.month import Month
from advice_line.education.packs.pack import Form
from tests.education import packed

ROUNDS, MOST_SECONDS = 3, 10.0
MONTHS: dict[str, Callable[[], Month]] = {
    "15 cases": lambda: packed.month(*map(packed.case, range(15))),
    "3,000 cases": packed.thousands,
    "20 pages of text": packed.odd,
}


def main() -> int:
    medians = []
    for name, make in MONTHS.items():
        took, content = [], b""
        for _ in range(ROUNDS):
            began = perf_counter()
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
                content = alone.submit(pack.write, make(), Form.SLIDES, None).result()
            took.append(perf_counter() - began)
        slides = len(Presentation(BytesIO(content)).slides)
        medians.append(median(took))
        print(f"{name:20} {slides:3} slides   {medians[-1]:5.2f} s   {len(content) // 1024} KB")
    return 0 if max(medians) <= MOST_SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
