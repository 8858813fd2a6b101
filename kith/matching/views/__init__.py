"""Pages of this room: for the coordinator, for the child and the coordinator together, for each of the two alone."""
