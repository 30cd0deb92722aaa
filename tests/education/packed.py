"""Months as a pack may meet them, with fictional cases."""

from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw

from advice_line.directory.guidance.changes import Change
from advice_line.education.cases.pictures import small
from advice_line.education.cases.pictures_taught import Shown
from advice_line.education.packs.last_meeting import Followed, LastMeeting, Learned
from advice_line.education.packs.month import Count, Month, Row, Taught
from advice_line.education.packs.themes import Theme
from advice_line.rules.outcomes import WORDS

_ABOUT = ("Spine, MRI", "Chest, CT", "Lower limb, Plain film")
_COUNTS = {
    "Queries by who asked": {"Practices": 31, "Hospital departments": 7, "Not known": 2},
    "About what": {"Spine": 12, "Chest": 9, "Abdomen and pelvis": 6, "Upper limb": 5, "Child": 8},
    "Which imaging": {"MRI": 14, "CT": 14, "Plain film": 8, "Ultrasound": 4},
    "With what outcome": {said.capitalize(): 5 for said in WORDS.values()},
    "What came of it": {"Not known": 40},
}
TWENTY_PAGES = "The back has hurt at night for six weeks, and the film was normal in spring. " * 780


def case(number: int, **other: object) -> Taught:
    usual = {
        "reference": f"C{number:04}",
        "practice": f"Practice {chr(65 + number % 5)}",
        "about": _ABOUT[number % 3],
        "question": "A person of 70 to 74 years has had night pain for six weeks. Film or MRI?",
        "advice": "MRI of the lumbar spine rather than a plain film. Bloods first.",
        "would_have_done": "Requested imaging",
        "outcome": "another test than the asker would have done",
        "learning_point": f"Night pain {number} is a reason for MRI. A film excludes little.",
    }
    return Taught(**(usual | other))  # type: ignore[arg-type]


@cache
def film(width: int = 900, height: int = 1200) -> bytes:
    """Bones upon a dark ground, as the library keeps a picture."""
    shown = Image.new("L", (width, height), 24)
    drawing, made = ImageDraw.Draw(shown), BytesIO()
    for place in range(6):
        top = height * (1 + place * 3) // 20
        drawing.rounded_rectangle(
            (width * 2 // 5, top, width * 3 // 5, top + height // 9), width // 30, fill=190
        )
    shown.save(made, "PNG")
    return small(made.getvalue(), "image/png")


def pictured(*sizes: tuple[int, int], words: str = "Plain film of the spine.") -> tuple[Shown, ...]:
    return tuple(Shown(f"p{place}", words, film(*size)) for place, size in enumerate(sizes))


def month(*cases: Taught, **other: object) -> Month:
    usual = {
        "line": "Example advice line",
        "month": "2026-11",
        "label": "November 2026",
        "total": max(40, len(cases)),
        "practices": 9,
        "unapproved": max(40 - len(cases), 0),
        "counts": tuple(
            Count(title, tuple(Row(*each) for each in rows.items()))
            for title, rows in _COUNTS.items()
        ),
        "cases": cases,
        "themes": (Theme("Spine", 12, "6 practices"), Theme("Chest", 9, "5 practices")),
        "changes": (
            Change("Low back pain", "Night pain is now a reason for MRI.", "low-back-pain", 1),
        ),
    }
    return Month(**(usual | other))  # type: ignore[arg-type]


def usual() -> Month:
    agreed = Followed("Ask for a second bleep", "Imaging lead", "to be done by 9 December 2026")
    learned = Learned("Chest, CT", "A cough of three weeks needs a film first.")
    met = LastMeeting("4 November 2026", (learned,), (agreed,), ("C0900",))
    words = Theme("Spine, MRI: night, pain, weeks", 5, "fewer than 5 practices")
    seen = case(6, pictures=pictured((900, 1200), (1600, 500)))
    return month(*map(case, range(6)), seen, last_meeting=met, repeats=(words,))


def odd() -> Month:
    """Twenty pages, scripts from the right, emoji, a word without an end, no advice at all."""
    return month(
        case(0, question=TWENTY_PAGES),
        case(
            1,
            pictures=pictured((60, 1600), (1600, 60), words="צילום 🦴 " * 30),
            question="אישה עם כאב גב בלילה, האם לצלם? " * 9,
            advice="ألم ليلي في الظهر",
        ),
        case(2, question="Pain 😀🦴 after a fall " * 8 + "x" * 400, learning_point="W" * 300),
        case(
            3, question="One\n\nTwo\x0b\x00 <b>&amp;", advice=" ", outcome=None, learning_point=None
        ),
    )


def nothing() -> Month:
    return month(total=0, practices=0, unapproved=0, counts=(), themes=(), changes=())


def one() -> Month:
    counts = (Count("About what", (Row("Spine", 1),)),)
    return month(case(0), total=1, practices=1, unapproved=0, counts=counts, themes=(), changes=())


def thousands() -> Month:
    return month(*(case(number, nominated=number % 7 == 0) for number in range(3000)))
