"""Volunteers whom a scheme already has, out of the spreadsheet they stand in.

`table` reads a file, `fields` says what may stand in its columns, `mapping` guesses which column is which, `rows` reads
one line, `identity` finds who is known already, `checks` says what was checked as the vetting rules want to hear it.
Nothing is written here: that is `actions.bringing`, which a dry run goes through too, and takes back.
"""
