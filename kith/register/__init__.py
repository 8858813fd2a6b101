"""The register of children looked after, as the authority returns it, and what follows from it: the points of the
care pathway at which a child should be considered and offered somebody, and what they answered.

`reading` turns files into rows and findings and knows no database. `comparing` lays the rows beside what the register
holds and says what would change, writing nothing; `facts` and `science.care` derive what follows. `actions` saves it
all as one deed, or nothing. What was told before is never deleted: a later return may set a row aside. Knows no
referral and no match.
"""
