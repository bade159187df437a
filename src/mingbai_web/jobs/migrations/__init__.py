"""How the tables of jobs came about."""
