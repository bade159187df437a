"""Backups: everything true of an installation but its keys, in one file that restores on either database."""
