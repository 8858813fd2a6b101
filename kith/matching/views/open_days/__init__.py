"""Open days: planned, held, heard, worked out and agreed by staff; answered by those who are invited."""
