"""The picture of what goes where is of the channels that there are."""

from advice_line.kinds import Channel
from advice_line.outgoing_kinds import OutChannel
from tests.house.data_flows import FILE, IDS, IN, OUT, anew


def test_every_channel_has_its_flow() -> None:
    assert set(IN) == set(Channel)
    assert set(OUT) == set(OutChannel)


def test_the_document_holds_the_picture_as_it_is_drawn() -> None:
    text = FILE.read_text(encoding="utf-8")
    assert anew(text) == text, "python -m tests.house.data_flows"


def test_texts_calls_chat_and_webhooks_carry_ids_alone() -> None:
    """What the canary looks for in all that left: tests/canary/test_canary.py (H07)."""
    carries_ids = {each for each, flow in OUT.items() if flow.carries == IDS}
    assert carries_ids == set(OutChannel) - {OutChannel.EMAIL, OutChannel.FOLDER}
