"""Kith: free software that runs mentoring and befriending schemes for children in care and care leavers."""

__version__ = "0.1.0"
