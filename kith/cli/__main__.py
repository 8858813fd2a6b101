"""`python -m kith.cli`: the same as `kith`."""

from kith.cli import main

main()
