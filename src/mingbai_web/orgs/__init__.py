"""Bodies and their units over time: names, ties, guide data, and who follows whom."""
