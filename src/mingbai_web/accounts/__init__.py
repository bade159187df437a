"""Persons and seats: who may do what, in whose name, and how one signs in."""
