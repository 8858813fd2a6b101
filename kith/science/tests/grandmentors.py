"""The needs table of the Grandmentors evaluation (Fox and others, 2013), as the New Economics Foundation printed it in 2014."""

from kith.science.needs import Need

EVERYBODY = 33
NEEDS = (
    Need("education, employment or training", 11, 3, 3),
    Need("health", 13, 4, 4),
    Need("asylum or immigration", 3, 3, 3),
    Need("independent living", 19, 5, 5),
    Need("life skills", 25, 12, 12),
    Need("basic skills", 23, 9, 8),
    Need("confidence or self-esteem", 28, 13, 11),
)
PRINTED = (
    *((11, 33), (3, 9), (3, 9)),
    *((13, 39), (4, 12), (4, 12)),
    *((3, 9), (3, 9), (3, 9)),
    *((19, 58), (5, 15), (5, 15)),
    *((25, 76), (12, 36), (12, 36)),
    *((23, 70), (9, 27), (8, 24)),
    *((28, 85), (13, 39), (11, 33)),
)
"""Each count with its printed percentage."""
