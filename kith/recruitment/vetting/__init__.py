"""What a volunteer needs before they may meet a child, what counts as having it, and where they stand with it."""
