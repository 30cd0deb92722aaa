"""Part 7, texts: lists say that a text has joined a query, until whoever is to read it has."""

import re

import pytest

from integrations.sandbox.phones import accepts, rings_out
from tests.messages.people import signed_in
from tests.stories.scene import AMARA, BEN, CHIDI, ELM_ROAD_MOBILE, LINE, STRANGER_MOBILE
from tests.stories.world import World
from tests.web.surfing import Surfer

_UNREAD = re.compile(r"(\d+ )?unread texts? [^<]*")


def texts(hotdoc: World, words: str, number: str = ELM_ROAD_MOBILE) -> None:
    hotdoc.person(number).texts(LINE, words)
    hotdoc.settle()


def has_rung(hotdoc: World, heard: str) -> str:
    """The reference of a call from Elm Road that ends once this is heard."""
    hotdoc.person(ELM_ROAD_MOBILE).rings(LINE).hears(heard, within=120).is_cut_off()
    hotdoc.settle()
    return str(hotdoc.query()["reference"])


def unread(reader: Surfer, reference: str, path: str = "/desk") -> str | None:
    """What a list says of texts that joined this query."""
    rows = [row for row in reader.opens(path).page.split("<article") if reference in row]
    found = [match[0] for row in rows if (match := _UNREAD.search(row))]
    return found[0] if found else None


def test_lists_say_that_a_text_has_joined_until_somebody_has_read_it(hotdoc: World) -> None:
    hotdoc.everybody(rings_out())
    reference = has_rung(hotdoc, "ring you back by")
    amara, office = signed_in(hotdoc, AMARA), signed_in(hotdoc, CHIDI)
    assert unread(amara, reference) is None
    texts(hotdoc, f"{reference} please use the bypass number")
    assert unread(amara, reference) == "unread text of 10:01am"
    assert unread(office, reference, "/admin") == "unread text of 10:01am"
    texts(hotdoc, f"{reference} it is 01632 960191")
    assert unread(amara, reference) == "2 unread texts since 10:01am"
    amara.never_sees("bypass", "960191").opens(f"/desk/{reference}").sees("bypass", "960191")
    assert unread(amara, reference) is None
    assert unread(office, reference, "/admin") is None


@pytest.mark.hazard("H01")
def test_a_text_stays_unread_until_whose_query_it_is_has_read_it(hotdoc: World) -> None:
    hotdoc.phones.behaves(AMARA, accepts(talks_for=30))
    reference = has_rung(hotdoc, "Your reference is")
    texts(hotdoc, f"{reference} one more thing")
    ben, amara = signed_in(hotdoc, BEN), signed_in(hotdoc, AMARA)
    ben.opens(f"/desk/{reference}").sees("one more thing")
    assert unread(ben, reference) == unread(amara, reference) == "unread text of 10:01am"
    amara.opens(f"/desk/{reference}/record").sees("one more thing")
    assert unread(ben, reference) is None
    assert unread(amara, reference) is None


def test_what_a_query_came_with_is_no_text_that_joined_it(hotdoc: World) -> None:
    texts(hotdoc, "A question about a knee, no names", STRANGER_MOBILE)
    assert unread(signed_in(hotdoc, AMARA), hotdoc.query()["reference"]) is None
