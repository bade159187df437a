"""The platform: a Django modular monolith cut by the work that officers do. The law is in `mingbai`; nothing of it is here."""
