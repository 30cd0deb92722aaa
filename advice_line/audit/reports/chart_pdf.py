"""A chart over time on A4 pages, with its name above and what is to be read below on one page."""

from advice_line.audit.reports import charts
from advice_line.audit.reports.content import Series
from advice_line.audit.spc import parts, pdf
from advice_line.paper import faces
from advice_line.paper.faces import FACE
from advice_line.paper.pages import DEEP, MARGIN, QUIET, Pages

# Of what a chart's axis and key say, for whoever has to know every letter.
LETTERS = "0123456789.,%–’ abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ£"
_BODY, _SMALL = 10, 8.5


def put(pages: Pages, series: Series) -> None:
    scene = charts.scene(series, size=parts.PAPER)
    high = scene.height * pages.epw / scene.width
    said = [faces.shown(each) for each in charts.below(series)]
    if pages.will_page_break(high + 10 + 5 * len(said)):
        pages.add_page()
    pages.ln(1.5)
    pages.put(charts.title(series), _BODY, bold=True, colour=DEEP)
    top = pages.get_y() + 1
    pdf.draw(pages, scene, left=MARGIN, top=top, width=pages.epw, face=FACE, shown=faces.shown)
    pages.set_xy(MARGIN, top + high + 1)
    for each in said:
        pages.put(each, _SMALL, colour=QUIET)
    pages.ln(2)
