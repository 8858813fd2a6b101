"""Pages about endings: beginning and closing one, its steps, its letters, what a young person asks, and the lists."""
