"""What is not approved leaves neither by a page, nor by a command, nor by a key of a practice's
system, on the way to being approved as before it; what is, leaves by page and command (H08)."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from advice_line.web.route_table import BY_KEY, ROUTES
from tests.api import systems
from tests.cli.conftest import Command, Ran, command
from tests.education import came_with
from tests.stories.conftest import on_sqlite
from tests.web.people import CANARIES, Scene

__all__ = ["command"]

pytestmark = [on_sqlite, pytest.mark.hazard("H08")]

FORMS = ("html", "pdf", "md", "json")
# As the proposed text has it, and no other page but those who make it.
TEXT = "Night pain in the back for six weeks"
REFUSED = "not approved for teaching"
CONFIRM = "Nobody can be recognised in this"


@pytest.fixture
def on_it(
    command: Command, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    """Commands on the same database, which is no rehearsal's."""
    monkeypatch.delenv("CLOCK_FILE")

    def ran(*words: object) -> Ran:
        capsys.readouterr()
        return command(*words)

    return ran


def each_stage(scene: Scene) -> Iterator[str]:
    """The case drafted, offered and confirmed: its reference at each."""
    reference = scene.advised()
    case = scene.world.query()["case"]["reference"]
    yield case
    amara = scene.signed_in("amara")
    amara.opens(f"/desk/{reference}/saved").presses("Offer this case for teaching")
    yield case
    amara.opens(f"/library/{case}").presses(CONFIRM, learning_point="MRI first.")
    yield case


def approved(scene: Scene) -> str:
    *_, case = each_stage(scene)
    scene.signed_in("ben").opens(f"/library/{case}").presses("Approve")
    return case


def test_no_page_gives_a_case_away_before_it_is_approved(either: Scene) -> None:
    for case in each_stage(either):
        for who in ("amara", "ben"):
            reader = either.signed_in(who)
            for form in FORMS:
                answer = reader.client.get(f"/library/{case}/{form}")
                assert answer.status_code == 409
                assert REFUSED in answer.text
                assert TEXT not in answer.text
            reader.opens(f"/library/{case}").never_sees("Take it with you")


def test_no_command_gives_a_case_away_before_it_is_approved(
    either: Scene, on_it: Command, tmp_path: Path
) -> None:
    for case in each_stage(either):
        for form in FORMS:
            file = tmp_path / f"case.{form}"
            ran = on_it("cases", "export", case, "--format", form, "-o", file)
            assert (ran.code, ran.out, file.exists()) == (1, "", False)
            assert REFUSED in ran.err
        for words in (
            ("cases", "export", case),
            ("cases", "show", case),
            ("cases", "list", "--json"),
            ("cases", "list", "--search", "night pain"),
            ("education", "pack", "--month", "2026-11"),
            ("education", "pack", "--month", "2026-11", "--format", "json"),
        ):
            ran = on_it(*words)
            assert TEXT not in ran.out + ran.err, words


def test_no_key_of_a_system_opens_the_library(either: Scene) -> None:
    """Its own questions are its practice's; of cases there is nothing behind a key."""
    assert not [path for _, path in BY_KEY if path.startswith("/library")]
    case = approved(either)
    system = systems.of(either.world)
    for method, path in ROUTES:
        if method == "GET" and path.startswith("/library"):
            where = path.format(
                reference=case,
                form="md",
                month="2026-11",
                list="L1ST",
                search="S3ARCH",
                picture="P1CTURE",
            )
            answer = system.client.get(where, headers=system.headers, follow_redirects=False)
            assert answer.status_code in (303, 401, 403, 404), path
            assert TEXT not in answer.text


def test_an_approved_case_leaves_by_page_and_command_and_names_nobody(
    either: Scene, on_it: Command, tmp_path: Path
) -> None:
    case = approved(either)
    ben = either.signed_in("ben").opens(f"/library/{case}").sees("Take it with you")
    for form in FORMS:
        answer = ben.client.get(f"/library/{case}/{form}")
        assert answer.status_code == 200
        assert f'filename="case-{case}.{form}"' in answer.headers["content-disposition"]
        file = tmp_path / f"case.{form}"
        assert on_it("cases", "export", case, "--format", form, "-o", file).code == 0
        assert file.read_bytes() == answer.content
        if form != "pdf":
            assert TEXT in answer.text
            assert not [each for each in CANARIES if each in answer.text]
    said = on_it("cases", "export", case, "--format", "pdf").err
    assert "Name a file for it" in said


def test_a_case_is_put_on_a_list_that_is_shared(either: Scene) -> None:
    case = approved(either)
    ben = either.signed_in("ben").opens("/library").opens("/library/lists")
    ben.presses("Make the list", name="Backs", said="For the registrars.", line="hotdoc")
    ben.sees("Backs", "No case is on it yet")
    here = ben.address
    ben.presses("Keep the list", add="nothing").is_refused(422).sees("No case here", "nothing")
    ben.opens(f"/library/{case}").presses("Put it there", list=here.rsplit("/", 1)[1])
    ben.is_at(here).sees(TEXT)
    ben.presses("Keep the list", **{f"note-{case}": "For Edith Larkspur."}).is_refused(422)
    ben.sees("who a patient is", "For Edith Larkspur.")
    ben.presses("Keep the list", **{f"note-{case}": "Read the advice first."}).is_at(here)
    chidi = either.signed_in("chidi").opens("/library/lists").sees("Backs", "by Ben")
    chidi.opens(here).sees(TEXT, "Read the advice first.").never_sees("Keep the list")
    ben.opens(here).presses("Take this list away").is_at("/library/lists")
    assert chidi.client.get(here).status_code == 404


def test_a_picture_is_offered_and_let_through_on_the_page_of_its_case_and_leaves_by_command(
    either: Scene, on_it: Command
) -> None:
    *_, case = each_stage(either)
    source = came_with.picture(either.world.service.ledger, case, came_with.film("Larkspur"))
    amara = either.signed_in("amara").opens(f"/library/{case}")
    amara.presses("Offer this picture", source=source, shows="A film.").is_refused(422)
    # What was chosen and typed is there still.
    amara.sees("at full size first").presses("Offer this picture", looked="yes")
    page = amara.client.get(f"/library/{case}").text
    (place,) = set(re.findall(r'src="(/library/[^"]+/pictures/\w+)"', page))
    assert amara.client.get(place).headers["content-type"] == "image/jpeg"
    ben = either.signed_in("ben").opens(f"/library/{case}").presses("Approve")
    ben.sees("Not checked yet").presses("It may be taught").is_refused(422)
    assert carried(on_it, case) == [0, 0]
    ben.presses("It may be taught", looked="yes").never_sees("Not checked yet")
    assert carried(on_it, case) == [1, 1]
    ben.presses("Take picture 1 away")
    assert carried(on_it, case) == [0, 0]
    assert amara.client.get(place).status_code == 404


def carried(on_it: Command, case: str) -> list[int]:
    """How many pictures lie in the case's page and in the month's."""
    ways = (("cases", "export", case), ("education", "pack", "--month", "2026-11"))
    return [on_it(*words, "--format", "html").out.count("data:image/jpeg") for words in ways]
