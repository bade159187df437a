"""Pages of the office: the work list, what comes in, a case and its steps."""
