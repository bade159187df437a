"""The pages of papers: one with its chain, the acts on it, and everything on paper."""
