"""The story of one child, volunteer or match, read across rooms; writes nothing."""
