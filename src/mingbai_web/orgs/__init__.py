"""Bodies and their units over time."""
