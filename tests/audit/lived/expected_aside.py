"""What measures that count no queries ought to come to."""

from datetime import date

from tests.audit.lived.elsewhere import Aside, verdict
from tests.audit.lived.truth import Came

_USEFUL = 4


def of_meetings(aside: Aside, first: date, last: date) -> dict[str, Came]:
    """Of the period's own days; an action belongs to the day by which it is due."""
    meetings = [each for each in aside.meetings if first <= each.day <= last]
    held = [each for each in meetings if each.came]
    people = sum(each.came for each in held)
    due = [done for day, done in aside.agreed if first <= day <= last]
    found = [useful for each in meetings for useful in each.found]
    return {
        # No page of guidance is published meanwhile.
        "education.guidance": Came(0, 0, 0),
        "education.held": Came(len(held), len(meetings), len(meetings)),
        "education.came": Came(people, len(held), people),
        "education.actions": Came(sum(due), len(due), len(due)),
        "experience.meetings": Came(
            sum(useful >= _USEFUL for useful in found), len(found), len(found)
        ),
    }


def of_reviews(aside: Aside) -> dict[str, Came]:
    settled = [each for each in map(verdict, aside.said.values()) if each is not None]
    good = settled.count("radiologist")
    return {"appropriateness.reviewed": Came(good, len(settled), aside.sampled)}


def of_imaging(aside: Aside) -> dict[str, Came]:
    rows = [row for month in aside.counted.values() for row in month]
    routine = [row for row in rows if row.route == "Routine"]
    urgent = [row for row in rows if row.route == "Urgent"]
    whole = {
        "imaging.routine": ([row.soon for row in routine], [row.done for row in routine]),
        "imaging.urgent": ([row.soon for row in urgent], [row.done for row in urgent]),
        "imaging.reported": ([row.next_day for row in rows], [row.reported for row in rows]),
    }
    return {name: Came(sum(some), sum(of), sum(of)) for name, (some, of) in whole.items()}
