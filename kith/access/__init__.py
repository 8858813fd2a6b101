"""Who may see and do what: users, memberships, one policy table, and the one way to fetch a row for a person.

A right comes from a membership (a role, in an organisation or a scheme, from a day to a day) and a reach.
Knows nothing of children: each room's rows say for themselves what lies within a reach.
"""
