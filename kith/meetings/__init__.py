"""Meetings planned on a rhythm, and what became of them: kept, moved, missed or withheld, by whom and why.

A note is short and names its readers before it is written. Knows matches; knows no supervision and no ending.
"""
