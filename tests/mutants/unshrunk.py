"""Loaded beside pytest where only that a property fails is asked, and not by which smallest
example: to look for that one takes minutes."""

from hypothesis import Phase, settings

import tests.unhurried  # noqa: F401 - its profile is the one that this stands on

settings.register_profile(
    "unshrunk",
    settings.get_profile("unhurried"),
    phases=(Phase.explicit, Phase.generate),
)
settings.load_profile("unshrunk")
