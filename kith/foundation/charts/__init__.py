"""Charts drawn on the server as SVG: plain numbers in, a drawing with its words and its table out.

`strip`, `bars`, `plot`, `network` and `nearby` return a `Chart`; a page prints it with `{% chart it %}`. No style or script inside, a title and
a description for whoever does not see it, shapes as well as colours, and the same drawing on screen and on paper.
"""

from kith.foundation.charts.bars import bars
from kith.foundation.charts.chart import Chart
from kith.foundation.charts.nearby import Resident, nearby
from kith.foundation.charts.network import Near, Ring, network
from kith.foundation.charts.plot import plot
from kith.foundation.charts.strip import Week, legend, strip

__all__ = [
    "Chart",
    "Near",
    "Resident",
    "Ring",
    "Week",
    "bars",
    "legend",
    "nearby",
    "network",
    "plot",
    "strip",
]
