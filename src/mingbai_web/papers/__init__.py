"""Letters, their numbers, who approves them, how they go out, and how they look on paper."""
