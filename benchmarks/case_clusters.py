"""What was asked again and again in a month of 3,000 approved cases, loading scikit-learn included.

    python -m benchmarks.case_clusters

Exit codes: 0 within ten seconds; 1 not.
"""

import sys
from random import Random
from time import perf_counter

from advice_line.education.finding.clusters import Text, clusters

CASES, WORDS, QUESTIONS, MOST_SECONDS = 3_000, 25, 400, 10.0


def main() -> int:
    random = Random(5)  # noqa: S311 # the same cases each time, and no secret
    asked = [
        [f"term{int(random.paretovariate(0.8)) % 3000:04d}" for _ in range(WORDS)]
        for _ in range(QUESTIONS)
    ]
    texts = [
        Text(
            number,
            frozenset({f"topic:{number % 9}"}),
            random.sample(random.choice(asked), 18)
            + [f"term{random.randrange(3000):04d}" for _ in range(5)],
        )
        for number in range(CASES)
    ]
    began = perf_counter()
    found = clusters(texts)
    took = perf_counter() - began
    largest = len(found[0].ids)
    print(f"{CASES:,} cases, {len(found)} clusters, the largest of {largest}: {took:.1f} s")
    return 0 if took <= MOST_SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
