"""Changes of the tables of duties."""
