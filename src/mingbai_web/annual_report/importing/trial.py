"""A dry run: each row of a register becomes an application to be made, a fault to be put right, or a line that is none. Nothing is lost."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mingbai.errors import MingbaiError
from mingbai.lifecycle import Settings
from mingbai.screening.personal import personal
from mingbai.text.words import Words
from mingbai_web.annual_report.importing.days import NotADay, day
from mingbai_web.annual_report.importing.mapping import FIELDS, MEANINGS, OPEN, Layout, headings, meaning
from mingbai_web.annual_report.importing.sheets import Sheet, text_of
from mingbai_web.applications.services import importing as applications
from mingbai_web.parties.details import BadDetails, Details, cleaned

__all__ = ["Draft", "Fault", "Line", "Trial", "tried"]

_ASIDE = re.compile(
    r"(?:备注|注|说明|填表(?:人|说明|单位|日期)?|制表(?:人|单位|日期)?|审核人?|单位负责人|统计日期|填报人)\s*[:：]|(?:合\s*计|总\s*计|小\s*计)\W*\Z"
)
_LONGEST = {"number": 60, "matter": 300, "note": 1_000, "paper": 100}
_NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a row: in which column (empty for the row as a whole), what it is, and what to do."""

    row: int
    column: str
    says: Words


@dataclass(frozen=True, slots=True)
class Draft:
    """An application as it would be made of a row."""

    row: int
    past: applications.Past
    details: Details


@dataclass(frozen=True, slots=True)
class Line:
    """A row that says anything: what it would make, or why it cannot, or that it is no application (`aside`)."""

    row: int
    draft: Draft | None = None
    faults: tuple[Fault, ...] = ()
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Trial:
    """What importing a sheet would come to; `asks` gives by field the words whose meaning has to be told, and how often they stand."""

    lines: tuple[Line, ...]
    asks: Mapping[str, Mapping[str, int]]
    wants: tuple[str, ...]

    @property
    def drafts(self) -> list[Draft]:
        """Return what would be made."""
        return [line.draft for line in self.lines if line.draft is not None]

    @property
    def faults(self) -> list[Fault]:
        """Return all that is wrong, row by row."""
        return [fault for line in self.lines for fault in line.faults]

    @property
    def refused(self) -> list[Line]:
        """Return the rows that cannot be taken."""
        return [line for line in self.lines if line.faults]

    @property
    def asides(self) -> list[Line]:
        """Return the rows that are no application: sums, notes under the table, the head once more."""
        return [line for line in self.lines if line.aside]


def tried(
    sheet: Sheet,
    layout: Layout,
    *,
    today: date,
    settings: Settings,
    numbers: Mapping[str, str],
    alike: Mapping[object, str],
) -> Trial:
    """Return what importing *sheet* by *layout* would come to, by the law as *settings* has it.

    *numbers* are those on record already; *alike* names an application on record that a row may be,
    by its day of receipt, kind of applicant and matter.
    """
    wants = tuple(name for name, each in FIELDS.items() if each.needed and name not in layout.columns)
    wants += tuple(
        name for name in ("applicant", "channel") if name not in layout.columns and name not in layout.whole
    )
    over = headings(sheet, layout.first, layout.depth)
    head = [folded_row(row) for row in sheet.rows[layout.first : layout.first + layout.depth]]
    asks: dict[str, Counter[str]] = {}
    lines: list[Line] = []
    seen: dict[str, int] = {}
    for at in range(layout.first + layout.depth, len(sheet.rows)):
        row = [text_of(cell) for cell in sheet.rows[at]]
        if not any(row):
            continue
        number = at + 1
        if aside := _aside(row, head):
            lines.append(Line(number, aside=aside))
            continue
        made = _Row(sheet, layout, over, at, today, asks, settings)
        draft = made.draft() if not wants else None
        if wants:
            made.fault("", Words("对应关系还不完整", "the columns are not all told"))
        elif draft is not None:
            _against_record(made, draft, layout, numbers, alike, seen)
        lines.append(
            Line(number, faults=tuple(dict.fromkeys(made.faults))) if made.faults else Line(number, draft)
        )
    return Trial(tuple(lines), {name: dict(words) for name, words in asks.items()}, wants)


def folded_row(row: Sequence[object]) -> tuple[str, ...]:
    """Return the texts of a row, to tell a head that is repeated on the next page."""
    return tuple(text for cell in row if (text := text_of(cell)))  # type: ignore[arg-type]


def _aside(row: Sequence[str], head: Sequence[tuple[str, ...]]) -> str:
    told = tuple(text for text in row if text)
    if told in head:
        return "表头（重复）"
    if _ASIDE.match(told[0]) and (len(set(told)) <= 2 or re.match(r"[合总小]", told[0])):
        return told[0][:20]
    return ""


def _against_record(
    made: "_Row",
    draft: Draft,
    layout: Layout,
    numbers: Mapping[str, str],
    alike: Mapping[object, str],
    seen: dict[str, int],
) -> None:
    number = draft.past.number
    if number and number in seen:
        made.fault(
            "number", Words(f"编号与第 {seen[number]} 行相同", f"the number is that of row {seen[number]}")
        )
    elif number and number in numbers:
        made.fault(
            "number",
            Words(
                "这个编号已经登记过：改正编号，或者不再导入这一行",
                "the number is on record: correct it, or leave the row out",
            ),
        )
    elif (
        not layout.alike
        and (other := alike.get((draft.past.received, draft.past.applicant, draft.past.matter))) is not None
    ):
        made.fault(
            "",
            Words(
                f"像是已经登记过的 {other}（收到日期、申请人类别、申请内容都相同）：确实是另一件的，选择“相同的也导入”",
                f"it looks like {other}, on record already: where it is another, choose to take likes too",
            ),
        )
    if number:
        seen.setdefault(number, draft.row)


def _is_broken(sign: str) -> bool:
    """Return whether a sign was lost in decoding, or means something on one machine alone: it must not fall away unseen."""
    return sign == "\ufffd" or unicodedata.category(sign) in ("Cc", "Co", "Cs", "Cn")


class _Row:
    """One row on its way to a draft: each column is read whatever the others say, so that all faults are told at once."""

    def __init__(
        self,
        sheet: Sheet,
        layout: Layout,
        over: Sequence[str],
        at: int,
        today: date,
        asks: dict[str, Counter[str]],
        law: Settings,
    ) -> None:
        self.cells, self.layout, self.over, self.today, self.asks = sheet.rows[at], layout, over, today, asks
        self.row, self.law = at + 1, law
        self.faults: list[Fault] = []

    def fault(self, name: str, says: Words) -> None:
        """Put down what is wrong in the column of the field *name*, empty for the row as a whole."""
        column = self.layout.columns.get(name)
        heading = self.over[column] if column is not None and column < len(self.over) else ""
        self.faults.append(Fault(self.row, heading, says))

    def draft(self) -> Draft | None:
        """Return what would be made of the row; None, with faults, where it cannot be."""
        self._beyond()
        received, ended, due = self._day("received"), self._day("ended"), self._day("due")
        applicant, channel = self._meant("applicant"), self._meant("channel")
        outcome = self._meant("outcome")
        details = self._details(applicant)
        matter = self._matter(details)
        note = self._note()
        if received is None and not any(fault.column == self._heading("received") for fault in self.faults):
            self.fault("received", Words("没有收到日期", "there is no day of receipt"))
        self._ending(outcome, ended)
        for name, on in (("received", received), ("ended", ended)):
            if on is not None and on > self.today:
                self.fault(name, Words(f"{on} 还没有到：请核对", f"{on} has not come yet: check it"))
        if received is not None and ended is not None and ended < received:
            self.fault(
                "ended",
                Words(
                    f"答复日期 {ended} 早于收到日期 {received}：跨年的请写明年份",
                    f"it ended on {ended}, before its receipt on {received}: write the years",
                ),
            )
        if self.faults or received is None or applicant is None or channel is None or details is None:
            return None
        is_open = outcome in (None, OPEN)
        past = applications.Past(
            party=_NOBODY,
            applicant=applicant,
            matter=matter,
            channel=channel,
            received=received,
            number=self._text("number"),
            ended=None if is_open else ended,
            outcome="" if is_open else outcome or "",
            due=due if is_open else None,
            note=note,
        )
        try:
            applications.act_of(past, self.today, self.law)
        except MingbaiError as error:
            self.fault("", Words(error.zh, error.en))
            return None
        return Draft(self.row, past, details)

    def _heading(self, name: str) -> str:
        column = self.layout.columns.get(name)
        return self.over[column] if column is not None and column < len(self.over) else ""

    def _cell(self, name: str) -> object:
        column = self.layout.columns.get(name)
        return self.cells[column] if column is not None and column < len(self.cells) else ""

    def _text(self, name: str) -> str:
        text = text_of(self._cell(name))  # type: ignore[arg-type]
        if any(_is_broken(sign) for sign in text):
            self.fault(
                name,
                Words(
                    "有不能识别的字或者自造字：用原来的编码重新保存文件，或者改写这个字",
                    "signs that could not be read, or private ones: save the file anew, or write them otherwise",
                ),
            )
        if len(text) > _LONGEST.get(name, 1_000):
            self.fault(
                name,
                Words(f"超过 {_LONGEST.get(name, 1_000)} 字", f"more than {_LONGEST.get(name, 1_000)} signs"),
            )
        return text

    def _beyond(self) -> None:
        """Refuse a row that goes on beyond its head: it may have slipped sideways."""
        if any(
            text_of(cell) for at, cell in enumerate(self.cells) if at >= len(self.over) or not self.over[at]
        ):
            self.fault(
                "",
                Words(
                    "没有表头的列里还有内容：这一行可能错了位",
                    "something stands where there is no heading: the row may have slipped",
                ),
            )

    def _day(self, name: str) -> date | None:
        try:
            return day(self._cell(name), self.layout.year)  # type: ignore[arg-type]
        except NotADay as error:
            self.fault(name, error.says)
            return None

    def _meant(self, name: str) -> str | None:
        """Return what the word in the column means; without a column, what was told for the whole register."""
        if name not in self.layout.columns:
            return self.layout.whole.get(name)
        word = self._text(name)
        if not word:
            if name == "outcome":
                return None
            told = self.layout.whole.get(name)
            if told is None:
                self.fault(name, Words("是空的", "it is empty"))
            return told
        found = meaning(name, word, self.layout)
        if found is None or found not in MEANINGS[name]:
            self.asks.setdefault(name, Counter())[word] += 1
            self.fault(
                name, Words(f"“{word[:40]}”是哪一种？请在对应关系里指定", f"say what {word[:40]} means")
            )
            return None
        return found

    def _ending(self, outcome: str | None, ended: date | None) -> None:
        blank = outcome is None and not self._text("outcome")
        if outcome not in (None, OPEN) and not self._text("ended"):
            self.fault("ended", Words("写了结果，没有答复日期", "an outcome without its day"))
        elif outcome == OPEN and ended is not None:
            self.fault(
                "outcome",
                Words("写着还在办理，又有答复日期", "said to be open, and has a day on which it ended"),
            )
        elif blank and ended is not None:
            self.fault(
                "outcome", Words("有答复日期，没有写结果", "a day on which it ended, without its outcome")
            )

    def _details(self, applicant: str | None) -> Details | None:
        given = Details(
            name=self._text("name"),
            identity="other" if self._text("identity") else "",
            number=self._text("identity"),
            phone=self._text("phone"),
            email=self._text("email"),
            address=self._text("address"),
        )
        if not given.name:
            self.fault(
                "name",
                Words(
                    "申请人是空的：填上姓名或名称，确实不知道的写“不详”",
                    "no applicant: give the name, or 不详",
                ),
            )
            return None
        if applicant is None:
            return None
        try:
            return cleaned(given, applicant)
        except BadDetails as error:
            self.fault("name", Words(error.zh, error.en))
            return None

    def _matter(self, details: Details | None) -> str:
        matter = self._text("matter")
        if not matter:
            self.fault("matter", Words("申请内容是空的", "what is sought is empty"))
        if details is not None and details.person and len(details.name) > 1 and details.name in matter:
            if self.layout.own_name:
                matter = matter.replace(details.name, "本人")
            else:
                self.fault(
                    "matter",
                    Words(
                        "申请内容里写着申请人的姓名：改成“本人”，或者选择“申请人姓名写作本人”",
                        "it names the applicant: write 本人, or choose that this be done",
                    ),
                )
        self._without_personal("matter", matter)
        return matter

    def _note(self) -> str:
        parts = [f"原文号：{paper}" if (paper := self._text("paper")) else "", self._text("note")]
        note = "；".join(part for part in parts if part)
        name = self._text("name")
        self._without_personal("note", note)
        if len(name) > 1 and name in self._text("note"):
            if not self.layout.own_name:
                self.fault(
                    "note",
                    Words(
                        "备注里写着申请人的姓名：改成“申请人”", "the note names the applicant: write 申请人"
                    ),
                )
            note = note.replace(name, "申请人")
        return note

    def _without_personal(self, name: str, text: str) -> None:
        if next(personal(text), None) is not None:
            self.fault(
                name,
                Words("写有证件号码、电话或者银行卡号：请删去", "holds a number of a person: take it out"),
            )
