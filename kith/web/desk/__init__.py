"""What needs whom today, in order of harm. Each line says why it is here and what the next step is."""

from kith.web.desk.at_hand import AtHand
from kith.web.desk.needs import CALM, NOW, SOON, Group, Need, Section
from kith.web.desk.order import QUESTIONS, groups, sections

__all__ = ["CALM", "NOW", "QUESTIONS", "SOON", "AtHand", "Group", "Need", "Section", "groups", "sections"]
