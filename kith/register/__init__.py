"""The register of children looked after, as the authority returns it, and what follows from it: the points of the
care pathway at which a child should be considered and offered somebody, and what they answered.

`reading` turns files into rows and findings and knows no database; `science.care` derives. Knows no referral.
"""
