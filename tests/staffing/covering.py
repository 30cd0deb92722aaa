"""A day's tier 1 given to somebody, as many stories begin."""

from tests.staffing.ward import Ward, local


def covers(ward: Ward, day: str, who: str) -> tuple[str, ...]:
    """What there is to know of it."""
    return ward.roster.cover(
        ward.actor("dora"),
        line="hotdoc",
        tier="1",
        who=[who],
        start=local(f"{day} 08:00"),
        end=local(f"{day} 19:00"),
    ).notes
