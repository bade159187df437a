"""Changes of the ledger's tables."""
