"""Disclosure on application: what comes in, the applications it becomes, their answer, and the work list."""
