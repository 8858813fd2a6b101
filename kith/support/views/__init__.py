"""The pages of this room; each lives with its noun."""
