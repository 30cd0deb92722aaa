"""The site of the documented example."""

from tests.directory.conftest import site

__all__ = ["site"]
