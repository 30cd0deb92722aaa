"""A responder finishes a scan undisturbed: asked for, seen and ended on their own list."""

from tests.web.people import Scene


def test_a_quiet_window_is_begun_seen_and_ended_on_the_list(scene: Scene) -> None:
    amara = scene.signed_in("amara").opens("/desk")
    amara.sees("This shift so far: 0 rings, 0 minutes ringing and talking", "0 of 6 on this shift")
    amara.presses("5 minutes", minutes="5").is_at("/desk").sees("Quiet until")
    amara.presses("Take calls again now").is_at("/desk").never_sees("Quiet until")
    amara.sees("1 of 6 on this shift")


def test_an_odd_length_is_the_shortest_or_the_longest_that_there_is(scene: Scene) -> None:
    amara = scene.signed_in("amara").opens("/desk")
    fields = {"form_token": amara.own_token(), "minutes": "9" * 30}
    amara.posts("/desk/quiet", fields).is_at("/desk").sees("Quiet until")
