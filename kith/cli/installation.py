"""Commands for a place where Kith runs: prepare, serve, work, check, show, print its own pages."""

import click

from kith.cli.common import DONE, FOUND, as_json, end, start_anew, wake


@click.command()
def migrate() -> None:
    """Prepare the database: an empty place becomes ready, an older one is brought up to date.

    Makes the secrets in KITH_DATA_DIR/secrets when the environment gives none. Safe to run again.
    """
    wake()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    click.echo("The database is ready.")


@click.command()
@click.option("--port", default=8000, show_default=True, help="Port on this machine.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
def serve(port: int, host: str) -> None:
    """Serve the pages. In production it refuses to start while the installation is unsafe."""
    wake()
    from django.conf import settings

    from kith.config.checkup import findings
    from kith.config.serving import serve_pages

    if settings.PRODUCTION:
        unsafe = [found for found in findings() if found.stops and not found.well]
        for found in unsafe:
            click.secho(f"Not safe: {found.name}: no. {found.advice}", fg="red", err=True)
        if unsafe:
            end(FOUND)
    serve_pages(host=host, port=port)


@click.command()
@click.option("--once", is_flag=True, help="Do what is due now, then stop.")
def worker(once: bool) -> None:
    """Do the work that pages leave behind: letters, imports, what is due by the clock."""
    wake()
    from kith.config.serving import work

    work(once=once)


@click.command()
@click.option("--fresh", is_flag=True, help="Throw the demo world away and make it again.")
@click.option("--port", default=8000, show_default=True, help="Port on this machine.")
@click.option("--no-serve", is_flag=True, help="Prepare only.")
@click.option("--json", "to_json", is_flag=True, help="Print whom to sign in as, as one object.")
def demo(fresh: bool, port: int, no_serve: bool, to_json: bool) -> None:
    """Show Kith with an invented world: one authority, two providers, five schemes, people at every step.

    The first start makes the world; later starts keep what you did. Not for real children: in this mode
    passwords are printed on the sign-in page.
    """
    wake("demo")
    from kith.demo.stage import prepare, sign_ins

    if prepare(fresh=fresh, say=lambda words: click.echo(words, err=True)) and not no_serve:
        start_anew("demo", "--port", str(port), *(["--json"] if to_json else []))
    people = sign_ins()
    if to_json:
        as_json({"address": f"http://localhost:{port}", "people": people})
    else:
        click.echo(f"\nKith is at http://localhost:{port}. Sign in as:\n")
        for person in people:
            click.echo(f"  {person['role']:<22} {person['email']:<34} {person['password']}")
        click.echo("\nStop with Ctrl+C. Start over with `make demo-fresh`.\n")
    if not no_serve:
        from kith.config.serving import serve_with_worker

        serve_with_worker(host="127.0.0.1", port=port)


@click.command("verify-audit")
@click.option("--json", "to_json", is_flag=True, help="Print one object.")
def verify_audit(to_json: bool) -> None:
    """Read the whole audit and recompute every seal. Compare `links` and `head` with what you wrote down."""
    wake()
    from kith.audit.chain import CHAINS, verify

    verdicts = [verify(model) for model in CHAINS]
    if to_json:
        as_json([{**vars(verdict), "holds": verdict.holds} for verdict in verdicts])
    else:
        for verdict in verdicts:
            state = "holds" if verdict.holds else f"IS BROKEN at row {verdict.broken_at}"
            click.echo(f"{verdict.chain}: {verdict.links:,} links, {state}, head {verdict.head[:16]}…")
    end(DONE if all(verdict.holds for verdict in verdicts) else FOUND)


@click.command()
@click.option("--json", "to_json", is_flag=True, help="Print one object.")
def check(to_json: bool) -> None:
    """Say whether this installation is safe and complete, and what to do where it is not."""
    wake()
    from kith.config.checkup import findings

    found = list(findings())
    if to_json:
        as_json([vars(one) for one in found])
    else:
        for one in found:
            click.echo(
                f"{'yes' if one.well else ' NO'}  {one.name}" + ("" if one.well else f". {one.advice}")
            )
    end(DONE if all(one.well for one in found) else FOUND)


@click.command()
@click.option("--check", "only_check", is_flag=True, help="Change nothing; 1 if a page is out of date.")
def docs(only_check: bool) -> None:
    """Print the generated pages of docs/: permissions, lifecycles, data dictionary, this command, formats."""
    wake("test")
    from kith.config.pages import stale_pages, write_pages

    stale = stale_pages() if only_check else write_pages()
    for page in stale:
        click.echo(f"{'out of date' if only_check else 'written'}: {page}")
    end(FOUND if only_check and stale else DONE)


COMMANDS: tuple[click.Command, ...] = (migrate, serve, worker, demo, verify_audit, check, docs)
