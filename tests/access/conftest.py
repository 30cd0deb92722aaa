"""The scene of the web's stories, for who may see and do what in it."""

from tests.web.conftest import scene

__all__ = ["scene"]
