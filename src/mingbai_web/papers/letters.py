"""A letter as a value: what it says, to whom, in whose name, on which articles; and how one is filled from facts.

Letters know no application: facts are handed in, the outcome's words come from `mingbai.outcomes`, the paragraph on
remedies from `mingbai.remedies`. Before service is known a remedy is counted from receipt and never names a day.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from mingbai.errors import Refused
from mingbai.lifecycle import Settings
from mingbai.outcomes import Ending, ending, ends_as
from mingbai.remedies import Remedy, remedy
from mingbai.statutes import Ground, Law
from mingbai_web.papers.wording.kinds import Wording, kind

__all__ = [
    "Enclosure",
    "Letter",
    "Part",
    "Sender",
    "letter",
    "remedies_on",
    "remedy_on",
    "reply",
    "told",
    "with_enclosures",
    "written",
]

_WEEKDAYS = "一二三四五六日"
_NUMBERS = "一二三四五六七八九十"
_ORGAN = "有管辖权的行政复议机关（写明名称）"
_COURT = "有管辖权的人民法院"


@dataclass(frozen=True, slots=True)
class Sender:
    """In whose name a letter goes: the body, who can be asked, and where its acts are reviewed (条例第五十一条)."""

    body: str
    contact: str = ""
    review_organ: str = ""
    court: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a reply: the outcome, what it is about, and what it has to carry."""

    ending: str
    matter: str
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file of the vault that goes out with a letter, by the digest of its bytes; `title` is what the letter prints.

    `screened` says whether its text was read for markings: a picture or a scan has none, and somebody looks. `tells` says
    whether numbers of persons were found in it.
    """

    file: UUID
    title: str
    type: str
    size: int
    sha256: str
    screened: bool
    tells: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as it will be printed. `number` and `day` are empty until it is signed.

    `facts` and `parts` are what it was filled from, by which it is judged after its paragraphs were edited by hand.
    `files` go out with it, `enclosures` are what is enclosed on paper alone.
    """

    kind: str
    title: str
    addressee: str
    paragraphs: tuple[str, ...]
    sender: Sender
    number: str = ""
    day: date | None = None
    articles: tuple[str, ...] = ()
    remedies: tuple[str, ...] = ()
    enclosures: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()
    counted_as: str = ""
    organisation: bool = False
    ribbon: str = ""
    files: tuple[Enclosure, ...] = ()

    @property
    def enclosed(self) -> tuple[str, ...]:
        """Return what it prints as enclosed, in order: the files, then what goes on paper alone."""
        return (*(each.title for each in self.files), *self.enclosures)

    @property
    def outcome(self) -> Ending | None:
        """Return the outcome that the reply is counted as, None for another letter."""
        if not self.parts:
            return None
        return ends_as([part.ending for part in self.parts], counted_as=self.counted_as or None)

    def on(self, day: date, *, settings: Settings, number: str = "") -> "Letter":
        """Return the letter as it goes out on *day* under *number*: with the remedies of that day."""
        remedies = remedies_on(day, self, settings) if self.remedies else ()
        return replace(self, day=day, number=number or self.number, remedies=remedies)

    def as_json(self) -> dict[str, Any]:
        """Return what `Letter.of` reads back."""
        return {
            "kind": self.kind,
            "title": self.title,
            "addressee": self.addressee,
            "paragraphs": list(self.paragraphs),
            "sender": [self.sender.body, self.sender.contact, self.sender.review_organ, self.sender.court],
            "number": self.number,
            "day": self.day.isoformat() if self.day else "",
            "articles": list(self.articles),
            "remedies": list(self.remedies),
            "enclosures": list(self.enclosures),
            "copies": list(self.copies),
            "facts": dict(self.facts),
            "parts": [[part.ending, part.matter, dict(part.facts)] for part in self.parts],
            "counted_as": self.counted_as,
            "organisation": self.organisation,
            "ribbon": self.ribbon,
            "files": [
                [each.file.hex, each.title, each.type, each.size, each.sha256, each.screened, each.tells]
                for each in self.files
            ],
        }

    @staticmethod
    def of(said: Mapping[str, Any]) -> "Letter":
        """Return the letter that `as_json` gave."""
        lists = {
            name: tuple(said[name]) for name in ("paragraphs", "articles", "remedies", "enclosures", "copies")
        }
        return Letter(
            kind=said["kind"],
            title=said["title"],
            addressee=said["addressee"],
            sender=Sender(*said["sender"]),
            number=said["number"],
            day=date.fromisoformat(said["day"]) if said["day"] else None,
            facts=dict(said["facts"]),
            parts=tuple(Part(key, matter, dict(facts)) for key, matter, facts in said["parts"]),
            counted_as=said["counted_as"],
            organisation=said["organisation"],
            ribbon=said["ribbon"],
            files=tuple(Enclosure(UUID(file), *more) for file, *more in said.get("files", ())),
            **lists,
        )


def letter(
    kind_of: str,
    facts: Mapping[str, str | date],
    *,
    addressee: str,
    sender: Sender,
    day: date,
    settings: Settings,
    organisation: bool = False,
    several: bool = False,
    enclosures: Sequence[str] = (),
    copies: Sequence[str] = (),
    ribbon: str = "",
) -> Letter:
    """Return the letter of a kind, filled from *facts* by the law of *day*; a reply is made by `reply`.

    A paragraph whose fact is not given is left out; what that leaves wanting is for `lint.missing` to say.
    """
    wording = kind(kind_of)
    said, you = _said(wording, facts, day, settings.law), _you(organisation=organisation, several=several)
    made = Letter(
        kind_of,
        wording.title,
        addressee,
        _paragraphs(wording, said, you),
        sender,
        articles=tuple(_cite(ground) for ground in wording.cites),
        enclosures=tuple(enclosures),
        copies=tuple(copies),
        facts=said,
        organisation=organisation,
        ribbon=ribbon,
    )
    return replace(made, remedies=remedies_on(day, made, settings)) if wording.remedies else made


def reply(
    parts: Sequence[Part],
    facts: Mapping[str, str | date],
    *,
    addressee: str,
    sender: Sender,
    day: date,
    settings: Settings,
    counted_as: str = "",
    organisation: bool = False,
    several: bool = False,
    enclosures: Sequence[str] = (),
    copies: Sequence[str] = (),
) -> Letter:
    """Return the reply with *parts*, each in the words of its outcome. Raises `Refused` for what a part has to carry."""
    wording = kind("reply")
    said, you = _said(wording, facts, day, settings.law), _you(organisation=organisation, several=several)
    ends = [ending(part.ending) for part in parts]
    if silent := [end for end in ends if not end.replies]:
        raise Refused(
            f"“{silent[0].words.zh}”不以答复了结，没有答复书",
            f"{silent[0].words.en}: the case is closed without a reply",
        )
    made = Letter(
        "reply",
        wording.title,
        addressee,
        (*_paragraphs(wording, said, you), *_outcome(parts, counted_as, you)),
        sender,
        articles=tuple(dict.fromkeys(_cite(ground) for end in ends for ground in end.cites)),
        enclosures=tuple(enclosures),
        copies=tuple(copies),
        facts=said,
        parts=tuple(replace(part, facts={k: _bare(v) for k, v in part.facts.items()}) for part in parts),
        counted_as=counted_as,
        organisation=organisation,
    )
    return replace(made, remedies=remedies_on(day, made, settings))


def remedies_on(day: date, made: Letter, settings: Settings) -> tuple[str, ...]:
    """Return the paragraphs on remedies that *made* has to carry on *day*: against a reply, by what it withholds."""
    found = remedy_on(day, made, settings).notice.zh
    if made.sender.review_organ:
        found = found.replace(_ORGAN, made.sender.review_organ)
    if made.sender.court:
        found = found.replace(_COURT, made.sender.court)
    return (found.replace("本答复", "本告知书") if made.outcome is None else found,)


def remedy_on(day: date, made: Letter, settings: Settings) -> Remedy:
    """Return what may be done against *made*, and until when if it was served on *day*."""
    outcome = made.outcome
    row, withheld = (outcome.rows["2021"], None) if outcome else ("granted", None)
    if outcome is not None and row == "partly_granted":
        withheld = _withheld(made.parts, day, settings.law)
    return remedy(day, row, withheld=withheld, law=settings.law, calendar=settings.calendar)


def told(value: str | date, *, binding: bool = False) -> str:
    """Return a fact as a letter says it: a day with half-width digits, with its weekday where it binds."""
    if isinstance(value, date):
        weekday = f"（星期{_WEEKDAYS[value.weekday()]}）" if binding else ""
        return f"{value.year}年{value.month}月{value.day}日{weekday}"
    return _bare(value)


def written(paragraph: str, you: str) -> str:
    """Return the words of a template as they address who is written to: 你, 你们, 你单位."""
    return paragraph if you == "你" else paragraph.replace("你单位", "你").replace("你", you)


def _you(*, organisation: bool, several: bool) -> str:
    """Return how a person is addressed, several who apply together, an organisation."""
    if several:
        return "你们"
    return "你单位" if organisation else "你"


def _said(wording: Wording, facts: Mapping[str, str | date], day: date, law: Law) -> dict[str, str]:
    said = {name: told(value, binding=name in wording.binding) for name, value in facts.items() if value}
    for name, parameter in wording.periods.items():
        said[name] = str(law.on(parameter, day).value)
    return said


def with_enclosures(letter: Letter) -> str:
    """Return the title of *letter* with how much it encloses, for lists of what goes out."""
    return f"{letter.title}（附件{len(letter.enclosed)}件）" if letter.enclosed else letter.title


def _paragraphs(wording: Wording, said: Mapping[str, str], you: str) -> tuple[str, ...]:
    found = []
    for paragraph in wording.paragraphs:
        try:
            found.append(written(paragraph, you).format(**said))
        except KeyError:
            continue  # a fact it speaks of was not given
    return tuple(found)


def _outcome(parts: Sequence[Part], counted_as: str, you: str) -> list[str]:
    """Return what a reply says in the main; several parts are numbered after the words of Art 37 where some are given."""
    texts = []
    for part in parts:
        end = ending(part.ending)
        end = replace(end, paragraph=written(end.paragraph, you))
        texts.append(end.says(_bare(part.matter), {name: _bare(fact) for name, fact in part.facts.items()}))
    if len(texts) < 2:
        return texts
    whole = ends_as([part.ending for part in parts], counted_as=counted_as or None)
    opens = (
        "所申请公开的信息中，一部分可以公开，其余部分依法不予公开或者无法提供，能够区分处理。"
        "依照《政府信息公开条例》第三十七条，分别答复如下："
        if whole.partial
        else "对所申请公开的信息，分别答复如下："
    )
    return [opens, *(f"（{_numbered(number)}）{text}" for number, text in enumerate(texts, 1))]


def _withheld(parts: Sequence[Part], day: date, law: Law) -> str | None:
    """Return the row of the part withheld that decides on review first; a part that says only so by its fact *row*."""
    rows = [ending(part.ending).rows["2021"] for part in parts if not ending(part.ending).gives]
    rows += [part.facts["row"] for part in parts if part.facts.get("row")]
    scope = law.on("review_first", day).value
    first = [row for row in rows if isinstance(scope, tuple) and row in scope]
    return next(iter(first or rows), None)


def _numbered(number: int) -> str:
    if number <= 10:
        return _NUMBERS[number - 1]
    tens, ones = divmod(number, 10)
    return f"{_NUMBERS[tens - 1] if tens > 1 else ''}十{_NUMBERS[ones - 1] if ones else ''}"


def _bare(text: str) -> str:
    """Return *text* without a full stop at its end: it stands within a sentence that has its own."""
    return text.strip().rstrip("。；;").strip()


def _cite(ground: Ground) -> str:
    return f"《{ground.instrument.title.zh}》{ground.article}"
