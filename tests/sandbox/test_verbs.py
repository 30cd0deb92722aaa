"""What a caller hears and what keys do, verb by verb."""

import pytest

from integrations.sandbox.carrier import Carrier
from integrations.sandbox.control import InProcessControl
from integrations.sandbox.story import Person
from tests.sandbox.conftest import LINE, NINE, TinyApp

MENU = (
    '<Gather numDigits="1" timeout="4" action="/menu">'
    "<Say>For urgent advice press 1, for anything else press 2.</Say></Gather>"
)


@pytest.fixture(autouse=True)
def _menu(app: TinyApp) -> None:
    app.pages["/menu"] = lambda form: (
        f"<Response><Say>You pressed {form['Digits'] or 'nothing'}.</Say></Response>"
    )


def test_words_take_a_second_for_fifteen_characters(app: TinyApp, gp: Person) -> None:
    app.says("/voice", "<Say>Exactly thirty characters long</Say>", "<Say>Then this.</Say>")
    gp.rings(LINE).hears("Then this")
    first, second = gp.heard()
    assert first["seconds"] == 2.0
    assert second["at"] == "2026-11-23T09:00:02Z"


def test_a_key_cuts_the_words_of_a_gather_short(app: TinyApp, gp: Person) -> None:
    app.says("/voice", MENU)
    gp.rings(LINE).waits(1).presses("2").hears("You pressed 2")
    menu = gp.heard()[0]
    assert menu["cut_short"]
    assert menu["seconds"] == 1.0


def test_a_key_after_the_words_counts_within_the_timeout(app: TinyApp, gp: Person) -> None:
    app.says("/voice", MENU, "<Say>Too late.</Say>")
    gp.rings(LINE).waits(7).presses("1").hears("You pressed 1").never_heard("Too late")


def test_without_a_key_the_next_verb_follows(app: TinyApp, gp: Person) -> None:
    app.says("/voice", MENU, "<Say>Too late.</Say>")
    gp.rings(LINE).hears("Too late").presses("1").waits(5)
    assert "/menu" not in app.paths()


def test_an_empty_result_reaches_the_action_where_asked(app: TinyApp, gp: Person) -> None:
    app.says("/voice", MENU.replace("<Gather", '<Gather actionOnEmptyResult="true"'))
    gp.rings(LINE).hears("You pressed nothing")
    assert app.forms("/menu")[0]["Digits"] == ""


def test_several_digits_end_with_the_finishing_key(app: TinyApp, gp: Person) -> None:
    app.says("/voice", '<Gather action="/menu"><Say>Your number, then hash.</Say></Gather>')
    gp.rings(LINE).presses("01632").waits(2).presses("960").waits(2).presses("#")
    gp.hears("You pressed 01632960")


def test_several_digits_end_when_no_more_come(app: TinyApp, gp: Person) -> None:
    app.says("/voice", '<Gather action="/menu" timeout="3"><Say>Your number.</Say></Gather>')
    gp.rings(LINE).presses("12").waits(2.5).presses("3").waits(2.5)
    assert "/menu" not in app.paths()
    gp.hears("You pressed 123", within=1)


def test_another_finishing_key_leaves_the_hash_a_digit(app: TinyApp, gp: Person) -> None:
    app.says("/voice", '<Gather action="/menu" finishOnKey="*"><Say>Keys.</Say></Gather>')
    gp.rings(LINE).presses("1#*").hears("You pressed 1#")


def test_a_gather_without_action_asks_its_own_address(app: TinyApp, gp: Person) -> None:
    app.pages["/voice"] = lambda form: (
        "<Response><Say>Thank you.</Say></Response>"
        if "Digits" in form
        else '<Response><Gather numDigits="1"><Say>Press a key.</Say></Gather></Response>'
    )
    gp.rings(LINE).presses("5").hears("Thank you")


def test_pauses_and_files_take_their_time(app: TinyApp, gp: Person) -> None:
    app.says("/voice", '<Pause length="3"/>', '<Play loop="2">/hold.mp3</Play>', "<Say>On.</Say>")
    gp.rings(LINE).hears("On.")
    assert gp.heard()[0]["text"] == "[plays /hold.mp3]"
    assert gp.heard()[-1]["at"] == "2026-11-23T09:00:13Z"


def test_a_redirect_goes_on_elsewhere_and_drops_the_rest(app: TinyApp, gp: Person) -> None:
    app.says("/voice", "<Redirect>/elsewhere</Redirect>", "<Say>Never.</Say>")
    app.says("/elsewhere", "<Say>Here.</Say>")
    gp.rings(LINE).hears("Here").waits(5)
    gp.never_heard("Never")


@pytest.mark.parametrize(("reason", "status"), [("busy", "busy"), ("rejected", "no-answer")])
def test_a_rejected_call_was_never_answered(
    app: TinyApp, control: InProcessControl, gp: Person, reason: str, status: str
) -> None:
    app.says("/voice", f'<Reject reason="{reason}"/>')
    gp.rings(LINE)
    leg = control.legs()[0]
    assert (leg["status"], leg["answered"]) == (status, None)


def test_the_end_of_a_document_is_the_end_of_the_call(
    app: TinyApp, control: InProcessControl, gp: Person
) -> None:
    app.says("/voice", "<Say>Goodbye.</Say>")
    gp.rings(LINE).is_cut_off()
    assert control.legs()[0]["status"] == "completed"
    assert app.forms("/number/status")[0]["CallDuration"] == "1"


def test_keys_nobody_listens_for_are_lost(app: TinyApp, gp: Person) -> None:
    app.says("/voice", "<Say>Just listen for a while.</Say>", MENU, "<Say>Too late.</Say>")
    gp.rings(LINE).presses("1").hears("Too late")


def test_emphasis_and_other_marks_are_spoken_as_words(app: TinyApp, gp: Person) -> None:
    app.says("/voice", '<Say>Your code is <say-as interpret-as="digits">42</say-as>, bye.</Say>')
    gp.rings(LINE).hears("Your code is 42, bye.")


def test_the_clock_of_the_story_is_the_carrier_s(carrier: Carrier, gp: Person) -> None:
    gp.waits(90)
    assert (carrier.clock.now() - NINE).total_seconds() == 90


def test_answer_on_bridge_keeps_the_call_ringing(
    app: TinyApp, control: InProcessControl, gp: Person, amara: Person
) -> None:
    app.says("/voice", f'<Dial answerOnBridge="true" callerId="{LINE}">{amara.number}</Dial>')
    gp.rings(LINE)
    amara.is_rung()
    assert control.legs(gp.number)[0]["status"] == "ringing"
    amara.answers()
    assert control.legs(gp.number)[0]["status"] == "in-progress"


def test_the_time_limit_ends_a_talk(app: TinyApp, gp: Person, amara: Person) -> None:
    app.says(
        "/voice",
        f'<Dial timeLimit="30" callerId="{LINE}">{amara.number}</Dial>',
        "<Say>Time is up.</Say>",
    )
    gp.rings(LINE)
    amara.is_rung().answers().waits(29)
    assert gp.is_talking()
    gp.hears("Time is up", within=2)
    amara.is_cut_off(within=0)


def test_a_star_takes_the_caller_out_of_the_talk(app: TinyApp, gp: Person, amara: Person) -> None:
    app.says(
        "/voice",
        f'<Dial hangupOnStar="true" callerId="{LINE}">{amara.number}</Dial>',
        "<Say>Back with us.</Say>",
    )
    gp.rings(LINE)
    amara.is_rung().answers()
    gp.presses("*").hears("Back with us")
