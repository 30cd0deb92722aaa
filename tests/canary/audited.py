"""The audit, once the month of all this is over: its pages, a report in every form, what commands
say of it, and words about her where a lead may write."""

from urllib.parse import quote

from advice_line.audit import periods
from advice_line.audit.facts.keeping import Facts
from advice_line.audit.figures.rolled_up import Figures
from advice_line.audit.reports import extract
from advice_line.audit.reports.files import Form
from advice_line.directory import lookups
from tests.canary.bird import Canary
from tests.canary.house import House
from tests.web.surfing import Surfer

MONTH = "2026-11"
_DAYS = 9
_SMALL = 5
_QUERIES = "/audit/measures/utilisation.queries"


def audited(house: House, bird: Canary) -> None:
    house.world.phones.advance(_DAYS * 24 * 3600)
    Facts(house.world.ledger).catch_up()
    Figures(house.world.ledger, _SMALL).catch_up()
    lead = house.signed_in("chidi")
    _typed(house, lead, bird)
    for path in (
        "/audit",
        f"/audit?period={MONTH}",
        "/audit/compare",
        f"{_QUERIES}?period={MONTH}&by=channel",
        f"{_QUERIES}?period={MONTH}&by=weekday",
        f"{_QUERIES}/queries?period={MONTH}",
        f"/audit/measures/outcomes.imaging_avoided?period={MONTH}&by=asker_role",
        f"/audit/measures/utilisation.practices?period={MONTH}&by=practice",
        "/audit/silent-practices?period=2026-Q3",
        "/audit/appropriateness",
        "/metrics",
    ):
        lead.opens(path).is_refused(200)
    _written(lead, bird)
    _reported(lead, bird)
    for said in (
        ("report", "--period", MONTH),
        ("report", "--period", MONTH, "--json"),
        ("report", "--period", MONTH, "--every-line", "--json"),
        ("measures", "--json"),
        ("verify", "--figures", "--json"),
    ):
        house.command("audit", *said)
    house.command("worker", "--once")
    _extracted(house)


def _extracted(house: House) -> None:
    """What an extract would be made of, before anything is taken out."""
    with house.world.ledger.look("test") as work:
        quarter = periods.read("2026-Q4")
        rows = [
            ",".join(row)
            for line in lookups.lines(work.session)
            for row in extract.whole(work, line, quarter)
        ]
        work.let_go()
    assert rows
    (house.folder / "extract.csv").write_text("\n".join(rows), encoding="utf-8")


def _typed(house: House, lead: Surfer, bird: Canary) -> None:
    """Into the address bar."""
    song = quote(bird.song, safe="")
    typing = house.client("chidi", typed=True)
    typing.cookies = lead.client.cookies
    for path in (
        f"/audit?period={song}",
        f"/audit?line={song}",
        f"/audit?period={bird.number}",
        f"/audit/compare?with={song}&period={song}",
        f"{_QUERIES}?by={song}",
        f"/audit/measures/{song}",
        f"/audit/practices/{song}",
        f"/audit/reports/{song}",
        f"/audit/reports?line={song}",
    ):
        typing.get(path)


def _written(lead: Surfer, bird: Canary) -> None:
    """Given back to be mended, and kept nowhere."""
    lead.opens(_QUERIES)
    lead.presses("Write it on the charts", day="2026-11-23", happened=bird.song).is_refused(422)
    lead.opens(_QUERIES)
    lead.presses("Begin the limits anew", **{"from": "2026-11", "reason": bird.song})
    lead.is_refused(422)
    lead.opens("/audit/reports").presses("Make the report", period=bird.song).is_refused(422)


def _reported(lead: Surfer, bird: Canary) -> None:
    lead.opens("/audit/reports").presses("Make the report", period=MONTH).is_refused(200)
    here = lead.address.partition("?")[0]
    lead.presses("Put them into the report", own_words=bird.song).is_refused(422)
    lead.opens(here).presses("Put them into the report", own_words="A quiet month.")
    for form in Form:
        assert lead.client.get(f"{here}/{form}").status_code == 200, form
