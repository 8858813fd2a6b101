"""Values ready to print."""
