"""The demo world: one authority, two providers, five schemes, realistic people, made from one seed by real deeds.

Used by the demo, the journeys, the screenshots and the benchmarks.
"""
