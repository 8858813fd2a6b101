"""Made-up carer totals: 24 children measured twice, and nine who were not seen again and had started higher."""

BEFORE = (18, 21, 17, 24, 19, 22, 17, 26, 20, 18, 23, 19, 17, 28, 21, 20, 25, 18, 22, 19, 17, 30, 21, 20)
AFTER = (15, 20, 18, 19, 17, 16, 17, 25, 14, 19, 20, 15, 16, 24, 22, 13, 21, 18, 17, 20, 12, 26, 18, 15)
UNSEEN = (29, 24, 31, 27, 22, 26, 19, 33, 25)
