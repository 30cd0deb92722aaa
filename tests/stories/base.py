"""The calls that most stories are made of, each told once: in one process, to real processes, and
while the telephone network misbehaves. `ends` is the row of the table of ends it must leave."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from integrations.sandbox.phones import (
    accepts,
    busy,
    declines,
    off,
    picks_up,
    rings_out,
    voicemail,
)
from integrations.sandbox.story import Person
from tests.stories.scene import (
    AMARA,
    BEN,
    DESK,
    ELM_ROAD,
    ELM_ROAD_MOBILE,
    LINE,
    OAK_LANE_MOBILE,
    STRANGER,
    Scene,
)

Story = Callable[[Scene], None]

MONDAY_TEN = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
MONDAY_NOON = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)
SATURDAY = datetime(2026, 11, 21, 11, 0, tzinfo=UTC)
FRIDAY_SEVEN_PM = datetime(2026, 11, 20, 19, 0, tzinfo=UTC)


def talk(hotdoc: Scene) -> None:
    hotdoc.phones.behaves(AMARA, accepts(talks_for=60))
    gp = hotdoc.person(ELM_ROAD_MOBILE)
    gp.rings(LINE).hears("If life is at immediate risk hang up and call 999")
    gp.hears("Your reference is").is_cut_off()


def talk_that_the_caller_ends(hotdoc: Scene) -> None:
    hotdoc.phones.behaves(AMARA, accepts())
    gp = hotdoc.person(ELM_ROAD_MOBILE).rings(LINE)
    hotdoc.phones.advance(60)
    gp.hangs_up()


def second_accepts(hotdoc: Scene) -> None:
    hotdoc.phones.behaves(AMARA, declines())
    hotdoc.phones.behaves(BEN, accepts(talks_for=45))
    hotdoc.person(OAK_LANE_MOBILE).rings(LINE).hears("Your reference is", within=150).is_cut_off()


def second_accepts_after_voicemail(hotdoc: Scene) -> None:
    hotdoc.phones.behaves(AMARA, voicemail())
    hotdoc.phones.behaves(BEN, accepts(talks_for=45))
    gp = hotdoc.person(ELM_ROAD_MOBILE).rings(LINE)
    gp.hears("Your reference is", within=150).is_cut_off().never_heard("private voicemail")


def nobody_answers(hotdoc: Scene) -> None:
    hotdoc.everybody(rings_out())
    gp = hotdoc.person(ELM_ROAD_MOBILE)
    gp.rings(LINE).hears("We will ring you back by 10 3", within=120).is_cut_off()


def nobody_answers_a_landline(hotdoc: Scene) -> None:
    hotdoc.everybody(rings_out())
    hotdoc.person(ELM_ROAD).rings(LINE).hears("Your reference is", within=120).is_cut_off()


def all_engaged(hotdoc: Scene) -> None:
    hotdoc.everybody(busy())
    hotdoc.person(ELM_ROAD_MOBILE).rings(LINE).hears("ring you back by", within=120).is_cut_off()


def all_switched_off(hotdoc: Scene) -> None:
    hotdoc.everybody(off())
    hotdoc.person(ELM_ROAD_MOBILE).rings(LINE).hears("ring you back by", within=120).is_cut_off()


def all_decline(hotdoc: Scene) -> None:
    hotdoc.everybody(declines())
    hotdoc.person(ELM_ROAD_MOBILE).rings(LINE).hears("ring you back by", within=120).is_cut_off()


def gone_in_the_greeting(hotdoc: Scene) -> None:
    hotdoc.person(ELM_ROAD).rings(LINE).waits(2).hangs_up()


def gone_while_it_rings(hotdoc: Scene) -> None:
    gp = hotdoc.person(ELM_ROAD).rings(LINE)
    hotdoc.person(AMARA).is_rung()
    gp.hangs_up()


def gone_during_the_whisper(hotdoc: Scene) -> None:
    gp = hotdoc.person(ELM_ROAD).rings(LINE)
    hotdoc.person(AMARA).is_rung().answers().hears("press 1 to accept")
    gp.hangs_up()


def accepted_after_the_caller_left(hotdoc: Scene) -> None:
    hotdoc.phones.chaos("accept-after-caller-left")
    gp = hotdoc.person(ELM_ROAD).rings(LINE)
    amara = hotdoc.person(AMARA).is_rung().answers().hears("press 1 to accept")
    gp.hangs_up()
    amara.waits(4).presses("1").is_cut_off()


def withheld_and_gone(hotdoc: Scene) -> None:
    gp = hotdoc.person(STRANGER)
    gp.rings(LINE, withheld=True).hears("Your number is withheld").hangs_up()


def withheld_and_keyed(hotdoc: Scene) -> None:
    hotdoc.everybody(rings_out())
    gp = hotdoc.person(STRANGER)
    gp.rings(LINE, withheld=True).hears("Your number is withheld").presses("07700900101#")
    gp.hears("ring you back by", within=120).is_cut_off()


def withheld_and_a_message(hotdoc: Scene) -> None:
    hotdoc.everybody(rings_out())
    gp = hotdoc.person(STRANGER)
    gp.rings(LINE, withheld=True).hears("Your number is withheld")
    gp.hears("Please leave your number", within=150).hears("[beep]").waits(1)
    gp.says("This is Elm Road, please ring us").waits(8).hears("Your reference is").is_cut_off()


def closed_and_a_message(hotdoc: Scene) -> None:
    gp = hotdoc.person(ELM_ROAD)
    gp.rings(LINE).hears("It opens on Monday 23 November, at 8 a m")
    gp.hears("after the tone").hears("[beep]").waits(1)
    gp.says("This is Elm Road about a chest film").waits(8)
    gp.hears("Your message is kept").is_cut_off()


def closed_and_hung_up(hotdoc: Scene) -> None:
    hotdoc.person(ELM_ROAD).rings(LINE).hears("999").hangs_up()


def closed_and_nameless(hotdoc: Scene) -> None:
    gp = hotdoc.person(STRANGER)
    gp.rings(LINE, withheld=True).hears("It opens on Monday")
    gp.hears("no number to ring you back on. You may leave").hears("[beep]").hangs_up()


def closed_and_keyed(hotdoc: Scene) -> None:
    gp = hotdoc.person(STRANGER)
    gp.rings(LINE, withheld=True).hears("Your number is withheld").presses("07700900101#")
    gp.hears("[beep]").waits(1).says("Please ring us").waits(8)
    gp.hears("Your message is kept").is_cut_off()


def claimed_while_it_rings(hotdoc: Scene) -> None:
    hotdoc.everybody(rings_out())
    gp = hotdoc.person(ELM_ROAD_MOBILE).rings(LINE)
    hotdoc.person(AMARA).is_rung()
    hotdoc.claims("ben")
    gp.hears("Ben Example has your query and will ring you back").is_cut_off()


def claimed_and_gone(hotdoc: Scene) -> None:
    gp = hotdoc.person(ELM_ROAD_MOBILE).rings(LINE)
    hotdoc.person(AMARA).is_rung()
    hotdoc.claims("ben")
    gp.hangs_up()


def withheld_claimed_and_gone(hotdoc: Scene) -> None:
    hotdoc.everybody(rings_out())
    gp = hotdoc.person(STRANGER).rings(LINE, withheld=True).hears("Your number is withheld")
    hotdoc.person(AMARA).is_rung()
    hotdoc.claims("ben")
    gp.hangs_up()


def withheld_claimed_and_a_message(hotdoc: Scene) -> None:
    hotdoc.everybody(rings_out())
    gp = hotdoc.person(STRANGER).rings(LINE, withheld=True).hears("Your number is withheld")
    hotdoc.person(AMARA).is_rung()
    hotdoc.claims("ben")
    gp.hears("Ben Example has your query, but we have no number to ring you back on", within=60)
    gp.never_heard("Nobody could take your call").hears("[beep]").waits(1)
    gp.says("This is Elm Road, please ring us").waits(8).hears("Your reference is").is_cut_off()


def closed_nameless_and_claimed(hotdoc: Scene) -> None:
    gp = hotdoc.person(STRANGER)
    gp.rings(LINE, withheld=True).hears("It opens on Monday").hears("[beep]")
    hotdoc.claims("ben")
    gp.says("This is Elm Road, please ring us").waits(8).hears("Your message is kept").is_cut_off()


def closed_and_claimed(hotdoc: Scene) -> None:
    gp = hotdoc.person(ELM_ROAD).rings(LINE).hears("after the tone").hears("[beep]")
    hotdoc.claims("ben")
    gp.says("This is Elm Road about a chest film").waits(8)
    gp.hears("Your message is kept").is_cut_off()


def chases_a_report(hotdoc: Scene, *, withheld: bool = False) -> Person:
    gp = hotdoc.person(STRANGER if withheld else ELM_ROAD_MOBILE).rings(LINE, withheld=withheld)
    return gp.hears("If you are chasing a request or a report, press 3").presses("3")


def deflected(hotdoc: Scene) -> None:
    hotdoc.phones.behaves(DESK, picks_up(talks_for=40))
    chases_a_report(hotdoc).is_cut_off(within=60)


def deflected_and_ended_by_the_caller(hotdoc: Scene) -> None:
    hotdoc.phones.behaves(DESK, picks_up())
    chases_a_report(hotdoc).waits(50).hangs_up()


def gone_while_the_desk_rings(hotdoc: Scene) -> None:
    gp = chases_a_report(hotdoc)
    hotdoc.person(DESK).is_rung()
    gp.hangs_up()


def withheld_and_gone_while_the_desk_rings(hotdoc: Scene) -> None:
    gp = chases_a_report(hotdoc, withheld=True)
    hotdoc.person(DESK).is_rung()
    gp.hangs_up()


def talk_where_the_desk_is_silent(hotdoc: Scene) -> None:
    hotdoc.phones.behaves(DESK, rings_out())
    hotdoc.phones.behaves(AMARA, accepts(talks_for=60))
    gp = chases_a_report(hotdoc).hears("That desk does not answer")
    gp.hears("Your reference is", within=120).is_cut_off()


@dataclass(frozen=True)
class Told:
    """One story with its end; `mobile` says whether its caller can be texted."""

    story: Story
    ends: str
    at: datetime = MONDAY_TEN
    mobile: bool = True

    def __str__(self) -> str:
        return self.story.__name__


EVERY = (
    Told(talk, "talk"),
    Told(talk_that_the_caller_ends, "talk"),
    Told(second_accepts, "talk"),
    Told(second_accepts_after_voicemail, "talk"),
    Told(nobody_answers, "promise"),
    Told(nobody_answers_a_landline, "promise", mobile=False),
    Told(all_engaged, "promise"),
    Told(all_switched_off, "promise"),
    Told(all_decline, "promise"),
    Told(gone_in_the_greeting, "gone"),
    Told(gone_while_it_rings, "gone"),
    Told(gone_during_the_whisper, "gone"),
    Told(accepted_after_the_caller_left, "too late"),
    Told(withheld_and_gone, "nameless"),
    Told(withheld_and_keyed, "promise"),
    Told(withheld_and_a_message, "nameless message"),
    Told(closed_and_a_message, "closed", at=SATURDAY),
    Told(closed_and_hung_up, "closed", at=FRIDAY_SEVEN_PM),
    Told(closed_and_nameless, "closed, nameless", at=SATURDAY),
    Told(closed_and_keyed, "closed", at=SATURDAY),
    Told(claimed_while_it_rings, "claimed"),
    Told(claimed_and_gone, "claimed, gone"),
    Told(withheld_claimed_and_gone, "claimed, nameless"),
    Told(withheld_claimed_and_a_message, "claimed, nameless"),
    Told(closed_and_claimed, "closed, claimed", at=SATURDAY),
    Told(closed_nameless_and_claimed, "closed, nameless, claimed", at=SATURDAY),
    Told(deflected, "deflected", at=MONDAY_NOON),
    Told(deflected_and_ended_by_the_caller, "deflected", at=MONDAY_NOON),
    Told(gone_while_the_desk_rings, "gone", at=MONDAY_NOON),
    Told(withheld_and_gone_while_the_desk_rings, "nameless", at=MONDAY_NOON),
    Told(talk_where_the_desk_is_silent, "talk", at=MONDAY_NOON),
)
