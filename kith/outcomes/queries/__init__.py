"""Questions across models: what is due, what can be reused, how much is asked, and one child's way."""
