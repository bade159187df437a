"""Pages of figures: the table and its cases, the register out, an earlier register in, opening balances held against a report."""
