"""An open day in words: for whoever runs it, for those who are invited, and what comes of it."""
