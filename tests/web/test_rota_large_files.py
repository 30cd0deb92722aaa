"""Files of shifts on the pages at their limits: thousands of rows, too much, and nothing to do."""

import io
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from openpyxl import Workbook

from rota.exchange import sheets
from tests.web.people import Scene
from tests.web.surfing import Surfer

HEADING = ("date", "start", "end", "tier", "who")
MONDAY = date(2026, 11, 30)
ROWS = 9_990


@pytest.fixture
def ben(scene: Scene) -> Surfer:
    return scene.signed_in("ben")


def rows(count: int) -> Iterator[tuple[str, str, str, str, str]]:
    for each in range(count):
        day = MONDAY + timedelta(days=each // 6)
        start, end = (("08:00", "13:00"), ("13:00", "19:00"))[each % 2]
        tier, who = (("1", "amara"), ("2", "chidi"), ("lead", "chidi"))[each // 2 % 3]
        yield day.isoformat(), start, end, tier, who


def as_csv(count: int) -> tuple[str, bytes, str]:
    text = "\n".join(",".join(each) for each in (HEADING, *rows(count)))
    return "rota.csv", text.encode(), "text/csv"


def as_xlsx(count: int) -> tuple[str, bytes, str]:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for each in (HEADING, *rows(count)):
        sheet.append(each)
    held = io.BytesIO()
    book.save(held)
    return "rota.xlsx", held.getvalue(), "application/octet-stream"


def sends(surfer: Surfer, file: tuple[str, bytes, str]) -> Surfer:
    form = surfer.opens("/rota/files").form("Look through it")
    surfer.uploads(form.action, form.fields, file)
    return surfer


def sends_unseen(surfer: Surfer, path: str, file: tuple[str, bytes, str] | None = None) -> str:
    """Where it leads, without the page: to look through one of thousands of rows as a browser does
    takes the test longer than all else."""
    fields = {"form_token": surfer.own_token(), "reason": "Agreed by mail"}
    answer = surfer.client.post(
        path, data=fields, files={"file": file} if file else None, follow_redirects=False
    )
    assert answer.status_code == 303, answer.text[:1000]
    return str(answer.headers["location"])


def test_ten_thousand_rows_are_looked_through_and_put_on(ben: Surfer) -> None:
    file = as_csv(ROWS)
    assert len(file[1]) > 256 * 1024
    here = sends_unseen(ben, "/rota/import", file)
    assert f"{ROWS} shifts to put on the rota or change" in ben.client.get(here).text
    week = sends_unseen(ben, f"{here}/accept")
    ben.opens(week).sees("Imported", "30 November to 6 December 2026", "8am to 1pm Dr Amara")
    again = ben.client.get(sends_unseen(ben, "/rota/import", as_xlsx(ROWS // 10))).text
    assert "All of it stands on the rota already." in again


def test_a_file_as_large_as_can_be_read_is_read(ben: Surfer) -> None:
    one, text, kind = as_csv(3)
    whole = text + b"\n" * (sheets.MOST_BYTES - len(text))
    sends(ben, (one, whole, kind)).is_refused(200).sees("3 shifts to put on the rota")
    too_many = one, b"a,b\n" * (sheets.MOST_ROWS + 1), kind
    sends(ben, too_many).is_refused(422).sees("more than 10,000 rows. Split it into several.")


def test_a_file_that_is_larger_is_said_to_be_and_must_be_chosen_again(ben: Surfer) -> None:
    sends(ben, ("rota.csv", b"x" * 6_000_000, "text/csv")).is_refused(413)
    ben.sees("The file is larger than 5 MB", "Nothing was changed.", "Split it into several")
    ben.never_sees("what you typed is still on the page", "Sign in")
    ben.follows("Files and calendars").sees("Bring it in")


def test_every_other_address_keeps_its_small_limit(scene: Scene, ben: Surfer) -> None:
    for path in ("/rota/cover", "/rota/import/abc/accept", "/rota/files/source", "/signin"):
        ben.posts(path, {"reason": "x" * 300_000}).is_refused(413)
        ben.sees("This is too long").never_sees("The file is larger", "Sign in")
    scene.browser().posts("/signin", {"mobile": "x" * 300_000}).is_refused(413)


def test_who_may_not_bring_a_file_in_may_not_bring_a_large_one_in(scene: Scene) -> None:
    amara = scene.signed_in("amara")
    file = as_csv(ROWS)
    amara.uploads("/rota/import", {"form_token": amara.own_token()}, file).is_refused(403)


def test_what_holds_nothing_to_put_on_cannot_be_accepted(ben: Surfer) -> None:
    nothing = "date,start,end,tier,who\n2020-11-28,09:00,12:00,1,amara\n"
    sends(ben, ("rota.csv", nothing.encode(), "text/csv")).never_sees("Accept")
    ben.sees("There is nothing in it to put on the rota.", "Put it aside")
    wrong = "date,start,end,tier,who\n2026-11-29,09:00,12:00,1,nobody known\n"
    sends(ben, ("rota.csv", wrong.encode(), "text/csv")).never_sees("Accept the good rows")
    ben.sees("Rows with a problem (1)", "choose the file again", "Put it aside")
    ben.presses("Put it aside").sees("Put aside. Nothing was changed.")
