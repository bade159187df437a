"""The platform under load: intake, lists, the table, verification and memory, on SQLite and on PostgreSQL."""
