"""Fictional reports, the layouts they are published in, and the damage they suffer on the way to a reader."""
