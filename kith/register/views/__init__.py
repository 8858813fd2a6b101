"""Pages of this room; each module is for one noun."""
