"""Courses a scheme teaches its volunteers: sessions with places, who came, until when it holds.

Knows volunteers and schemes, and neither applications nor children: who may meet a child is asked of the rooms above,
which ask this one what somebody has done (`queries.held`).
"""
