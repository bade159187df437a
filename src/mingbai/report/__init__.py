"""The annual report as values, its statutory forms as data, and its rendering."""
