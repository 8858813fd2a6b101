"""What each role finds first: one module a front door. A person with two roles has two doors, and goes through one."""

from kith.web.homes.doors import Door, doors_of, home_of
from kith.web.homes.page import Page

__all__ = ["Door", "Page", "doors_of", "home_of"]
