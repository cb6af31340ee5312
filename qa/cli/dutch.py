"""What Typer says by itself, in Dutch: the headings of help, and what is wrong with a call.

`DutchTyper` is Typer with commands that say so. Typer has no catalogue of translations: its words
are constants of `typer.rich_utils`, texts of its errors, and what its commands write.
"""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from typing import Any, Final

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup

from qa.errors import UsageFault

# What Typer calls the kinds of values that our options take.
_KINDS: Final = {"<str>": "TEKST", "<int>": "GETAL", "<int range>": "GETAL", "<path>": "BESTAND"}
_OPTIONS: Final = "[OPTIES]"


class _Dutch:
    """What a command and a group of commands have in common."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write how the command is called."""
        command: Any = self
        pieces = " ".join(command.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix="Gebruik: ")

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help."""
        from typer import rich_utils  # loads a good part of rich

        rich_utils.ARGUMENTS_PANEL_TITLE = "Argumenten"
        rich_utils.OPTIONS_PANEL_TITLE = "Opties"
        rich_utils.COMMANDS_PANEL_TITLE = "Opdrachten"
        rich_utils.DEFAULT_STRING = "[standaard: {}]"
        rich_utils.REQUIRED_LONG_STRING = "[verplicht]"
        super().format_help(ctx, formatter)  # type: ignore[misc]

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the parameters, with the kind of their value in Dutch."""
        found: list[Any] = super().get_params(ctx)  # type: ignore[misc]
        for each in found:
            each.display_type = _kind(each)
            if each.opts[0] in ctx.help_option_names:
                each.help = "Toon deze uitleg."
        return found


class _Command(_Dutch, TyperCommand):
    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        ctx.allow_extra_args = True  # refused below, in Dutch
        try:
            rest = super().parse_args(ctx, args)
        except typer.TyperException as error:
            raise _fault(_what(error), ctx) from error
        if rest:
            raise _fault(
                f"«{rest[0]}» is te veel; zet wat spaties heeft tussen aanhalingstekens", ctx
            )
        return rest


class _Group(_Dutch, TyperGroup):
    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if not args:
            typer.echo(ctx.get_help())
            raise typer.Exit(UsageFault.exit_code)
        try:
            return super().parse_args(ctx, args)
        except typer.TyperException as error:
            raise _fault(_what(error), ctx) from error

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args[0] not in self.commands:
            nearest = _nearest(args[0], list(self.commands))
            known = nearest or f"; kies uit: {', '.join(self.commands)}"
            raise _fault(f"«{args[0]}» is geen opdracht{known}", ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        if not (ctx.args or ctx._protected_args):
            raise _fault("de opdracht ontbreekt", ctx)
        return super().invoke(ctx)


class DutchTyper(typer.Typer):
    """Typer whose commands speak Dutch."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            cls=_Group,
            options_metavar=_OPTIONS,
            subcommand_metavar="OPDRACHT [ARGUMENTEN]…",
            context_settings={"help_option_names": ["-h", "--help"]},
            **more,
        )

    def command(self, name: str | None = None, **more: Any) -> Callable[[Any], Any]:
        """Add a command."""
        return super().command(name, cls=_Command, options_metavar=_OPTIONS, **more)


def _kind(parameter: Any) -> Callable[[Any], str]:
    """Return what tells the kind of value; an argument's name and a switch say enough."""
    shown = type(parameter).display_type

    def kind(ctx: Any) -> str:
        return "" if isinstance(parameter, TyperArgument) else _KINDS.get(shown(parameter, ctx), "")

    return kind


def _fault(what: str, ctx: typer.Context) -> UsageFault:
    end = "" if what.endswith("?") else "."
    return UsageFault(f"{what}{end} Uitleg: «{ctx.command_path} --help».")


def _what(error: typer.TyperException) -> str:
    """Say in Dutch what is wrong with a call; Typer tells that apart by the names of classes."""
    found: Any = error
    match type(error).__name__:
        case "NoSuchOption":
            nearest = _nearest(found.option_name, found.possibilities or ())
            dash = nearest or "; begint uw tekst met een streepje, zet er dan «-- » voor"
            return f"de optie «{found.option_name}» bestaat niet{dash}"
        case "BadOptionUsage":
            bare = "does not take" in error.message
            wanted = "krijgt geen waarde" if bare else "vraagt om een waarde"
            return f"de optie «{found.option_name}» {wanted}"
        case "MissingParameter":
            return f"«{found.param.metavar or found.param.opts[0]}» ontbreekt"
        case "BadParameter" if getattr(found.param, "min", None) is not None:
            given = found.__cause__.errors()[0]["input"]
            limits = f"van {found.param.min} tot en met {found.param.max}"
            return f"{found.param.opts[0]}={given!r}: verwacht wordt een getal {limits}"
    return error.message


def _nearest(given: str, known: Any) -> str:
    found = get_close_matches(given, known, 1)
    return f"; bedoelde u «{found[0]}»?" if found else ""
