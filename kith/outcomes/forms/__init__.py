"""What a person may type about outcomes."""
