"""What is pinned is listed, and an audit that could ask nobody is not taken for a good one."""

import re
from typing import Any

from tests.house.supply_chain import CANNOT_TELL, KNOWN_FAULT, LOCK, judged, of_the_browser

SOUND: dict[str, Any] = {"name": "jinja2", "version": "3.1.6", "vulns": []}
FAULTY = {"name": "old", "version": "0.1", "vulns": [{"id": "PYSEC-2020-1"}]}
UNKNOWN = {"name": "new", "skip_reason": "not found"}


def test_an_audit_says_what_it_looked_at() -> None:
    assert judged({"dependencies": [SOUND]}).code == 0
    found = judged({"dependencies": [SOUND, FAULTY, UNKNOWN]})
    assert (found.code, found.said()) == (KNOWN_FAULT, "old 0.1: PYSEC-2020-1")


def test_an_audit_that_could_look_up_nothing_does_not_say_that_all_is_well() -> None:
    for known in ([], [SOUND, UNKNOWN]):
        found = judged({"dependencies": known})
        assert found.code == CANNOT_TELL
        assert "says nothing of them" in found.said()


def test_everything_that_is_installed_is_pinned_by_its_hash_and_named_without_a_host() -> None:
    lock = LOCK.read_text(encoding="utf-8")
    pinned = re.split(r"\n(?=[a-z0-9])", lock.strip())
    assert len(pinned) > 100
    for each in pinned:
        assert re.match(r"[a-z0-9._-]+==\S+", each), each[:60]
        assert "--hash=sha256:" in each, each[:60]
    assert "://" not in lock


def test_what_browsers_are_sent_is_listed_with_its_version() -> None:
    names = {each["name"] for each in of_the_browser()}
    assert names == {"htmx", "nhsuk-frontend"}
