"""What may be typed after `mingbai`: commands, options, help in Chinese and English, and what to say to mistakes."""

import argparse
import re
from collections.abc import Iterator, Sequence
from typing import Any, NoReturn

from mingbai.cli.language import LANGUAGES
from mingbai.cli.phrases import COMMANDS, ERRORS, LATER, MISTAKES, OPTIONS, TITLES, Command
from mingbai.text.words import one_line

__all__ = ["Stop", "parse", "parser"]

AUDIT_FORMATS = ("text", "json", "html", "csv", "xlsx", "sarif", "parquet")
READ_FORMATS = ("text", "json", "csv", "xlsx", "parquet")
RENDER_FORMATS = ("html", "docx", "pdf", "xlsx", "md", "json")
COMPARE_FORMATS = ("text", "json", "csv")
PLAIN_FORMATS = ("text", "json")
DEADLINE_FORMATS = ("text", "json", "svg")
CALENDAR_FORMATS = ("text", "json", "ics")
CHANNELS = ("in-person", "signed-post", "ordinary-post", "online", "fax", "misdirected")
NOUNS = ("report", "checks", "deadline", "fee", "remedy", "calendar")
CALCULATORS = ("deadline", "fee", "remedy", "calendar")
SEVERAL = (
    "--amendment-asked",
    "--amended",
    "--consulted",
    "--extended",
    "--extended-on",
    "--fee-noticed",
    "--fee-paid",
    "--notices",
)
"""Options of theirs that may be repeated; what the law allows once is refused with the article."""
LIMITS = {
    "publish": ("--formed", "publish"),
    "third-party": ("--received", "third_party"),
    "joint-maker": ("--received", "joint_maker"),
    "amend-notice": ("--received", "amendment_notice_days"),
    "pay": ("--noticed", "fee_payment"),
}
"""Limits with a command of their own: the option that gives the day they run from, and their key."""


class Stop(Exception):
    """Parsing ended the command: with help (code 0) or with a mistake (code 2)."""

    def __init__(self, code: int, text: str) -> None:
        super().__init__(text)
        self.code = code
        self.text = text


def parse(arguments: Sequence[str], language: str) -> argparse.Namespace:
    """Return the options that *arguments* give; raise `Stop` for help and for mistakes."""
    noun = _refuse_unknown(arguments, language)
    root = parser(language, more=noun not in NOUNS)
    if not arguments:
        raise Stop(2, root.format_help())
    _refuse_strange(arguments, root)
    options, rest = root.parse_known_args(list(arguments))
    if rest:
        if not hasattr(options, "paths") or any(word.startswith("-") and word != "-" for word in rest):
            root.error(f"unrecognized arguments: {' '.join(rest)}")
        options.paths += rest  # paths after an option that follows paths
    options.lang = language
    return options


def parser(language: str, *, more: bool = True) -> argparse.ArgumentParser:
    """Return the parser of the whole command, its help in *language*; with *more*, of what other packages add too."""
    from mingbai import __version__

    root = _Parser(COMMANDS["mingbai"], language, "mingbai")
    root.add_argument(
        "--version", action="version", version=f"mingbai {__version__}", help=root.say("version")
    )
    root.language_option()
    nouns = root.commands()
    report = nouns.add("report")
    verbs = report.commands()

    read = verbs.add("report read", "reading:read")
    read.paths()
    read.formats(READ_FORMATS)
    read.add_argument("--plain", action="store_true", help=read.say("plain"))
    read.stated()
    read.flow(batch=True)

    audit = verbs.add("report audit", "auditing:audit")
    audit.paths()
    audit.formats(AUDIT_FORMATS)
    audit.add_argument("--select", action="append", default=[], metavar="ID", help=audit.say("select"))
    audit.add_argument("--ignore", action="append", default=[], metavar="ID", help=audit.say("ignore"))
    audit.stated()
    audit.add_argument("--previous", metavar="FILE", help=audit.say("previous"))
    audit.add_argument("--baseline", metavar="FILE", help=audit.say("baseline"))
    audit.add_argument("--fail-on", choices=("error", "warning"), default="error", help=audit.say("fail_on"))
    audit.flow(batch=True)

    compare = verbs.add("report compare", "comparing:compare")
    compare.add_argument("first", metavar="A", help=compare.say("first"))
    compare.add_argument("second", metavar="B", help=compare.say("second"))
    compare.formats(COMPARE_FORMATS)
    compare.flow()

    render = verbs.add("report render", "rendering:render")
    render.add_argument("report", metavar="REPORT", help=render.say("report"))
    render.add_argument("--to", required=True, choices=RENDER_FORMATS, help=render.say("to"))
    render.flow()

    forms = verbs.add("report forms", "listing:forms")
    forms.add_argument("--edition", metavar="YEAR", help=forms.say("edition"))
    forms.formats(PLAIN_FORMATS)
    forms.flow()

    checks = nouns.add("checks", "listing:checks")
    checks.add_argument("id", nargs="?", metavar="ID", help=checks.say("id"))
    checks.formats(PLAIN_FORMATS)
    checks.flow()

    _law(nouns)

    calendar = nouns.add("calendar", "calendar:calendar")
    calendar.add_argument("year", type=_year, metavar="YEAR", help=calendar.say("calendar_year"))
    calendar.formats(CALENDAR_FORMATS)
    calendar.notices()
    calendar.flow()
    if more:
        _added(nouns)
    return root


def _added(nouns: "_Commands") -> None:
    """Add the commands of other packages; the core's are made without looking for them."""
    from mingbai.cli.added import added

    for name, one in added().items():
        command = nouns.add(name, one.run, one.words)
        command.set_defaults(command=name)
        for option in one.options:
            says = option.words.in_(command.language).replace("%", "%%")
            command.add_argument(*option.typed.split(", "), help=says, **option.settings)
        command.language_option()


def _law(nouns: "_Commands") -> None:
    """Add the commands that calculate what the law says."""
    deadline = nouns.add("deadline", "deadline:reply")
    deadline.add_argument("--received", metavar="DAY", help=deadline.say("received"))
    deadline.add_argument("--channel", choices=CHANNELS, default="in-person", help=deadline.say("channel"))
    deadline.add_argument("--confirmed", metavar="DAY", help=deadline.say("confirmed"))
    several: dict[str, Any] = {"action": "append", "default": []}
    for name in ("amendment-asked", "amended"):
        deadline.add_argument(
            f"--{name}", metavar="DAY", help=deadline.say(name.replace("-", "_")), **several
        )
    deadline.add_argument(
        "--consulted", metavar="FROM..TO[@RECEIVED]", help=deadline.say("consulted"), **several
    )
    deadline.add_argument("--extended", metavar="N", help=deadline.say("extended"), **several)
    for name in ("extended-on", "fee-noticed", "fee-paid"):
        deadline.add_argument(
            f"--{name}", metavar="DAY", help=deadline.say(name.replace("-", "_")), **several
        )
    deadline.add_argument("--as-of", metavar="DAY", help=deadline.say("as_of"))
    deadline.counted(DEADLINE_FORMATS)
    limits = deadline.commands(required=False)
    for name, (option, key) in LIMITS.items():
        limit = limits.add(f"deadline {name}", "deadline:limit")
        limit.add_argument(option, dest="start", required=True, metavar="DAY", help=limit.say("start"))
        limit.set_defaults(key=key, start_option=option)
        limit.counted(DEADLINE_FORMATS)
    report = limits.add("deadline report", "deadline:report")
    report.add_argument("--year", required=True, metavar="YEAR", help=report.say("report_year"))
    report.add_argument("--level", required=True, metavar="LEVEL", help=report.say("level"))
    report.counted()
    other = limits.add("deadline limit", "deadline:limit")
    other.add_argument("key", metavar="KEY", help=other.say("key"))
    other.add_argument("--from", dest="start", required=True, metavar="DAY", help=other.say("start"))
    other.set_defaults(start_option="--from")
    other.counted(DEADLINE_FORMATS)

    fee = nouns.add("fee")
    modes = fee.commands()
    for mode in ("items", "pages"):
        charged = modes.add(f"fee {mode}", f"fee:{mode}")
        charged.add_argument("number", metavar=mode.upper(), help=charged.say(mode))
        if mode == "items":
            charged.add_argument("--already", default="0", metavar="N", help=charged.say("already"))
        charged.add_argument("--on", metavar="DAY", help=charged.say("on"))
        charged.counted(notices=False)

    remedy = nouns.add("remedy", "remedy:remedy")
    remedy.add_argument("--served", required=True, metavar="DAY", help=remedy.say("served"))
    remedy.add_argument("--outcome", required=True, metavar="KEY", help=remedy.say("outcome"))
    remedy.add_argument("--withheld", metavar="KEY", help=remedy.say("withheld"))
    remedy.counted()


def _refuse_unknown(arguments: Sequence[str], language: str) -> str:
    """Return the command asked for, empty for none; say of a word that is none that it comes later, or that there is none."""
    known: dict[str, tuple[str, ...]] = {"": NOUNS}
    known["report"] = tuple(name.partition(" ")[2] for name in COMMANDS if name.startswith("report "))
    noun = ""
    skip = False
    for argument in arguments:
        if skip or argument.startswith("-"):
            skip = argument == "--lang" and not skip
            continue
        if argument not in known[noun]:
            if not noun and _is_added(argument):
                return argument
            name = f"{noun} {argument}".strip()
            key = "later" if name in LATER else "unknown"
            raise Stop(2, f"mingbai: {one_line(ERRORS[key].in_(language).format(name))}\n")
        if argument not in known:
            return noun or argument
        noun = argument
    return noun


def _is_added(name: str) -> bool:
    from mingbai.cli.added import added

    return name in added()


def _refuse_strange(arguments: Sequence[str], root: argparse.ArgumentParser) -> None:
    """Refuse, of the calculators, an option that there is not and one given twice: else a value would be taken for a command."""
    noun = next((word for word in arguments if word in CALCULATORS), None)
    if noun is None:
        return
    known = set(_options(root, noun))
    given = [word.partition("=")[0] for word in arguments if word.startswith("--") and word != "--"]
    for option in given:
        if option not in known:
            root.error(f"unrecognized arguments: {option}")
        if given.count(option) > 1 and option not in SEVERAL:
            root.error(f"argument {option}: given twice")


def _options(parser: argparse.ArgumentParser, noun: str) -> Iterator[str]:
    """Yield the options of the command and of those under it."""
    for action in parser._actions:
        yield from action.option_strings
        for name, each in (action.choices or {}).items() if isinstance(action.choices, dict) else ():
            if noun in ("", name):
                yield from _options(each, "")


class _Commands:
    def __init__(self, actions: Any, language: str) -> None:
        self._actions = actions
        self._language = language

    def add(self, name: str, run: str | None = None, words: Command | None = None) -> "_Parser":
        """Add the command *name*, which the function *run* does; *words* where the core has none for it."""
        said = words or COMMANDS[name]
        made: _Parser = self._actions.add_parser(
            name.rpartition(" ")[2],
            words=said,
            language=self._language,
            help=said.short.in_(self._language),
        )
        if run is not None:
            made.set_defaults(run=run)
        return made


class _Parser(argparse.ArgumentParser):
    """One command's parser: its words, and those of `OPTIONS`, in one language."""

    def __init__(self, words: Command, language: str, prog: str | None = None) -> None:
        examples = "\n".join(f"  {line}" for line in words.examples)
        super().__init__(
            prog=prog,
            description=words.long.in_(language),
            epilog=f"{TITLES['example'].in_(language)}\n{examples}",
            formatter_class=lambda prog: _Help(prog, language),
            add_help=False,
            allow_abbrev=False,
        )
        self.language = language
        self._said = ""
        self._positionals.title = TITLES["arguments"].in_(language)
        self._optionals.title = TITLES["options"].in_(language)
        self.add_argument("-h", "--help", action="help", help=self.say("help"))

    def say(self, option: str) -> str:
        """Return what the help says of *option*."""
        return OPTIONS[option].in_(self.language).replace("%", "%%")

    def commands(self, *, required: bool = True) -> _Commands:
        """Let commands follow this one."""
        title = TITLES["commands"].in_(self.language)
        actions = self.add_subparsers(
            title=title, required=required, metavar=TITLES["command"].in_(self.language)
        )
        return _Commands(actions, self.language)

    def language_option(self) -> None:
        """Take ``--lang``; it was looked for before, here it is only checked."""
        self.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help=self.say("lang"))

    def paths(self) -> None:
        """Take files, folders, ``-``."""
        self.add_argument("paths", nargs="+", metavar="PATH", help=self.say("paths"))

    def formats(self, formats: Sequence[str]) -> None:
        """Take ``--format``, one of *formats*."""
        self.add_argument("--format", choices=formats, help=self.say("format"))

    def notices(self) -> None:
        """Take year files of holidays that did not come with this version."""
        self.add_argument("--notices", action="append", default=[], metavar="PATH", help=self.say("notices"))

    def stated(self) -> None:
        """Take what the caller knows of the report."""
        self.add_argument("--year", type=_year, metavar="YEAR", help=self.say("year"))
        self.add_argument("--body", metavar="NAME", help=self.say("body"))

    def counted(self, formats: Sequence[str] = PLAIN_FORMATS, *, notices: bool = True) -> None:
        """Take what every calculation takes."""
        self.add_argument("--explain", action="store_true", help=self.say("explain"))
        self.formats(formats)
        if notices:
            self.notices()
        self.flow()

    def flow(self, *, batch: bool = False) -> None:
        """Take the options that say where results and words go, and how fast."""
        self.add_argument("--output", "-o", metavar="FILE", help=self.say("output"))
        if batch:
            self.add_argument("--jobs", "-j", type=_jobs, metavar="N", help=self.say("jobs"))
            bar = self.add_mutually_exclusive_group()
            bar.add_argument(
                "--no-progress",
                dest="progress",
                action="store_false",
                default=None,
                help=self.say("no_progress"),
            )
            bar.add_argument("--progress", action="store_true", default=None, help=self.say("progress"))
        self.add_argument("--quiet", "-q", action="store_true", help=self.say("quiet"))
        self.language_option()

    def error(self, message: str) -> NoReturn:
        """Say in one line what is wrong with the arguments."""
        told = message
        if self.language != "en":
            for pattern, words in MISTAKES:
                told = re.sub(pattern, words, told)
        more = ERRORS["more"].in_(self.language).format(self.prog)
        raise Stop(2, f"mingbai: {one_line(told)}{more}\n")

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        """End with what was said."""
        raise Stop(status, self._said + (message or ""))

    def _print_message(self, message: str, file: Any = None) -> None:
        self._said += message


class _Help(argparse.RawDescriptionHelpFormatter):
    def __init__(self, prog: str, language: str) -> None:
        super().__init__(prog, max_help_position=28, width=100)
        self._language = language

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(
            usage, actions, groups, TITLES["usage"].in_(self._language) if prefix is None else prefix
        )

    def _split_lines(self, text: str, width: int) -> list[str]:
        from mingbai.audit.output.columns import wrap

        return wrap(text, width)


def _year(text: str) -> int:
    """Return a year that a report can be on."""
    if not re.fullmatch("[0-9]{4}", text) or not 1990 <= int(text) <= 2100:
        raise argparse.ArgumentTypeError(f"invalid year: {text!r}")
    return int(text)


def _jobs(text: str) -> int:
    """Return a number of processes."""
    if not re.fullmatch("[0-9]{1,3}", text) or not 1 <= int(text) <= 256:
        raise argparse.ArgumentTypeError(f"invalid number: {text!r}")
    return int(text)
