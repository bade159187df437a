"""Bytes to Report: decode the document, then read it from the structure of the form."""
