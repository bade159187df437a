"""What falls due for whom: one list for every kind of work, who is told of it when, and who above them."""
