"""Wishes, short lists, cards, proposals and agreements as values ready to print."""
