"""Installations for processes that are killed, as the tests of commands have them."""

from tests.web.project.conftest import _begun, office

__all__ = ["_begun", "office"]
