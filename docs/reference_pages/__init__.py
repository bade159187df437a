"""The reference, page by page, each made from the code that it documents."""
