"""From the ledger to the annual report: its tables, and from each figure to the cases behind it."""
