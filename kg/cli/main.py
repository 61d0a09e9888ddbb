"""The `kg` command: finds the subcommands, turns errors of the library into messages and exit codes."""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any

import click

from kg import __version__
from kg.cli.common import say_error
from kg.errors import KgError, QueryError, QueryStoppedError

# name → module of kg.cli; each module holds one click command named `command` and imports nothing heavy at its top.
COMMANDS = {
    "analyze": "analyze",
    "build": "build",
    "diff": "diff",
    "evaluate": "evaluate",
    "explain": "explain",
    "export": "export",
    "queries": "queries",
    "query": "query",
    "review": "review",
    "text": "text",
    "validate": "validate",
    "view": "view",
}

EPILOG = """\b
Examples:
  kg build documents/ -o graph.ttl      read a folder, write the graph as Turtle too
  kg queries                            list the questions of the library
  kg query subpoenas-by-recipient       ask one of them
  kg explain "Hillsboro Police Department"   what is known, and the words that say so
  kg view network -o network.html       draw agencies and jurisdictions

\b
Exit codes: 0 all good, 1 something failed (it says what), 2 wrong usage.
"""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are named, so that `kg --help` stays quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"kg.cli.{COMMANDS[cmd_name]}")
        command: click.Command = module.command
        return command


@click.group(cls=LazyGroup, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kg")
def cli() -> None:
    """Read documents about immigration enforcement between governments into a graph whose every fact leads back to the
    words that state it; ask it, export it, see it."""


def run(arguments: list[str] | None = None) -> int:
    """Run one command line; return the exit code."""
    try:
        result: Any = cli.main(args=arguments, prog_name="kg", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.UsageError as error:
        error.show()
        return 2
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped. What was finished is kept; run the same command again to go on.", err=True)
        return 130
    except QueryError as error:
        say_error(error)
        return 1 if isinstance(error, QueryStoppedError) else 2
    except KgError as error:
        say_error(error)
        return 1
    except (BrokenPipeError, SystemExit):
        # The reader of our output went away (for example `| head`): nothing to say, and nothing left to flush. Click
        # turns that into SystemExit, which nothing else here raises.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        say_error(
            KgError(error.strerror or str(error), where=error.filename, hint="check the disk and its permissions")
        )
        return 1


def main() -> None:
    """Entry point of the `kg` command."""
    sys.exit(run())
