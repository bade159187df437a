"""Wiring: settings, addresses, the entry points of servers. Nothing is decided here."""
