"""What intake is measured beside: a view that validates the same form and commits one row. Not part of the product."""
