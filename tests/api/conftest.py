"""A running line with telephones and mail, in one process."""

from tests.web.conftest import either, scene

__all__ = ["either", "scene"]
