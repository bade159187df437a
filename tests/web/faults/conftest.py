"""Installations for processes that are killed, as the tests of commands have them."""

from tests.web.project.conftest import _begun, _manned, manned, office

__all__ = ["_begun", "_manned", "manned", "office"]
