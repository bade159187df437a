"""A fictional district with a year of work, made through the real services."""
