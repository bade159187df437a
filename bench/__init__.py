"""Benchmarks behind every figure in the docs; run by `make bench`."""
