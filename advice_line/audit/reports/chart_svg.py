"""A chart over time within a page."""

from markupsafe import Markup

from advice_line.audit.reports import charts
from advice_line.audit.reports.content import Series
from advice_line.audit.spc import parts, svg


def drawn(series: Series) -> list[tuple[str, Markup]]:
    """Broad and for a phone, of which the page's style shows one. The svg escapes its own words."""
    key = series.id.replace(".", "-").replace("_", "-")
    return [
        (name, Markup(svg.svg(charts.scene(series, size=size), f"{key}-{name}")))  # noqa: S704
        for name, size in (("broad", parts.PAPER), ("narrow", parts.NARROW))
    ]
