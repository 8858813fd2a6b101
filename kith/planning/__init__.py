"""Who is needed: children who wait, by what they ask for, beside volunteers ready and on the way.

Reads across rooms and stores no judgement: a plan is for people to make.
"""
