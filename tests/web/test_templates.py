"""Every template with its barest and its fullest context: sound markup, nothing inline or foreign,
labels for every field, and no name that its header does not explain."""

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from jinja2 import meta, nodes

from advice_line.web.rendering import environment, render
from tests.web.contexts import PAGES, PARTS
from tests.web.markup import Element, Markup, read
from tests.web.pieces import BARE_FRAME, FULL_FRAME

EVERYTHING = PAGES | PARTS
NASTY = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*191 }}"
RECORD_FIELDS = """
    requester_name requester_role registration supervising_gp patient_name date_of_birth nhs_number
    general_question question would_have_done would_have_done_note images_reviewed image_modality
    image_date accession booking_reference viewed_on report_seen
    missing_information advice test_advised test_name against_plan
    action_owner action_by urgency_set pregnancy egfr mri_implant contrast_allergy read_back
    guideline red_flags alternative for_patient read_back_by review_date within_scope form_token
    version
"""
GIVEN_TO_ALL = {"frame", "problems", "static"}


def rendered(template: str, how: str) -> str:
    bare, full = EVERYTHING[template]
    frame = FULL_FRAME if how == "full" else BARE_FRAME
    return render(template, frame=frame, **(full if how == "full" else bare))


@pytest.fixture(params=[(name, how) for name in EVERYTHING for how in ("bare", "full")], ids=str)
def shown(request: pytest.FixtureRequest) -> tuple[str, Markup]:
    template, how = request.param
    return template, read(rendered(template, how))


def test_markup_is_sound(shown: tuple[str, Markup]) -> None:
    _, page = shown
    assert page.mistakes == []
    assert len(page.ids) == len(set(page.ids)), "an id is used twice"


def test_a_page_has_a_language_a_title_and_one_heading_of_the_first_level(
    shown: tuple[str, Markup],
) -> None:
    template, page = shown
    whole = template in PAGES
    assert len(page.all("h1")) == (1 if whole else 0)
    assert len(page.all("main")) == (1 if whole else 0)
    if whole:
        assert page.all("html")[0].attributes["lang"] == "en-GB"
        names = page.all("title")[0].text.split(" – ")
        assert all(names)
        assert len(names) == (1 if template == "public/home.html" else 2), "the line's name once"


_TELLS_NOTHING = "noopener noreferrer"


def test_nothing_is_inline_and_nothing_comes_from_elsewhere(shown: tuple[str, Markup]) -> None:
    _, page = shown
    assert page.all("style") == []
    assert all(script.attributes.get("src") for script in page.all("script"))
    for element in page.elements:
        for name, value in element.attributes.items():
            assert name != "style", f"line {element.line}: a style attribute"
            assert not name.startswith("on"), f"line {element.line}: a handler {name}"
            if name == "href" and _leads_away(element):
                continue
            if name in ("href", "src", "action", "formaction", "hx-get", "hx-post"):
                assert re.match(r"(/(?!/)|#|tel:|mailto:)", value), f"{name}={value}"


def _leads_away(element: Element) -> bool:
    """A page of guidance lies elsewhere: it is told nothing of where its reader came from."""
    there = element.attributes.get("href", "").startswith("https://")
    return there and element.tag == "a" and element.attributes.get("rel") == _TELLS_NOTHING


def test_every_field_has_a_label_and_every_reference_an_aim(shown: tuple[str, Markup]) -> None:
    template, page = shown
    labelled = {label.attributes["for"] for label in page.all("label")}
    for element in page.all("input", "textarea", "select"):
        if element.attributes.get("type") != "hidden":
            assert element.attributes["id"] in labelled, element
    for element in page.elements:
        for name in ("aria-describedby", "aria-labelledby", "for"):
            for aim in element.attributes.get(name, "").split():
                assert aim in page.ids, f"{name}={aim}"
        if template in PAGES and element.attributes.get("href", "").startswith("#"):
            assert element.attributes["href"][1:] in page.ids


def test_every_form_posts_and_carries_its_token(shown: tuple[str, Markup]) -> None:
    template, page = shown
    forms = [each for each in page.all("form") if each.attributes["method"] == "post"]
    # A form that only asks for another view of a page changes nothing and carries no token.
    assert {each.attributes["method"] for each in page.all("form")} <= {"post", "get"}
    # These pages send the record's own fields again, the token among them.
    if template not in ("responder/check.html", "responder/look_over.html"):
        assert len(page.named("form_token")) == len(forms)
    assert all(b.attributes.get("type") in ("submit", "button") for b in page.all("button"))


def test_there_is_a_problem_once_where_there_is_one_and_nowhere_else(
    shown: tuple[str, Markup],
) -> None:
    _, page = shown
    found = any(each.text.startswith("Error: ") for each in page.all("title"))
    assert [each.text for each in page.all("h2")].count("There is a problem") == found


def test_errors_are_listed_first_and_lead_to_their_field() -> None:
    page = read(rendered("responder/record.html", "full"))
    aims = [a.attributes["href"] for a in page.all("a") if a.attributes["href"].startswith("#")]
    assert aims == ["#maincontent", "#patient_name", "#nhs_number", "#test_advised", "#guideline"]
    assert page.all("title")[0].text.startswith("Error: ")
    assert page.by_id("patient_name").attributes["value"] == "Test Patient"
    assert "patient_name-error" in page.by_id("patient_name").attributes["aria-describedby"]
    assert page.by_id("advice").text.startswith("\nLikely mechanical. Physiotherapy first.\nMRI")


def test_a_fresh_record_says_nothing_for_its_author() -> None:
    page = read(rendered("responder/record.html", "bare"))
    chosen = {
        e.attributes["name"]: e.attributes["value"]
        for e in page.all("input")
        if "checked" in e.attributes
    }
    assert chosen == {
        "general_question": "no",
        "would_have_done": "",
        "test_advised": "",
        "against_plan": "",
        "urgency_asked": "",
        "urgency_set": "",
        "pregnancy": "not_known",
        "egfr": "not_known",
        "mri_implant": "not_known",
        "contrast_allergy": "not_known",
        "within_scope": "yes",
    }


def test_the_record_has_every_field_of_its_interface() -> None:
    page = read(rendered("responder/record.html", "bare"))
    assert {e.attributes.get("name") for e in page.elements} >= set(RECORD_FIELDS.split())


def test_the_letter_shows_the_fixed_sentence_and_two_different_receipts() -> None:
    page = read(rendered("requester/letter.html", "full"))
    assert any("not a referral or an authorised exposure" in e.text for e in page.all("p"))
    assert [b.attributes["value"] for b in page.named("acknowledgement")] == [
        "clinician_will_act",
        "filed",
        "cannot_act",
    ]


def test_people_s_words_are_never_markup() -> None:
    for template, (_, full) in EVERYTHING.items():
        html = render(template, frame=replace(FULL_FRAME, person=NASTY), **_poisoned(full))
        assert "<script>alert" not in html, template
        assert "<img src=x" not in html, template
        assert "1337" not in html, template


def _poisoned(value: Any) -> Any:
    if isinstance(value, str):
        return NASTY
    if isinstance(value, dict):
        return {key: _poisoned(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple) and not hasattr(value, "_fields"):
        return type(value)(_poisoned(inner) for inner in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _poisoned(getattr(value, f.name)) for f in fields(value)})
    return value


def test_every_template_is_looked_at() -> None:
    ours = {
        name
        for name in environment().list_templates()
        if not name.startswith(("nhsuk/", "parts/")) and name != "base.html"
    }
    assert ours == set(EVERYTHING)


def _own_names(parsed: nodes.Template) -> set[str]:
    """What a template sets, defines or imports itself: blocks read it as if it were given."""
    names = {macro.name for macro in parsed.find_all(nodes.Macro)}
    names |= {found.target for found in parsed.find_all(nodes.Import)}
    for assigned in parsed.find_all(nodes.Assign):
        names |= {name.name for name in assigned.target.find_all(nodes.Name)}
        if isinstance(assigned.target, nodes.Name):
            names.add(assigned.target.name)
    return names


@pytest.mark.parametrize("template", EVERYTHING)
def test_a_template_reads_only_what_its_header_explains(template: str) -> None:
    loader = environment().loader
    assert loader is not None
    source = loader.get_source(environment(), template)[0]
    header = source[: source.index("#}")]
    parsed = environment().parse(source)
    reads = meta.find_undeclared_variables(parsed) - _own_names(parsed) - GIVEN_TO_ALL
    unexplained = {name for name in reads if not re.search(rf"\b{name}\b", header)}
    assert unexplained == set()
