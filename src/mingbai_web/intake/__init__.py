"""The outer zone's way in: what the public sends, sealed for the inner side, acknowledged once it is on disk."""
