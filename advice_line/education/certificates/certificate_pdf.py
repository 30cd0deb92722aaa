"""A certificate of attendance as one A4 page."""

from collections.abc import Iterator

from advice_line.education.certificates.attended import Attended
from advice_line.education.certificates.paper import BLUE, DEEP, MARGIN, QUIET, Paper

TITLE = "Certificate of attendance"
FOOT = (
    "Written by the organiser's attendance list: of the time of the meeting, what lies between"
    " signing in and signing out."
)
PUT_RIGHT = " When they left was put down by who keeps the meeting."


def render(of: Attended, sentence: str) -> bytes:
    """`sentence` is the organiser's own where it has accreditation, empty where not."""
    foot = FOOT + PUT_RIGHT if of.put_right else FOOT
    page = Paper(TITLE, foot, _texts(of, sentence), of.ends_at)
    page.put(of.line, 12, colour=QUIET)
    page.ln(6)
    page.put(TITLE, 26, bold=True, colour=DEEP)
    page.ln(3)
    page.set_draw_color(*BLUE)
    page.set_line_width(0.8)
    page.line(MARGIN + 1, page.get_y(), MARGIN + 35, page.get_y())
    page.ln(8)
    page.put(of.name, 20, bold=True)
    page.put(of.who, 12, colour=QUIET)
    page.ln(4)
    page.put(f"was at {of.meeting} on {of.when}, for {of.length} of it.", 13)
    if of.learned:
        page.label("What was learned")
        for about, point in of.learned:
            page.put(f"{about}: {point}")
            page.ln(1.5)
    if sentence:
        page.label("Accreditation")
        page.put(sentence)
    return bytes(page.output())


def _texts(of: Attended, sentence: str) -> Iterator[str]:
    yield from (of.line, of.name, of.who, of.meeting, sentence, FOOT)
    for each in of.learned:
        yield from each
