"""What others make of the same questions: `matching`, SciPy and OR-tools, from the group `bench` of pyproject.toml."""

import sys
from typing import Any

from kith.science.matching.market import Market


def by_matching(market: Market) -> list[int | None]:
    """Deferred acceptance by the library `matching`, which wants both sides to list each other and nobody else."""
    from matching.games import HospitalResident

    listing: dict[int, list[tuple[int, int]]] = {}
    for child, (listed, standings) in enumerate(zip(market.lists, market.standings, strict=True)):
        for volunteer, standing in zip(listed, standings, strict=True):
            listing.setdefault(volunteer, []).append((standing, child))
    children = {f"c{c}": [f"v{v}" for v in listed] for c, listed in enumerate(market.lists) if listed}
    volunteers = {f"v{v}": [f"c{c}" for _, c in sorted(those)] for v, those in listing.items()}
    places = {f"v{v}": market.places[v] for v in listing}
    sys.setrecursionlimit(200_000)  # it copies its people by walking from one to the next
    game = HospitalResident.create_from_dictionaries(children, volunteers, places)
    found: list[int | None] = [None] * len(market.lists)
    for volunteer, those in game.solve(optimal="resident").items():
        for child in those:
            found[int(child.name[1:])] = int(volunteer.name[1:])
    return found


def total_by_or_tools(pairs: Any, places: Any, children: int) -> int:
    """The greatest total as a flow of least cost. Weights must be small enough for it: leave the lots out."""
    import numpy as np
    from ortools.graph.python import min_cost_flow

    volunteers, many = len(places), int(places.sum())
    source, sink = children + volunteers, children + volunteers + 1
    edges = len(pairs)
    tails = np.concatenate(
        (np.full(volunteers, source), children + pairs.volunteers, np.arange(children), [source])
    )
    heads = np.concatenate(
        (children + np.arange(volunteers), pairs.children, np.full(children, sink), [sink])
    )
    room = np.concatenate((places, np.ones(edges + children, np.int64), [many]))
    cost = np.concatenate((np.zeros(volunteers, np.int64), -pairs.weights, np.zeros(children + 1, np.int64)))
    flow = min_cost_flow.SimpleMinCostFlow()
    flow.add_arcs_with_capacity_and_unit_cost(tails, heads, room.astype(np.int64), cost)
    flow.set_nodes_supplies(np.array([source, sink]), np.array([many, -many]))
    if flow.solve() != flow.OPTIMAL:
        raise RuntimeError("OR-tools found no best flow.")
    return -int(flow.optimal_cost())


def total_by_scipy(pairs: Any, places: Any, children: int) -> int:
    """The same by SciPy's sparse assignment: a row for each place, and a column of its own so that it may stay empty."""
    import numpy as np
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

    starts = np.cumsum(places) - places
    edges = np.repeat(np.arange(len(pairs)), places[pairs.volunteers])
    nth = np.arange(len(edges)) - np.repeat(
        np.cumsum(places[pairs.volunteers]) - places[pairs.volunteers], places[pairs.volunteers]
    )
    units = int(places.sum())
    rows = np.concatenate((starts[pairs.volunteers[edges]] + nth, np.arange(units)))
    columns = np.concatenate((pairs.children[edges], children + np.arange(units)))
    weights = np.concatenate((pairs.weights[edges], np.zeros(units, np.int64)))
    most = int(weights.max(initial=0)) + 1
    table = csr_array(((most - weights).astype(np.float64), (rows, columns)), shape=(units, children + units))
    row, column = min_weight_full_bipartite_matching(table)
    return units * most - int(np.asarray(table[row, column]).sum())
