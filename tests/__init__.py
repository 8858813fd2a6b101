"""Tests of the house as a whole; what is true of one room is tested in that room."""
