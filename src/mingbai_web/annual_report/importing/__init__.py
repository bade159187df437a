"""An office's earlier register (台账) taken into the ledger: read, mapped to what the law knows, tried, entered, undone."""
