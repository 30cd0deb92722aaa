"""Words that stand in any question to such a line, or in any text: two that share no others have
nothing in common."""

from functools import cache

from advice_line.rules.stems import stem

_WORDS = """
    advice advise advised advising after again all also always any ask asked asking because before
    both can case could dear do doctor does done each even ever few first further get give given go
    gp had has have he hello help her here hi him his imaging just kind know last less like look
    made make many may might more most much need needs never new next none nothing now old once only
    opinion other otherwise out over patient please question regards same scan see seen she since
    some still such take thank thanks than them though three two until used want well were while
    without wonder wondering would year years yes yet
"""


@cache
def stems() -> frozenset[str]:
    return frozenset(map(stem, _WORDS.split()))
