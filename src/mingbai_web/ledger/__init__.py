"""Append-only acts, a chain of digests per subject, daily seals, verification: what happened, as it was recorded."""
