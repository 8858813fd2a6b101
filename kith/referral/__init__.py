"""A child is referred, the scheme answers, the child waits. Knows the register's offers; knows no volunteer.

Anybody may refer, with an account or without; the reference lets a referrer follow what became of it.
"""
