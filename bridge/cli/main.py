"""`magpie`: what can be asked of Magpie on the command line.

Commands import what they need when they run, so that `magpie --help` answers at once.
"""

from __future__ import annotations

import os
import sys

import typer

from bridge import __version__
from bridge.cli import backup, check, detect, evaluate, glossary, models, run, translate

app = typer.Typer(
    name="magpie",
    help="One conversation across Telegram, Discord and the web, each reader in their own language, offline.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.command("run")(run.run)
app.command("translate")(translate.translate)
app.command("detect")(detect.detect)
app.command("check")(check.check)
app.command("backup")(backup.backup)
app.command("restore")(backup.restore)
app.command("evaluate")(evaluate.evaluate)
app.add_typer(models.app, name="models")
app.add_typer(glossary.app, name="glossary")


def _version(wanted: bool) -> None:
    if wanted:
        print(f"magpie {__version__}")
        raise typer.Exit


@app.callback()
def _magpie(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Show the version."),
) -> None:
    del version
    from bridge.logging import configure_logging  # noqa: PLC0415

    # Results go to standard output, and only trouble beside them; `run` sets what the settings say.
    configure_logging("warning", "console")


def main() -> None:
    """Run the command; trouble that a person can mend is one sentence on standard error and exit status 1."""
    try:
        app()
    except BrokenPipeError:
        # Whoever read our output has enough of it (`magpie translate | head`); Python would complain while closing it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as error:
        from bridge.cli.trouble import sentence_for  # noqa: PLC0415

        sentence = sentence_for(error)
        if not sentence:
            raise
        print(f"magpie: {sentence}", file=sys.stderr)
        sys.exit(1)
