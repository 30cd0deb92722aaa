"""The table of a setup file that says what is said instead of the fixed sentences."""

from pydantic import Field

from advice_line.directory.setup.fields import Table, Text


class Words(Table):
    """What is said instead of the fixed sentences of `rules/wording.py`."""

    greeting: Text | None = Field(
        default=None,
        examples=[
            '"You are through to radiology advice. '
            'If life is at immediate risk hang up and call 999."'
        ],
    )
    recorded: Text | None = Field(default=None, examples=['"Calls are recorded."'])
    message_recorded: Text | None = Field(
        default=None, examples=['"Your message is recorded for the patient\'s record."']
    )
    not_a_referral: Text | None = Field(
        default=None, examples=['"This is advice, not a referral or an authorised exposure."']
    )
    menu: Text | None = Field(
        default=None,
        examples=['"Press 1, for later 2, to chase 3, for anything else 4, for a person 0."'],
    )
    menu_again: Text | None = Field(
        default=None,
        examples=['"Now, press 1. Later, 2. Chasing, 3. Anything else, 4. Person, 0."'],
    )
    before_answer: Text | None = Field(
        default=None, examples=['"If you are worried, press 2. A person, 0."']
    )
    by_text: Text | None = Field(default=None, examples=['"To have this by text, press 1."'])
    after_answer: Text | None = Field(
        default=None, examples=['"If you are worried, press 2. Again, 3. A person, 0."']
    )
    desk_silent: Text | None = Field(
        default=None, examples=['"No answer. For a person, press 1. To be rung back, press 2."']
    )
    queue: Text | None = Field(
        default=None, examples=['"Everybody on duty is in a call. Please hold."']
    )
    queue_quiet: Text | None = Field(
        default=None, examples=['"Whoever is on duty is finishing a scan. Please hold."']
    )
    chased_before: Text | None = Field(
        default=None, examples=['"If you are worried about a result, press 1. To go on, press 2."']
    )
    call_back_choice: Text | None = Field(
        default=None, examples=['"We can ring you back by {time}: press 1. To wait, press 2."']
    )
