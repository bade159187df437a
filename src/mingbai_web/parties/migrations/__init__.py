"""Changes of the tables of parties."""
