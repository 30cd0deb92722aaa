"""A patient is put into every way in, and no trace of her may be anywhere but in the letter and
before the eyes of whom she concerns (H07, H08); and once she is erased, nowhere at all, under no
seal, while the trail holds and what was counted is counted still (H14)."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.canary import erased, places, song
from tests.canary.bird import Canary
from tests.canary.house import House, running
from tests.canary.places import Found, Place, PostgresFiles
from tests.drills.databases import Databases, postgresql_databases
from tests.drills.forks import Forks
from tests.servers.postgres import PostgresServer
from tests.web.people import OAK_LANE_MAIL

pytestmark = [
    pytest.mark.processes,
    pytest.mark.hazard("H07"),
    pytest.mark.hazard("H08"),
    pytest.mark.hazard("H14"),
]

BIRD = Canary(
    given="Zéphyrine",
    family="Quillfeather",
    script="昙曦霂",
    number="9990000050",
    born=date(1961, 3, 12),
    postcode="ZE3 9QF",
)
LETTERS = "full.example.org"
_LINK = re.compile(r"/(?:[qra]|you/tracers)/([0-9A-Z]{16}[\w-]{16,})")


def test_no_trace_on_sqlite(forks: Forks, on_sqlite: Databases, tmp_path: Path) -> None:
    with on_sqlite() as url:
        folder = Path(url.removeprefix("sqlite:///")).parent
        with running(forks, url, tmp_path) as house:
            song.sing(house, BIRD)
            listed = [*everything(house), *places.of_folder(folder)]
            assert traces(listed) == []
            assert secrets_of_links(house, listed) == []
            assert_not_in_vain(house, listed)
            erased.gone_for_good(house, BIRD)
            assert traces(list(everything(house))) == []


def test_no_trace_on_postgresql(forks: Forks, postgres: PostgresServer, tmp_path: Path) -> None:
    with postgresql_databases(postgres)() as url:
        files = PostgresFiles(url)
        with running(forks, url, tmp_path) as house:
            song.sing(house, BIRD)
            listed = [*everything(house), *files.found()]
            assert traces(listed) == []
            assert secrets_of_links(house, listed) == []
            assert_not_in_vain(house, listed)
            erased.gone_for_good(house, BIRD)
            assert traces(list(everything(house))) == []


def everything(house: House) -> Iterator[Found]:
    """All there is to search, less the database's own files."""
    yield from places.of_carrier(house.carrier)
    yield from places.of_chat(house.chat)
    yield from places.of_mail(house.mail.messages, LETTERS)
    yield from places.of_output(house.folder.glob("*.std*"))
    yield from places.of_output([house.commands])
    yield from places.of_visits(house.visits)
    yield from places.of_rows(house.database)
    yield from places.of_folder(house.folder)
    yield from places.of_record(house.record)
    yield from places.of_posts(house.told)


def traces(listed: list[Found]) -> list[str]:
    return sorted({trace for each in listed for trace in each.traces(BIRD)})


def secrets_of_links(house: House, listed: list[Found]) -> list[str]:
    """Where the secret half of a link is: it is derived when it is sent, and kept nowhere."""
    links = {link[1] for visit in house.visits if (link := _LINK.match(visit.path))}
    assert len(links) > 2
    kept = (Place.OUTPUT, Place.ROWS, Place.FILES)
    return [
        f"{each.place}: {each.what}"
        for each in listed
        if each.place in kept and any(link.encode() in each.content for link in links)
    ]


def assert_not_in_vain(house: House, listed: list[Found]) -> None:
    """She was there: kept, sent where she may be sent, seen by whom she concerns; and there was
    something to search at every place."""
    everywhere = {"given name", "family name", "number", "date of birth", "postcode"}
    assert {each.place for each in listed if each.content} == set(Place)
    for ending in ("txt", "json"):
        filed = [each.read_bytes() for each in house.record.glob(f"*.{ending}")]
        assert any(BIRD.in_text(each) >= everywhere for each in filed)
    letter, *_ = house.mails(OAK_LANE_MAIL)
    assert BIRD.in_text(letter.raw) >= everywhere
    kept = house.reveal(house.world.queries()[0]["reference"])
    assert BIRD.in_text(kept.encode()) >= everywhere
    theirs = [visit for visit in house.visits if places.is_theirs(visit)]
    seen = [visit for visit in theirs if BIRD.in_text(visit.body)]
    assert {visit.by for visit in seen} >= {"amara", "elm road"}
    for visit in seen:
        assert visit.headers["cache-control"] == "no-store"
        assert visit.headers["referrer-policy"] == "no-referrer"
    assert {visit.status for visit in house.visits} >= {200, 303, 403, 404, 409, 413, 422, 500}
