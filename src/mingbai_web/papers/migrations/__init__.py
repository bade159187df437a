"""The tables of papers over time."""
