"""Bad files of practices as whoever uploads them meets them."""

import pytest

from tests.web.people import Scene

PLACE = "/admin/directory/import"
TWO_GB = 2 * 1024**3


@pytest.mark.parametrize("says", [str(TWO_GB), "9" * 40, "-1"])
def test_two_gigabytes_are_refused_by_the_page_before_they_are_sent(
    scene: Scene, says: str
) -> None:
    office = scene.signed_in("chidi").opens(PLACE)
    length = {"content-length": says, "content-type": "multipart/form-data; boundary=x"}
    office.took(office.client.post(PLACE, content=b"", headers=length))
    office.is_refused(413).sees("larger than 20 MB", "Nothing was read")


def test_a_formula_is_a_name_like_any_other_and_runs_nowhere(scene: Scene) -> None:
    office = scene.signed_in("chidi").opens(PLACE)
    fields = office.form("Look through it").fields
    rows = ["Code,Name", 'Y99077,"=HYPERLINK(""https://example.org"",""Elm"")"', '"=1+1",Oak']
    data = "\n".join(rows).encode()
    office.uploads(PLACE, fields, ("x.csv", data, "text/csv"))
    waiting = office.address
    refused = office.opens(f"{waiting}/refused.csv").page
    assert ',"=' not in refused
    assert "'=1+1" in refused
    office.opens(waiting).presses("Save all of this").sees("Saved.")
    office.opens("/admin/directory/Y99077").sees('=HYPERLINK("https://example.org"')
    assert '<a href="https://example.org' not in office.page
