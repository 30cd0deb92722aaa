"""What values of the rota's closed lists are called on its pages."""

from rota import columns
from rota.gaps import Kind as GapKind
from rota.opening import Nation
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
GAPS = {
    GapKind.UNMANNED: "Nobody is on tier 1",
    GapKind.SINGLE_POINT: "One person is there alone",
    GapKind.OVERLAP: "A tier is filled twice",
    GapKind.DOUBLE_BOOKED: "Somebody is on duty twice",
}
NATIONS = {
    Nation.ENGLAND: "England",
    Nation.WALES: "Wales",
    Nation.SCOTLAND: "Scotland",
    Nation.NORTHERN_IRELAND: "Northern Ireland",
}
DAYS = {
    **dict(zip(columns.WEEKDAYS, ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), strict=True)),
    columns.DAYS[columns.BANK_HOLIDAY]: "Bank holidays",
}
