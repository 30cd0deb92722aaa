"""The house of the stories with a duty phone: tier 1 is reached by it, whoever holds it."""

from integrations.sandbox.story import Person
from tests.stories.outcomes import ends_as
from tests.stories.scene import ELM_ROAD_MOBILE, LINE, Scene

DUTY_PHONE = "+441632960401"
POINT = f"""
[[contact_points]]
key = "duty-phone"
line = "hotdoc"
tier = "1"
kind = "duty_phone"
number = "{DUTY_PHONE}"
"""
WHISPER = (
    "Radiology advice call from Elm Road Surgery for Dr Amara Example. Press 1 to accept. "
    "If you are not Dr Amara Example, press 3."
)
NAMES = "Who is answering? Press 1 for Ben Example, 2 for Dr Chidi Example."


def rung_at_the_duty_phone(hotdoc: Scene) -> tuple[Person, Person]:
    """The caller, and whoever has picked up and heard the question."""
    gp = hotdoc.person(ELM_ROAD_MOBILE).rings(LINE)
    return gp, hotdoc.person(DUTY_PHONE).is_rung().answers().hears(WHISPER)


def talks(hotdoc: Scene, gp: Person, who: Person) -> None:
    hotdoc.phones.advance(1)
    assert gp.is_talking()
    assert who.is_talking()
    who.hangs_up()
    gp.hears("Your reference is").is_cut_off()
    hotdoc.settle()
    ends_as(hotdoc.queries()[-1], "talk")
