"""Courses a scheme teaches its volunteers: sessions with places, who came, until when it holds.

Knows no application and no child: what a volunteer still lacks is asked by the rooms above.
"""
