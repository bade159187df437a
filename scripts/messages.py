"""English for the pages: collect the Chinese sentences of each app, and compile what was translated.

    python scripts/messages.py collect     brings src/mingbai_web/<app>/locale/en/LC_MESSAGES/django.po up to date
    python scripts/messages.py compile     writes the .mo files that are older than their .po

Sentences come from `{% translate %}` and `{% blocktranslate %}` in templates and from gettext in code; the sentence itself
is the key. Needs Babel alone, no gettext on the machine.
"""

import ast
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
APPS = ROOT / "src" / "mingbai_web"
HEADER = """msgid ""
msgstr ""
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Language: {language}\\n"
"Plural-Forms: {plural}\\n"

"""
PLURAL = {"en": "nplurals=2; plural=(n != 1);", "zh_Hans": "nplurals=1; plural=0;"}
KEYWORDS = {
    name: spec
    for names, spec in (
        (("_", "gettext", "gettext_lazy", "gettext_noop"), None),
        (("ngettext", "ngettext_lazy"), (1, 2)),
        (("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    )
    for name in names
}
_TEXT = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_CALL = re.compile(rf"(?<!\w)(gettext|ngettext|pgettext|_)\(\s*({_TEXT}(?:\s*,\s*{_TEXT})*)")

PLACE = re.compile(r"%\((\w+)\)[sd]")
_CHINESE = re.compile(r"[\u4e00-\u9fff（），、：；。！？“”]")
_CHINESE_PART = re.compile(r"<(\w+)\b[^>]*\blang=\"zh-CN\".*?</\1>", re.DOTALL)

Found = tuple[str | tuple[str, str], str | None]
"""A sentence, or its singular and plural, and its context."""


def sentences(app: Path) -> list[Found]:
    """Return what the templates and the code of *app* say, each once, in the order of the files."""
    found = [*_in_templates(app), *_in_code(app)]
    return list(dict.fromkeys(found))


def collected(app: Path) -> str:
    """Return the catalogue that *app* should have, with the English that is there already, here or in another app."""
    there = {key: message.string for key, message in _catalogue(_path(app)).items()}
    others = {
        key: message.string
        for other in apps()
        for key, message in _catalogue(_path(other)).items()
        if any(message.string if isinstance(message.string, tuple) else (message.string,))
    }
    catalogue = Catalog(locale="en")
    for ids, context in sentences(app):
        key = (ids if isinstance(ids, str) else ids[0], context)
        known = [known for known in (there.get(key), others.get(key)) if _counts(known) is _counts(ids)]
        catalogue.add(ids, next(filter(None, known), ""), context=context)
    written = io.BytesIO()
    write_po(written, catalogue, omit_header=True, no_location=True, width=0)
    return HEADER.format(language="en", plural=PLURAL["en"]) + written.getvalue().decode().lstrip("\n")


def unmarked(template: str) -> Iterator[str]:
    """Yield the Chinese that *template* says outside translation; its marks too, since English has others.

    A part with lang="zh-CN" is Chinese in every language, and so is a whole document with it: a letter, a slip.
    """
    from django.template.base import Lexer, TokenType

    if '<html lang="zh-CN"' in template:
        return
    inside = False
    for token in Lexer(_CHINESE_PART.sub("", template)).tokenize():
        if token.token_type is TokenType.BLOCK:
            name = token.contents.split()[0]
            inside = name in ("blocktranslate", "verbatim", "comment") or (
                inside and not name.startswith("end")
            )
        elif token.token_type is TokenType.TEXT and not inside and _CHINESE.search(token.contents):
            yield token.contents.strip()


def apps() -> list[Path]:
    """Return the folders of the apps."""
    return sorted(path.parent for path in APPS.glob("*/apps.py"))


def compile_stale() -> None:
    """Write the .mo of every .po that is newer than it."""
    for path in sorted(APPS.glob("*/locale/*/LC_MESSAGES/*.po")):
        made = path.with_suffix(".mo")
        if made.exists() and made.stat().st_mtime_ns >= path.stat().st_mtime_ns:
            continue
        with path.open("rb") as source:
            catalogue = read_po(source, locale=path.parents[1].name)
        written = io.BytesIO()
        write_mo(written, catalogue)
        beside = made.with_suffix(
            f".{id(written)}.tmp"
        )  # two may compile at once: each moves a whole file into place
        beside.write_bytes(written.getvalue())
        beside.replace(made)


def _counts(said: object) -> bool:
    """Tell whether *said* has a singular and a plural: English of the one shape is none for the other."""
    return isinstance(said, tuple)


def _path(app: Path) -> Path:
    return app / "locale" / "en" / "LC_MESSAGES" / "django.po"


def _catalogue(path: Path) -> dict[tuple[str, str | None], Message]:
    if not path.exists():
        return {}
    with path.open("rb") as source:
        messages = [message for message in read_po(source, locale="en") if message.id]
    return {(m.id if isinstance(m.id, str) else m.id[0], m.context): m for m in messages}


def _in_templates(app: Path) -> Iterator[Found]:
    from django.utils.translation.template import templatize

    for path in sorted((app / "templates").rglob("*.*")):
        for name, texts in _CALL.findall(templatize(path.read_text(encoding="utf-8"))):
            said = [ast.literal_eval(text) for text in re.findall(_TEXT, texts)]
            if name == "pgettext":
                yield said[1], said[0]
            else:
                yield ((said[0], said[1]) if name == "ngettext" else said[0]), None


def _in_code(app: Path) -> Iterator[Found]:
    for path in sorted(app.rglob("*.py")):
        source = io.BytesIO(path.read_bytes())
        for _, name, told, _ in extract_python(source, list(KEYWORDS), [], {"encoding": "utf-8"}):
            texts = [told] if isinstance(told, str) else [text for text in told or () if text]
            if not texts or not texts[0]:
                continue
            if name.startswith("pgettext"):
                yield texts[1], texts[0]
            else:
                yield ((texts[0], texts[1]) if name.startswith("ngettext") else texts[0]), None


def main(asked: list[str]) -> int:
    """Do what was asked for."""
    if asked == ["compile"]:
        compile_stale()
        return 0
    if asked != ["collect"]:
        print(__doc__)
        return 2
    for app in apps():
        text = collected(app)
        if "msgid" in text.removeprefix(HEADER.format(language="en", plural=PLURAL["en"])):
            path = _path(app)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            print(f"{path.relative_to(ROOT)}: {text.count(chr(10) + 'msgid ') - 1} sentences")
    compile_stale()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
