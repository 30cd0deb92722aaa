"""How long scans and reports take: kept by the radiology office, read by anybody, heard by callers,
and never told as newer than it is."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from advice_line.directory import lookups
from advice_line.directory.waits import standing
from advice_line.tables.ledger import TrailEntry
from tests.web.people import Scene
from tests.web.surfing import Surfer

PLACE = "/admin/waits?line=hotdoc"
PAGE = "/waits/hotdoc"
CT = {"modality-1": "CT", "wait-1": "3 weeks", "report-1": "next working day"}
MRI = {"modality-2": "MRI", "wait-2": "6 to 8 weeks", "urgent_route-2": "Ring the MRI office."}


@pytest.fixture
def office(scene: Scene) -> Surfer:
    """Chidi leads the service and keeps the office."""
    surfer = scene.signed_in("chidi").opens("/admin").follows("How long scans and reports take")
    return surfer.is_at("/admin/waits").opens(PLACE)


def test_the_office_writes_the_board_and_a_patient_reads_it(scene: Scene, office: Surfer) -> None:
    office.presses("Save", **CT, **MRI).sees("Saved. It stands from now on.")
    office.sees("Waits as of 23 November. Routine CT: 3 weeks, report next working day.")
    patient = scene.browser().opens(PAGE)
    patient.sees("our waits as of Monday 23 November 2026", "CT", "3 weeks", "next working day")
    patient.sees("MRI", "6 to 8 weeks", "Ring the MRI office.", "What if it is urgent?", "call 999")
    patient.never_sees("Chidi")


def test_the_front_page_leads_to_the_figures_while_there_are_any(
    scene: Scene, office: Surfer
) -> None:
    scene.browser().opens("/").never_sees(PAGE)
    office.presses("Save", **CT, **MRI)
    scene.browser().opens("/").follows("How long scans and reports take").is_at(PAGE)
    scene.world.phones.advance(timedelta(days=32).total_seconds())
    scene.browser().opens("/").never_sees(PAGE)


def test_a_cache_may_keep_the_page_for_it_is_the_same_for_all(scene: Scene, office: Surfer) -> None:
    office.presses("Save", **CT, **MRI)
    for page in (office.opens(PAGE), scene.browser().opens(PAGE)):
        assert page.headers["cache-control"] == "public, max-age=300"
        assert "set-cookie" not in page.headers
        page.never_sees("Sign out", "form_token")
    assert office.opens(PLACE).headers["cache-control"] == "no-store"


def test_what_is_wrong_is_said_at_its_row_and_nothing_typed_is_lost(office: Surfer) -> None:
    office.presses("Save", **(CT | {"wait-1": "3"}), **MRI).is_refused(422)
    office.sees('Row 1, wait: "3" of what? Write 3 days, working days or weeks.')
    kept = office.form("Save").fields
    assert (kept["wait-1"], kept["wait-2"], kept["urgent_route-2"]) == (
        *("3", "6 to 8 weeks"),
        "Ring the MRI office.",
    )
    office.presses("Save", **{"wait-1": "3 weeks"}).sees("Saved.")


def test_rows_are_added_moved_and_removed_without_a_script(office: Surfer) -> None:
    office.presses("Add a row", **CT, **MRI)
    typed = {"modality-3": "Ultrasound", "wait-3": "2 weeks", "up": "2"}
    office.posts("/admin/waits/rows", office.form("Save").fields | typed)
    fields = office.form("Save").fields
    assert [fields[f"modality-{each}"] for each in (1, 2, 3)] == ["MRI", "CT", "Ultrasound"]
    office.posts("/admin/waits/rows", office.form("Save").fields | {"remove": "2"})
    office.presses("Save").sees("Waits as of 23 November. Routine MRI: 6 to 8")
    assert "CT" not in office.sees("Ultrasound: 2 weeks").form("Save").fields.values()


def test_a_file_is_looked_through_before_it_stands(scene: Scene, office: Surfer) -> None:
    office.presses("Save", **CT, **MRI)
    file = "\ufeffModality;Urgency;Wait;Report;If it is urgent;As of\r\n"
    file += (
        "CT;routine;2,5 weeks;next working day;Ring us, say it is urgent, and wait;22/11/2026\r\n"
    )
    file += "X-ray;;same day;;;22/11/2026\r\n"
    uploads(office, file.encode()).sees("This is what the file says. Nothing is saved yet.")
    office.sees("CT: 2.5 weeks, report next working day (before: 3 weeks, report next working day)")
    office.sees("New: X-ray: same day", "Gone: MRI: 6 to 8 weeks")
    assert office.form("Save").fields["holds_on"] == "2026-11-22"
    scene.browser().opens(PAGE).sees("6 to 8 weeks")
    office.presses("Save").sees("Saved.", "from a file")
    scene.browser().opens(PAGE).sees(
        "our waits as of Sunday 22 November 2026", "2.5 weeks", "same day"
    )


def test_a_row_of_a_file_that_cannot_be_read_is_mended_on_the_page(office: Surfer) -> None:
    file = "modality,wait\nCT,three weeks\nÉcho,2 weeks\n".encode("cp1252")
    uploads(office, file).is_refused(422).sees(
        'Row 1 (row 2 of the file), wait: "three weeks" is no length of time'
    )
    office.sees("Give the day for which these figures hold.")
    assert office.form("Save").fields["modality-2"] == "Écho"
    office.presses("Save", **{"wait-1": "3 weeks", "holds_on": "2026-11-23"}).sees("Saved.")


@pytest.mark.parametrize(
    ("file", "why"),
    [
        (b"", "Choose a CSV or XLSX file"),
        (b"%PDF-1.7\x00\x01", "neither a CSV nor an XLSX"),
        (b"test,how long\nCT,3 weeks\n", 'Column B is headed "how long", which is not known.'),
        (b"wait\n3 weeks\n", 'There is no column "examination".'),
        (b"modality,wait,as of\nCT,1 week,1/11/2026\nUS,1 week,2/11/2026\n", "several days"),
    ],
)
def test_what_is_no_such_file_is_said_and_nothing_is_changed(
    office: Surfer, file: bytes, why: str
) -> None:
    name = "" if not file else "waits.csv"
    form = office.form("Look through it")
    answer = office.uploads(form.action, form.fields, (name, file, "text/csv"))
    answer.is_refused(422).sees(why, "Nothing was entered yet.")


def test_beside_a_file_that_was_refused_the_old_figures_are_in_no_form_to_save(
    office: Surfer,
) -> None:
    """Who pressed Save there would have dated them today, and read that they are saved."""
    office.presses("Save", **CT, **MRI)
    uploads(office, b"modality,how long\nCT,9 weeks\n").is_refused(422)
    office.sees("Nothing of the file was taken").never_sees(">Save</button>")
    office.follows("change the figures by hand")
    assert office.form("Save").fields["wait-1"] == "3 weeks"


def test_the_file_to_fill_in_is_one_that_is_read_again(office: Surfer) -> None:
    office.presses("Save", **(CT | {"urgent_route-1": "=HYPERLINK(1)"}), **MRI)
    office.follows("Download one to fill in")
    assert office.headers["content-disposition"] == 'attachment; filename="waits-template.csv"'
    file = office.client.get("/admin/waits/template?line=hotdoc").content
    assert b"\n=" not in file
    assert b",=" not in file
    uploads(office.opens(PLACE), file.replace(b'"\r\n', b'",\r\n')).sees("Give the day")


@pytest.mark.hazard("H25")
def test_old_figures_say_so_and_very_old_ones_are_told_to_nobody(
    scene: Scene, office: Surfer
) -> None:
    office.presses("Save", **CT, **MRI)
    scene.world.phones.advance(timedelta(days=9).total_seconds())
    scene.browser().opens(PAGE).sees("Our figures are from 23 November and may have changed.", "CT")
    assert spoken(scene).startswith(
        "Our figures are from 23 November and may have changed. Routine CT"
    )
    assert json_of(scene)["age"] == "stale"
    scene.world.phones.advance(timedelta(days=23).total_seconds())
    gone = scene.browser().opens(PAGE).sees("too long ago to rely on", "What if it is urgent?")
    gone.never_sees("3 weeks")
    assert spoken(scene) == ""
    assert (json_of(scene)["age"], json_of(scene)["rows"]) == ("too_old", [])


def test_two_who_change_it_at_once_are_told_of_each_other(scene: Scene, office: Surfer) -> None:
    other = scene.signed_in("chidi").opens(PLACE)
    office.presses("Save", **CT, **MRI)
    other.presses("Save", **(CT | {"wait-1": "9 weeks"}), **MRI).is_refused(409)
    other.sees("Dr Chidi Example changed these figures meanwhile.")
    assert other.form("Save").fields["wait-1"] == "9 weeks"
    other.presses("Save").sees("Saved.")
    scene.browser().opens(PAGE).sees("9 weeks")


def test_every_version_stays_with_who_entered_it(scene: Scene, office: Surfer) -> None:
    office.presses("Save", **CT, **MRI).presses("Save", **{"wait-1": "4 weeks"})
    office.sees("What stood before (2)", "Dr Chidi Example", "(stands now)")
    first = office.page.rindex('href="/admin/waits/')
    office.opens(office.page[first + 6 :].partition('"')[0].replace("&amp;", "&"))
    office.sees("Waits of Monday 23 November 2026", "3 weeks", "Saved by hand by Dr Chidi Example")
    with scene.world.service.ledger.look("test") as work:
        told = select(TrailEntry).where(col(TrailEntry.action) == "waits.changed")
        trail = [(each.subject, each.detail["rows"]) for each in work.session.exec(told)]
    assert trail == [("line:hotdoc", 2)] * 2


def test_a_button_pressed_twice_saves_once(office: Surfer) -> None:
    form = office.form("Save")
    for _ in range(2):
        office.posts(form.action, form.fields | CT)
    office.sees("What stood before (1)")


def test_only_the_office_and_the_lead_change_it(scene: Scene) -> None:
    scene.signed_in("amara").opens(PLACE).is_refused(403)
    scene.browser().opens(PLACE).never_sees("What stood before")
    scene.browser().opens(PAGE).sees("We have no figures to show at the moment.")
    scene.browser().opens("/waits/nowhere").is_refused(404)


def test_a_program_reads_it_as_json(scene: Scene, office: Surfer) -> None:
    assert json_of(scene)["rows"] == []
    office.presses("Save", **CT, **MRI)
    found = json_of(scene)
    assert (found["schema"], found["line"], found["as_of"]) == ("waits/1", "hotdoc", "2026-11-23")
    assert found["rows"][1]["wait"] == {
        "least": 6.0,
        "most": 8.0,
        "unit": "weeks",
        "words": "6 to 8 weeks",
    }


@pytest.mark.hazard("H25")
def test_the_urgency_of_a_file_stays_chosen_while_its_rows_are_mended(
    scene: Scene, office: Surfer
) -> None:
    """A wait for a suspected cancer must not become the routine one on the way."""
    rows = b"modality,urgency,wait\nCT,2WW,5\nMRI,Urgent,10 days\nUS,soon,2 weeks\nXR,,same day\n"
    uploads(office, rows).is_refused(422).sees('"soon" is no urgency', '"5" of what?')
    kept = office.form("Save").fields
    chosen = [kept[f"route-{row}"] for row in (1, 2, 3, 4)]
    assert chosen == ["suspected_cancer", "urgent", "soon", "routine"]
    mended = {"wait-1": "5 days", "route-3": "urgent", "holds_on": "2026-11-23"}
    office.presses("Save", **mended).sees("Saved.")
    scene.browser().opens(PAGE).sees("CT Suspected cancer 5 days", "MRI Urgent 10 days")


@pytest.mark.parametrize(
    "row", ["CT,routine,2,5 weeks,next working day,", "CT,routine,3 weeks,,Ring us, then wait,9"]
)
def test_a_cell_too_many_is_refused_with_its_row_and_how_to_mend_it(
    office: Surfer, row: str
) -> None:
    head = "modality,urgency,wait,report" + (",if it is urgent" if row.endswith("9") else "")
    uploads(office, f"{head}\nUS,,2 weeks\n{row}\n".encode()).is_refused(422)
    office.sees("Row 3 has", "which has no heading", "put the text in quotes")
    office.sees("Nothing was entered yet.")


def test_all_that_is_wrong_with_a_file_is_said_at_once_by_the_rows_of_the_file(
    office: Surfer,
) -> None:
    head = "modality,urgency,wait,as of"
    rows = ("US,,soon,", "CT,,2,5 weeks,", "MRI,someday,3 days,Monday?", ",,1 day,", "X-ray,,2,,9")
    uploads(office, "\n".join((head, *rows)).encode()).is_refused(422)
    office.sees('Row 6 has "9" in column E', 'Row 4, as of: "Monday?" is not a date')
    office.sees('Row 2, wait: "soon" is no', 'Row 3, wait: "2" of what?')
    office.sees('Row 4, urgency: "someday" is no urgency', "Row 5, examination: Say what")
    office.never_sees("Row 6, wait")


def test_a_text_cut_by_its_comma_is_no_day(office: Surfer) -> None:
    """The day would be mended on the page, and the text would stay cut."""
    file = (
        b"modality,wait,if it is urgent,as of\nUS,2 weeks,,22/11/2026\nMRI,1 week,Ring us, please\n"
    )
    uploads(office, file).is_refused(422)
    office.sees('Row 3, as of: "please" is not a date', "put the text in quotes")
    office.sees("Nothing was entered yet.")


def test_a_file_of_too_many_rows_keeps_them_all_until_they_are_fewer(office: Surfer) -> None:
    rows = "".join(f"Part {each},1 week\n" for each in range(1, 61))
    uploads(office, f"modality,wait\n{rows}".encode()).is_refused(422).sees("these are 60")
    office.presses("Save").is_refused(422).sees("these are 60")
    assert office.form("Save").fields["modality-60"] == "Part 60"


def uploads(surfer: Surfer, file: bytes) -> Surfer:
    form = surfer.form("Look through it")
    return surfer.uploads(form.action, form.fields, ("waits.csv", file, "text/csv"))


def spoken(scene: Scene) -> str:
    with scene.world.service.ledger.look("test") as work:
        line = lookups.line_by_key(work.session, "hotdoc")
        assert line is not None
        return standing.spoken(work, line)


def json_of(scene: Scene) -> dict[str, Any]:
    found = scene.browser().client.get("/api/v1/waits/hotdoc")
    assert found.headers["cache-control"] == "public, max-age=300"
    return dict(found.json())
