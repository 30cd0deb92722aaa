"""Loaded beside pytest where only that a property fails is asked, and not by which smallest
example: to look for that one takes minutes."""

from hypothesis import Phase, settings

settings.register_profile("unshrunk", phases=(Phase.explicit, Phase.generate), database=None)
settings.load_profile("unshrunk")
