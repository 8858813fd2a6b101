"""The `kith` command. Thin: every deed lives in its room; here are words, progress and exit codes.

Exit codes: 0 done; 1 refused, or something was found that somebody should look at; 2 the command was typed wrong.
"""

import click

from kith.cli import installation, rooms, science


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="kith")
def main() -> None:
    """Run mentoring and befriending schemes for children in care and care leavers.

    \b
    New here?           kith demo
    A place of your own: kith migrate, kith check, kith serve, and kith worker beside it
    The register:       kith import-register RETURN/ --authority "Northbridge" --dry-run
    Volunteers:         kith import-volunteers list.xlsx --scheme "Northbridge visitors" --dry-run

    Everything Kith writes lies in KITH_DATA_DIR (default: var/). Exit codes: 0 done, 1 refused or
    findings, 2 wrong usage.
    """


for commands in (installation.COMMANDS, rooms.COMMANDS, science.COMMANDS):
    for command in commands:
        main.add_command(command)
