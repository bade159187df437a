"""The outer zone's way to look: what the public may see of an application, by number and query code."""
