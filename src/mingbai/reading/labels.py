"""The row labels of a table as they are met on a page: whole, cut short, wrapped, or with other words around them."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cache

from mingbai.reading.stream import squeeze
from mingbai.report import form
from mingbai.report.form import Line, TableForm

__all__ = ["Labels", "labels_of"]

_ORDINAL = re.compile(r"^(?:[一二三四五六七八九十]{1,2}|\d{1,2})(?=\D)")
_NOT_A_COUNT = r"(?:数量|数|件|项)?"


class Labels:
    """Finds the rows that a stretch of words names, for one table over all its editions."""

    def __init__(self, tables: Sequence[TableForm]) -> None:
        self.rows: dict[str, Line] = {}
        self.heads: set[str] = set()
        for table in tables:
            for block in table.blocks:
                self.rows |= {row.key: row for row in block.rows if row.key not in self.rows}
                for column in block.columns:
                    self.heads |= {
                        squeeze(text) for text in (column.label, *column.variants, column.group or "") if text
                    }
                self.heads |= {squeeze(text) for text in (block.label, block.head) if text}
        self._groups = {squeeze(group.label) for table in tables for group in table.groups} - self._starts()
        self.order = {key: n for n, key in enumerate(self.rows)}
        whole = {key: [core(text) for text in (row.label, *row.variants)] for key, row in self.rows.items()}
        named: dict[str, list[str]] = {}
        for key, row in self.rows.items():
            for anchor in row.anchors:
                named.setdefault(squeeze(anchor), []).append(key)
        last = {name: key for key, row in self.rows.items() if not row.anchors for name in whole[key]}
        for key, row in self.rows.items():
            if row.anchors:  # （六）其他 is told from 3.其他 by its ordinal alone
                named |= {squeeze(text): [key] for text in row.variants if core(text) in last}
        self._keys = named
        self._last = last
        anywhere = "|".join(re.escape(name) for name in sorted(named, key=len, reverse=True))
        keys = list(self.rows)
        at_end = []
        for name in sorted(last, key=len, reverse=True):
            following = keys[keys.index(last[name]) + 1 :][:1]
            after = [
                squeeze(text) for k in following for text in (self.rows[k].label, *self.rows[k].variants)
            ]
            after += [core(text) for k in following for text in (self.rows[k].label, *self.rows[k].variants)]
            stop = "|".join(["$", *map(re.escape, after)])
            at_end.append(f"{re.escape(name)}{_NOT_A_COUNT}(?={stop})")
        pieces = [piece for piece in (anywhere, "|".join(at_end)) if piece]
        self._pattern = re.compile("|".join(pieces))
        heads = "|".join(re.escape(head) for head in sorted(self.heads, key=len, reverse=True))
        self._whole = [
            (squeeze(text), key)
            for key, row in self.rows.items()
            for text in {row.label, *row.variants}
            if text
        ]
        self._labels = {label for label, _ in self._whole}
        self._named: dict[str, list[str]] = {}
        for label, key in self._whole:
            self._named.setdefault(label, []).append(key)
        self._head = re.compile(f"(?:{heads}){{3,}}")
        self._any_head = re.compile(heads)

    def _starts(self) -> set[str]:
        """Return the group headings that are rows in another edition (（六）其他处理)."""
        return {squeeze(text) for row in self.rows.values() for text in (row.label, *row.variants)}

    def find(self, words: str, after: str | None = None) -> list[str]:
        """Return the keys of the rows that *words* (squeezed) name, in the order in which they stand.

        A run of column heads, repeated at the top of a printed page, names no row. Words that name several rows
        (“被依法纠错数”) name the next one of them from row *after* on.
        """
        words = self._head.sub("", words)
        for group in self._groups:
            words = words.replace(group, "")
        if exact := self._exact(words):
            key = self._next(exact, after)
            return [key] if key else []
        keys: list[str] = []
        end = 0
        for found in self._pattern.finditer(words):
            last = keys[-1] if keys else after
            if last is None and found[0] in self.heads:
                continue  # a column head: the first row has not come yet
            named = self._keys.get(found[0]) or [
                key
                for name, key in self._last.items()
                if re.fullmatch(re.escape(name) + _NOT_A_COUNT, found[0])
            ]
            key = self._next(named, last)
            if key and (not keys or keys[-1] != key):
                keys.append(key)
            end = found.end()
        if keys and (begun := self.begun_within(words[end:])):
            keys.append(begun)
        return keys

    def nearly(self, words: str) -> str | None:
        """Return the one row whose label *words* are but for a character or two; None when another is at all like it."""
        if not 3 <= len(words) <= 60:
            return None
        alike = sorted(((_likeness(words, label), key) for label, key in self._whole), reverse=True)
        best = alike[0]
        others = [score for score, key in alike if key != best[1]]
        return best[1] if best[0] >= 0.8 and (not others or others[0] <= best[0] - 0.2) else None

    def resembles(self, words: str, key: str) -> bool:
        """Tell whether *words*, which name no row, are at least half the label of row *key*."""
        alike = (_likeness(words, label) for label, of in self._whole if of == key)
        return words not in self.heads and max(alike) >= 0.5 and not self.find(words)

    def _next(self, named: Sequence[str], after: str | None) -> str | None:
        """Return the row meant by words that name several, which the row before it tells; None when that is another."""
        if len(named) == 1:
            return named[0]
        reached = -1 if after is None else self.order[after]
        return next((key for key in named if self.order[key] in (reached, reached + 1)), None)

    def _exact(self, words: str) -> list[str]:
        """Return the rows whose whole label *words* is, once or over again."""
        for times in range(1, 5):
            once = words[: len(words) // times]
            if once * times == words and once in self._named:
                return self._named[once]
        return []

    def begun_within(self, words: str) -> str | None:
        """Return the row whose label begins, after its ordinal, near the end of *words*: the wrapped label of the next row."""
        for start, character in enumerate(words):
            if character in "123456789一二三四五六七" and (key := self.begun(words[start:])):
                return key
        return None

    def begun(self, words: str) -> str | None:
        """Return the one row whose label begins with *words* (squeezed), as where a label is wrapped; None when in doubt."""
        if len(words) < 3:
            return None
        keys = {key for label, key in self._whole if label.startswith(words)}
        return keys.pop() if len(keys) == 1 else None

    def ended(self, words: str, piece: str) -> str | None:
        """Return the row whose whole label stands at the end of *words*, its own end in *piece*; None when none does."""
        keys = {key for label, key in self._whole if label.endswith(piece) and words.endswith(label)}
        return keys.pop() if len(keys) == 1 else None

    def headed(self, words: str) -> bool:
        """Tell whether *words* end in the head of a column, of which no label is a part."""
        return any(len(head) > 4 and words.endswith(head) for head in self.heads)

    def foreign(self, words: str) -> bool:
        """Tell whether *words* name a row of their own that no edition has, as local additions do.

        They must share no beginning, middle or end with a label of the form: else they may be a piece of one. Heads of
        columns are none.
        """
        words = self._any_head.sub("", words)
        if len(words) < 4:
            return False
        pieces = {label[n : n + 3] for label in self._labels for n in range(len(label) - 2)}
        return not any(words[n : n + 3] in pieces for n in range(len(words) - 2))

    def continues(self, key: str, words: str) -> bool:
        """Tell whether *words* hold a longer piece from inside the label of row *key*: a middle line of a wrapped label."""
        for label, of in self._whole:
            if of == key and len(label) > 8:
                found = SequenceMatcher(None, words, label, autojunk=False).find_longest_match()
                if found.size >= 6:
                    return True
        return False

    def split(self, text: str) -> int | None:
        """Return where a figure begins that is glued to the end of a whole label (“予以公开12”); None when none is."""
        found = re.search(r"\d[\d,]*$", text)
        if not found or squeeze(text[: found.start()]) not in self._labels:
            return None
        return found.start()


def _likeness(words: str, label: str) -> float:
    if abs(len(words) - len(label)) > 3 or 5 * sum(c in label for c in words) < 3 * len(words):
        return 0.0
    return SequenceMatcher(None, words, label, autojunk=False).ratio()


def core(label: str) -> str:
    """Return a label without ordinal, brackets and punctuation: “（七）总计” is 总计."""
    bare = re.sub(r"[（(][^（）()]{3,}[）)]", "", label)
    return _ORDINAL.sub("", squeeze(bare))


@cache
def labels_of(key: str) -> Labels:
    """Return the labels of table *key* over every edition that has it, the newest edition's order first."""
    return Labels([f.table(key) for f in reversed(form.editions()) if any(t.key == key for t in f.tables)])
