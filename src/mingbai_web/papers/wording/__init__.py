"""The words of every paper, as data: what each letter and each form says, on which articles."""
