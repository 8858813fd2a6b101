"""Who runs what for whom: organisations, contracts, schemes and the dated rules a scheme lives by. Tables only.

Its screens live in `administration`. Knows nothing of people; a scheme starts from a preset (`presets.toml`).
"""
