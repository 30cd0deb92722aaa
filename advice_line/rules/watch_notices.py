"""The words of what the watch tells people: lines, times, counts and a link. In a mail, which is
read at a desk, also the names of those on the rota; of patients nothing is known here."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from advice_line.rota_kinds import FindingKind
from advice_line.rules.notices import stretch, when
from rota.stretches import Stretch

TAKE = "TAKE"
YES = "1"
_ONE_AND_MANY = {
    FindingKind.UNMANNED: ("1 gap with nobody on tier 1", "{} gaps with nobody on tier 1"),
    FindingKind.SINGLE_POINT: ("1 shift with one person alone", "{} shifts with one person alone"),
    FindingKind.OVERLAP: ("1 shift filled twice", "{} shifts filled twice"),
    FindingKind.DOUBLE_BOOKED: ("1 double booking", "{} double bookings"),
    FindingKind.UNREACHABLE: (
        "1 shift of somebody without a mobile",
        "{} shifts of people without a mobile",
    ),
    FindingKind.NOT_SHOWN: (
        "1 shift of somebody whose mobile was never tried",
        "{} shifts of people whose mobile was never tried",
    ),
    FindingKind.CANNOT_ANSWER: (
        "1 shift of somebody who may not answer",
        "{} shifts of people who may not answer",
    ),
    FindingKind.REGISTRATION: (
        "1 shift after a registration lapses",
        "{} shifts after a registration lapses",
    ),
    FindingKind.NO_SUPERVISOR: ("1 shift without a supervisor", "{} shifts without a supervisor"),
    FindingKind.NARROW_SCOPE: (
        "1 shift with nobody who answers everything",
        "{} shifts with nobody who answers everything",
    ),
    FindingKind.HOLIDAYS_UNKNOWN: (
        "bank holidays not known",
        "bank holidays of {} lines not known",
    ),
}
_IN_FULL = {
    FindingKind.UNMANNED: "nobody on tier 1",
    FindingKind.SINGLE_POINT: "{people} alone",
    FindingKind.OVERLAP: "tier filled twice",
    FindingKind.DOUBLE_BOOKED: "{people} on duty twice",
    FindingKind.UNREACHABLE: "{people} has no mobile",
    FindingKind.NOT_SHOWN: "nothing has shown that the mobile of {people} reaches them",
    FindingKind.CANNOT_ANSWER: "{people} may not write advice down, so is not rung",
    FindingKind.REGISTRATION: "{people} is on after their registration lapses",
    FindingKind.NO_SUPERVISOR: "{people} has no supervising radiologist",
    FindingKind.NARROW_SCOPE: "nobody but {people}, who answers some things only",
    FindingKind.HOLIDAYS_UNKNOWN: "nobody has listed the bank holidays of this time",
}


@dataclass(frozen=True)
class Found:
    """One finding as it is told; `people` are names."""

    line: str
    zone: str
    kind: FindingKind
    start: datetime
    end: datetime
    people: tuple[str, ...]


def what(kind: FindingKind, people: Sequence[str]) -> str:
    """What is wrong, in full, such as "Ben Example alone"."""
    return _IN_FULL[kind].format(people=" and ".join(people) or "somebody")


def counted(kinds: Iterable[FindingKind]) -> str:
    """How many of each kind, in the order of their weight: "2 gaps …, 1 double booking"."""
    number = Counter(kinds)
    said = []
    for kind, (one, many) in _ONE_AND_MANY.items():
        if number[kind]:
            said.append(one if number[kind] == 1 else many.format(number[kind]))
    return ", ".join(said)


def findings(found: Sequence[Found], url: str, *, take_url: str | None) -> str:
    """All that one person is told at once; `found` is in order of time. With a `take_url` they may
    go on themselves."""
    gaps = [each for each in found if each.kind is FindingKind.UNMANNED]
    first = (gaps or list(found))[0]
    lines = {each.line for each in found}
    said = f"{first.line}: {counted(each.kind for each in found)}"
    which = "" if len(found) == 1 else "the first "
    at = f"{which}{stretch(first.start, first.end, first.zone)}"
    elsewhere = f" (on {len(lines)} lines)" if len(lines) > 1 else ""
    if take_url is None:
        return f"{said}{elsewhere}, {at}. {url}"
    return f"{said}{elsewhere}, {at}. Reply {TAKE} to go on yourself, or: {take_url}"


def findings_subject(found: Sequence[Found]) -> str:
    return f"Rota: {counted(each.kind for each in found)}"


def findings_mail(found: Sequence[Found], url: str) -> str:
    rows = [
        f"- {each.line}, {stretch(each.start, each.end, each.zone)}: {what(each.kind, each.people)}"
        for each in found
    ]
    listed = "\n".join(rows)
    first = "The rota was looked through, and this is to be mended:"
    return f"{first}\n\n{listed}\n\nAll of it stands on the page of gaps: {url}\n"


def reach_check(line: str, starts: datetime, now: datetime, zone: str) -> str:
    return f"{line}: you are first on from {when(starts, now, zone)}. Reply {YES}."


def reach_unanswered(
    line: str, person: str, starts: datetime, now: datetime, zone: str, url: str
) -> str:
    return (
        f"{line}: {person} is first on from {when(starts, now, zone)} and has not answered our "
        f"text. Please see that somebody is there. {url}"
    )


def reach_answered(line: str, person: str) -> str:
    return f"{line}: {person} has answered now."


def thanks_for_answer(line: str, starts: datetime, now: datetime, zone: str) -> str:
    return f"Thank you. You are first on for {line} from {when(starts, now, zone)}."


def taken(line: str, on: Sequence[Stretch], zone: str, notes: Sequence[str]) -> str:
    when = " and ".join(stretch(start, end, zone) for start, end in on)
    said = f"Thank you. You are on tier 1 of {line}, {when}."
    return " ".join((said, *notes))


def too_late(taker: str | None) -> str:
    """`taker` is who took it; None where it was closed in another way or is over."""
    return f"Thank you. {taker} has taken it." if taker else "Thank you. It is no gap any more."
