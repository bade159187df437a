"""The tables of documents over time."""
