"""The other half of `mingbai move`: a process of its own, whose settings name the new database."""

import argparse
import sys

from mingbai.errors import MingbaiError
from mingbai.text.words import one_line
from mingbai_web.project.commands.running import started

__all__ = ["main"]


def main() -> int:
    """Put the backup named first into the database that the environment names, speaking the language named second."""
    options = argparse.Namespace(file=sys.argv[1], lang=sys.argv[2], quiet=False, command="arrive")
    try:
        return started(options)
    except MingbaiError as error:
        sys.stderr.write(f"mingbai: {one_line(error.in_(options.lang))}\n")
        return 2


if __name__ == "__main__":
    sys.exit(main())
