"""A busy machine is no failure, and no run leaves anything behind: properties have no deadline, may
take long to draw, and keep no examples."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "unhurried",
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("unhurried")
