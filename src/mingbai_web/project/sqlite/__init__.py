"""SQLite as Django speaks to it, for a connection that is kept."""
