"""What values of the rota's closed lists are called on its pages."""

from advice_line.rota_kinds import FindingKind
from rota import columns
from rota.values import AbsenceKind, Tier, Turns

TIERS = {Tier.FIRST: "Tier 1", Tier.SECOND: "Tier 2", Tier.LEAD: "Lead"}
ABSENCES = {
    AbsenceKind.LEAVE: "Leave",
    AbsenceKind.STUDY: "Study leave",
    AbsenceKind.SICKNESS: "Sickness",
    AbsenceKind.OTHER: "Something else",
}
TURNS = {
    Turns.TOGETHER: "All of them at once",
    Turns.SESSION: "In turn, a session each",
    Turns.DAY: "In turn, a day each",
    Turns.WEEK: "In turn, a week each",
}
# How somebody came to be on duty, where it is not the pattern that says so.
SOURCES = {"cover": "cover", "swap": "swap", "take_over": "took over"}
FINDINGS = {
    FindingKind.UNMANNED: "Nobody is on tier 1",
    FindingKind.SINGLE_POINT: "One person is there alone",
    FindingKind.OVERLAP: "A tier is filled twice",
    FindingKind.DOUBLE_BOOKED: "On duty twice at once",
    FindingKind.UNREACHABLE: "No number on file that can be rung",
    FindingKind.NOT_SHOWN: "Nothing has shown that the mobile on file reaches them",
    FindingKind.CANNOT_ANSWER: "On the rota without the role to answer",
    FindingKind.REGISTRATION: "The registration lapses before this duty",
    FindingKind.NO_SUPERVISOR: "No supervising radiologist is named and there",
    FindingKind.NARROW_SCOPE: "Nobody is on who answers everything",
    FindingKind.HOLIDAYS_UNKNOWN: "No list knows the bank holidays from here on",
}
DAYS = {
    **dict(zip(columns.WEEKDAYS, ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), strict=True)),
    columns.DAYS[columns.BANK_HOLIDAY]: "Bank holidays",
}
