"""A report as one page that needs nothing beside it, to read, to send and to print."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from advice_line.audit.reports import chart_svg, charts, outline
from advice_line.audit.reports.content import Series
from advice_line.audit.reports.keeping import Stored
from advice_line.audit.reports.outline import Bullets, Drawing, Fold, Heading, Prose
from advice_line.audit.spc import words

_NAMES = {
    Heading: "heading",
    Prose: "prose",
    Bullets: "bullets",
    Drawing: "drawing",
    Fold: "fold",
}


def write(kept: Stored) -> bytes:
    page = _pages().get_template("report.html.jinja")
    return page.render(
        title=kept.report.title,
        style=Markup(style()),  # noqa: S704 - a file of ours
        parts=list(outline.of(kept)),
        named=lambda part: _NAMES.get(type(part), "table"),
        drawn=chart_svg.drawn,
        below=charts.below,
        rows=_rows,
    ).encode()


def _rows(series: Series) -> list[words.Row]:
    return words.rows(charts.chart(series), charts.marks(series))


@cache
def style() -> str:
    """What the page looks like; it travels inside the page."""
    file = Path(__file__).parent / "templates" / "report.css"
    return file.read_text(encoding="utf-8")


@cache
def _pages() -> Environment:
    return Environment(
        loader=PackageLoader("advice_line.audit.reports"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
