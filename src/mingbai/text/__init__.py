"""Charset, script, numerals, and the decoded page as a value."""
