"""The command `mingbai`: the only package that prints."""

import sys
from collections.abc import Sequence

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command with *argv* (by default the process's own arguments) and return its exit code."""
    from mingbai.cli import terminal
    from mingbai.cli.arguments import Stop, parse
    from mingbai.cli.language import language_of
    from mingbai.errors import MingbaiError
    from mingbai.text.words import one_line

    arguments = list(sys.argv[1:] if argv is None else argv)
    language = language_of(arguments)
    terminal.prepare()
    try:
        try:
            options = parse(arguments, language)
            code: int = _do(options.run)(options)
            sys.stdout.flush()
        except Stop as stop:
            (sys.stdout if stop.code == 0 else sys.stderr).write(stop.text)
            sys.stdout.flush()
            return stop.code
        except MingbaiError as error:
            sys.stderr.write(f"mingbai: {one_line(error.in_(language))}\n")
            return 2
    except BrokenPipeError:
        terminal.silence()
        return 141
    except KeyboardInterrupt:
        sys.stderr.write("\nmingbai: interrupted\n" if language == "en" else "\nmingbai：已中断\n")
        return 130
    return code


def _do(name: str):  # type: ignore[no-untyped-def]
    """Return the function ``module:function``, of this package unless it names another; nothing else is imported."""
    from importlib import import_module

    module, _, function = name.partition(":")
    return getattr(import_module(module if "." in module else f"mingbai.cli.{module}"), function)
