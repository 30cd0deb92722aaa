"""A share that is dead: whoever touches it gets no answer, not even a refusal. Everything else goes
on, a person hears of it, and letters get there once it answers again."""

import os
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from advice_line.record_service import FOLDER
from integrations.interop.drop_folder import DropFolder
from integrations.interop.timely_folder import TimelyFolder
from tests.filing.office import Office, seen_in
from tests.ledger.vendors import Killed
from tests.web.people import ELM_ROAD_MAIL


class Share:
    """While it is `dead`, whoever works on the folder waits at a pipe that nobody opens."""

    def __init__(self, pipe: Path) -> None:
        os.mkfifo(pipe)
        self._pipe = pipe
        self.dead = False

    def touched(self, really: Callable[..., Any], *given: Any) -> Any:
        if self.dead and _waits_for_the_folder(threading.current_thread()):
            self._pipe.read_bytes()
        return really(*given)

    def comes_back(self) -> None:
        self.dead = False
        os.close(os.open(self._pipe, os.O_RDWR))
        for each in filter(_waits_for_the_folder, threading.enumerate()):
            each.join(10)


def _waits_for_the_folder(thread: threading.Thread) -> bool:
    return thread.name == "record-folder"


@pytest.fixture
def share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Share]:
    made = Share(tmp_path / "pipe")
    monkeypatch.setattr(FOLDER, "seconds", 0.2)
    for name in ("fsync", "scandir"):
        monkeypatch.setattr(os, name, partial(made.touched, getattr(os, name)))
    yield made
    made.comes_back()


@pytest.mark.hazard("H04")
def test_a_share_that_hangs_holds_up_nothing_and_gets_its_letters_when_it_is_back(
    office: Office, share: Share
) -> None:
    share.dead = True
    reference = office.scene.advised()
    assert office.scene.mails(ELM_ROAD_MAIL) != []
    (filed,) = office.filed(reference)
    assert (filed["put_at"], filed["failure"]) == (None, "folder_away")
    assert office.owed(reference) == 1
    office.passes(600)
    assert office.filed(reference) == [filed]
    share.comes_back()
    office.passes(3600)
    (filed,) = office.filed(reference)
    assert filed["put_at"] is not None
    assert (filed["failure"], office.owed(reference)) == (None, 0)
    assert len(office.names()) == 4


@pytest.mark.hazard("H04")
def test_a_worker_that_was_killed_as_it_hung_leaves_it_to_a_person_all_the_same(
    office: Office, share: Share, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_given: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(DropFolder, "put", killed)
        with pytest.raises(Killed):
            office.scene.advised()
    share.dead = True
    (reference,) = (each["reference"] for each in office.scene.world.queries())
    office.passes(600)
    assert (office.filed(reference)[0]["failure"], office.owed(reference)) == ("folder_away", 1)


def test_only_the_first_waits_for_it_and_another_folder_is_there(
    tmp_path: Path, share: Share
) -> None:
    folder = TimelyFolder(DropFolder(), seconds=0.2)
    other = tmp_path / "other"
    other.mkdir()
    share.dead = True
    here = str(tmp_path)
    assert folder.fault(here) is None
    with pytest.raises(Exception, match="folder_away"):
        folder.put(here, "NAME", {"txt": b"a letter"})
    waiting = threading.active_count()
    assert (folder.fault(here), folder.taken(here, ["NAME"])) == ("folder_away", frozenset())
    assert threading.active_count() == waiting
    assert folder.fault(str(other)) is None
    share.comes_back()
    assert folder.fault(here) is None
    assert folder.holds(here, "NAME")
    assert "NAME.txt" in seen_in(tmp_path)
