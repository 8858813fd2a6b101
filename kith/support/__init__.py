"""Holding up those who hold up a child: supervision of volunteers on a rhythm, and what an allegation sets off.

Knows meetings and matches, so that supervision can follow the first of them; knows no ending.
"""
