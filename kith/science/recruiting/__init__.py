"""Who is needed, and how people who offer themselves come through: the arithmetic behind need-led recruitment.

    found = needs(waiting, ready=Pool(ready), coming=Pool(on_the_way), compass=around(points))
    for need in found:
        print(need.sentence, need.ready, need.coming, need.gap)
        appeal = coarser(need, waiting)            # what may be said in public, or why nothing may

    steps(counts, names)                           # how many reached each step, went on, left, are still there
    by_groups({"gender": counts}, names)           # the same by group, never on few
    staying(stays)                                 # how long people stay, those still here counted

docs/methods/recruiting.md tells the methods, and when they mislead.
"""

from kith.science.recruiting.asking import somebody
from kith.science.recruiting.compass import FAR_MILES, Compass, Side, around
from kith.science.recruiting.groups import ByGroup, Line, Share, by_groups, share
from kith.science.recruiting.needs import Need, Served, Waiting, needs
from kith.science.recruiting.outside import Appeal, Kept, coarser, together
from kith.science.recruiting.serving import Places, served
from kith.science.recruiting.staying import Stay, Staying, staying
from kith.science.recruiting.steps import Fate, Step, quantile, steps

__all__ = [
    "FAR_MILES",
    "Appeal",
    "ByGroup",
    "Compass",
    "Fate",
    "Kept",
    "Line",
    "Need",
    "Places",
    "Served",
    "Share",
    "Side",
    "Stay",
    "Staying",
    "Step",
    "Waiting",
    "around",
    "by_groups",
    "coarser",
    "needs",
    "quantile",
    "served",
    "share",
    "somebody",
    "staying",
    "steps",
    "together",
]
