"""Values of this room, ready to print."""
