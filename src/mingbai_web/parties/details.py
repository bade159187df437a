"""What is known of a party: its name, papers, addresses, agent; cleaned on the way in, one JSON when sealed."""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from mingbai.errors import MingbaiError
from mingbai.outcomes import applicants
from mingbai.screening import markings
from mingbai.text.words import Words

__all__ = ["IDENTITIES", "KINDS", "Agent", "BadDetails", "Details", "Joint", "cleaned", "normal"]


class BadDetails(MingbaiError):
    """Details that cannot be taken as they are; says which and what to do."""


THIRD_PARTY, ORGAN = "third_party", "organ"
KINDS: Mapping[str, Words] = {
    **{key: applicant.words for key, applicant in applicants().items()},
    THIRD_PARTY: Words("第三方", "a third party"),
    ORGAN: Words("行政机关", "an administrative organ"),
}
IDENTITIES: Mapping[str, Words] = {
    "": Words("未提供", "none given"),
    "resident": Words("居民身份证", "resident identity card"),
    "residence_permit": Words(
        "港澳台居民居住证", "residence permit for Hong Kong, Macao and Taiwan residents"
    ),
    "passport": Words("护照", "passport"),
    "permanent_residence": Words("外国人永久居留身份证", "foreigner's permanent residence card"),
    "officer": Words("军官证、士兵证", "military card"),
    "credit_code": Words("统一社会信用代码", "unified social credit code"),
    "other": Words("其他证件", "another document"),
}


@dataclass(frozen=True, slots=True)
class Agent:
    """Who acts for the party, and by what authority (授权委托)."""

    name: str
    identity: str = ""
    number: str = ""
    phone: str = ""
    authority: str = ""
    address: str = ""

    def told(self) -> str:
        """Return what an act commits to; no address is as it was before one could be given."""
        said = asdict(self)
        if not self.address:
            del said["address"]
        return json.dumps(said, ensure_ascii=False, sort_keys=True)


@dataclass(frozen=True, slots=True)
class Joint:
    """Who applies together with the party."""

    name: str
    identity: str = ""
    number: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Details:
    """What is known of a party. `person` says whether it is a natural person, where its kind leaves that open."""

    name: str
    identity: str = ""  # a key of IDENTITIES
    number: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    post_code: str = ""
    contact: str = ""  # whom to ask for in an organisation
    agent: Agent | None = None
    joint: tuple[Joint, ...] = ()
    notes: str = ""
    person: bool = True

    def said(self) -> bytes:
        """Return the details as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":")).encode()

    @classmethod
    def read(cls, said: bytes) -> "Details":
        """Return the details that `said` gave; what a later version added and this one does not know is left aside."""
        given = json.loads(said)
        made = _known(cls, given)
        made["agent"] = Agent(**_known(Agent, given["agent"])) if given.get("agent") else None
        made["joint"] = tuple(Joint(**_known(Joint, each)) for each in given.get("joint", ()))
        return cls(**made)

    def told(self) -> Iterator[tuple[str, str]]:
        """Yield the name of each item that an act commits to, and its value as text."""
        for name in (
            "name",
            "identity",
            "number",
            "phone",
            "email",
            "address",
            "post_code",
            "contact",
            "notes",
        ):
            if value := getattr(self, name):
                yield name, value
        if self.agent is not None:
            yield "agent", self.agent.told()
        if self.joint:
            yield (
                "joint",
                json.dumps([asdict(each) for each in self.joint], ensure_ascii=False, sort_keys=True),
            )

    def looked_up_by(self) -> Iterator[tuple[str, str]]:
        """Yield field and normal value by which an earlier case of the same applicant is found, joint applicants' too."""
        for each in (self, *self.joint):
            for name in ("number", "phone", "name"):
                if value := normal(name, getattr(each, name)):
                    yield name, value


_MOST = {
    "name": 200,
    "contact": 100,
    "number": 60,
    "phone": 60,
    "email": 254,
    "address": 500,
    "post_code": 20,
}
_MOST |= {"authority": 500, "identity": 30, "notes": 4_000}
_LINES = {"notes"}
_ZH = {
    "name": "姓名（名称）",
    "contact": "联系人",
    "number": "证件号码",
    "phone": "电话",
    "email": "电子邮箱",
}
_ZH |= {
    "address": "通信地址",
    "post_code": "邮政编码",
    "authority": "授权",
    "identity": "证件种类",
    "notes": "备注",
}
_MOST_JOINT = 200


def cleaned(given: Details, kind: str) -> Details:
    """Return *given* without what cannot be seen in it. Raises `BadDetails` for what is too long or of no known kind.

    Raises `Refused` for what bears a marking of secrecy.
    """
    if kind not in KINDS:
        raise BadDetails(f"没有 {kind} 这种当事人", f"there is no kind of party {kind}")
    if len(given.joint) > _MOST_JOINT:
        raise BadDetails(
            f"共同申请人最多 {_MOST_JOINT} 人：请用附件列名单",
            f"at most {_MOST_JOINT} joint applicants: attach the list as a file",
        )
    made: Details = replace(
        _clean(given),
        agent=_clean(given.agent) if given.agent is not None else None,
        joint=tuple(_clean(each) for each in given.joint),
        person=kind == "natural_person" or (kind == THIRD_PARTY and given.person),
    )
    if not made.name:
        raise BadDetails("请填写姓名或者名称", "give the name")
    return made


def normal(field: str, value: str) -> str:
    """Return the value of *field* (`number`, `phone` or `name`) as it is compared: however it was typed, it is the same."""
    value = "".join(c for c in unicodedata.normalize("NFKC", value) if not _unseen(c) and not _varies(c))
    match field:
        case "number":
            return _number(re.sub(r"[\s\-–—()]", "", value).upper())
        case "phone":
            digits = re.sub(r"\D", "", value)
            return re.sub(r"\A(?:00)?86(?=1\d{10}\Z|0\d{9,11}\Z)", "", digits)
        case "name":
            return re.sub(r"[\s·•‧・.．。]", "", value).casefold()
    raise BadDetails(f"不能按 {field} 查找", f"{field} is nothing to look a party up by")


_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def _number(number: str) -> str:
    """Return an identity number of 15 digits as the 18 that the same person has since 1999 (GB 11643)."""
    if not re.fullmatch(r"[1-9][0-9]{14}", number):
        return number
    longer = f"{number[:6]}19{number[6:]}"
    total = sum(int(digit) * weight for digit, weight in zip(longer, _WEIGHTS, strict=True))
    return longer + "10X98765432"[total % 11]


def _clean(given: Any) -> Any:
    """Return the dataclass *given* with each text cleaned and held to its length."""
    made = {}
    for each in fields(given):
        value = getattr(given, each.name)
        if not isinstance(value, str):
            continue
        most = _MOST[each.name]
        if len(value) > most * 4:  # before any work on it
            raise _too_long(each.name, most)
        lines = unicodedata.normalize("NFC", value).splitlines() if value else []
        text = "\n".join(" ".join(_seen(line).split()) for line in lines).strip()
        if each.name not in _LINES:
            text = " ".join(text.split())
        if len(text) > most:
            raise _too_long(each.name, most)
        markings.hold(text)
        made[each.name] = text
    if (identity := made.get("identity", "")) not in IDENTITIES:
        raise BadDetails(f"没有 {identity} 这种证件", f"there is no document {identity}")
    return replace(given, **made)


def _seen(line: str) -> str:
    return "".join(" " if c == "\t" else c for c in line if c == "\t" or not _unseen(c))


def _unseen(character: str) -> bool:
    """Return whether the character is a control, a direction mark, or half of one: nothing that stands in a name.

    Those of the private areas do: old systems keep rare characters of names there, and none is lost.
    """
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Cn") and not _varies(character)


def _varies(character: str) -> bool:
    """Return whether the character chooses a glyph of the one before."""
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


def _too_long(name: str, most: int) -> BadDetails:
    return BadDetails(f"{_ZH[name]}最多 {most} 字", f"{name}: at most {most} characters")


def _known(kind: type, given: Mapping[str, Any]) -> dict[str, Any]:
    names = {each.name for each in fields(kind)}
    return {name: value for name, value in given.items() if name in names}
