"""Pages about meetings: lists and one meeting, planning, telling what became of it, asking the young person."""
