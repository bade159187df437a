"""What an application says (条例第二十九条), as a value and as the self-contained payload that is sealed and handed over."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from mingbai.errors import MingbaiError
from mingbai.text.words import Words

__all__ = [
    "FORMS",
    "IDENTITIES",
    "PURPOSES",
    "ROUTES",
    "BadPayload",
    "Details",
    "File",
    "Opened",
    "Person",
    "Sought",
    "Wanted",
    "pack",
    "unpack",
]

SCHEMA = "mingbai.submission/1"

FORMS = {
    "electronic": Words("电子文件", "an electronic file"),
    "paper": Words("纸质复制件", "a copy on paper"),
    "reading": Words("到现场阅读、抄录", "reading and copying on the spot"),
}
"""The forms in which one may want it (条例第二十九条第二款第三项、第四十条)."""

ROUTES = {
    "online": Words("在本网站的查询页下载", "download from the page where I follow it"),
    "post": Words("邮寄", "by post"),
    "email": Words("电子邮件", "by e-mail"),
    "pickup": Words("自行领取", "collected by me"),
}
"""The ways by which one may want to receive it."""

IDENTITIES = {
    "resident": Words("居民身份证", "identity card"),
    "passport": Words("护照", "passport"),
    "permit": Words(
        "港澳台居民居住证、来往内地通行证", "residence or travel permit (Hong Kong, Macao, Taiwan)"
    ),
    "foreigner": Words("外国人永久居留证", "permanent residence permit for foreigners"),
    "credit": Words("统一社会信用代码", "unified social credit code"),
    "other": Words("其他证件", "another document"),
}

PURPOSES = {
    "identity": Words("身份证明", "proof of identity"),
    "authorisation": Words("授权委托书", "authorisation of the agent"),
    "description": Words("对所需信息的说明材料", "material that describes what is sought"),
}
"""What an attached file is for."""


class BadPayload(MingbaiError):
    """Bytes that claim to be a submission and are not."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What tells the information apart: its name, its document number, or other features (第二十九条第二款第二项)."""

    name: str = ""
    number: str = ""
    features: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The form and the way of receipt; `otherwise` says that another form will do where this one cannot be had."""

    form: str
    route: str
    otherwise: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """An applicant, agent or joint applicant. `kind` is a key of `mingbai.outcomes.applicants()`, empty for an agent.

    `contact` is whom to ask for at an organisation.
    """

    name: str
    kind: str = ""
    identity: str = ""
    identity_number: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    postcode: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Details:
    """An application. No purpose is asked for: none may be demanded (条例第二十九条)."""

    sought: Sought
    wanted: Wanted
    applicant: Person
    agent: Person | None = None
    joint: tuple[Person, ...] = ()
    language: str = "zh"


@dataclass(frozen=True, slots=True)
class File:
    """A file that came with it: what it is called, what it is for, its type as its content shows, its bytes."""

    name: str
    purpose: str
    type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Opened:
    """A submission as the inner side reads it. `files` tell name, purpose, type, size and digest, in their order."""

    id: UUID
    number: str
    body: UUID
    submitted_at: datetime
    details: Details
    files: tuple[Mapping[str, Any], ...]


def pack(
    *, id: UUID, number: str, body: UUID, submitted_at: datetime, details: Details, files: Sequence[File]
) -> bytes:
    """Return the submission as bytes that say everything about it; the files' own bytes are sealed beside it."""
    said = {
        "schema": SCHEMA,
        "id": str(id),
        "number": number,
        "body": str(body),
        "submitted_at": submitted_at.isoformat(),
        "details": asdict(details),
        "files": [
            {
                "name": file.name,
                "purpose": file.purpose,
                "type": file.type,
                "size": len(file.content),
                "sha256": hashlib.sha256(file.content).hexdigest(),
            }
            for file in files
        ],
    }
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def unpack(payload: bytes) -> Opened:
    """Return what *payload*, as `pack` made it, says. Raises `BadPayload` for anything else."""
    try:
        said = json.loads(payload)
        if said["schema"] != SCHEMA:
            raise BadPayload(
                f"提交的格式是 {said['schema']}，本版本读 {SCHEMA}",
                f"the submission is of format {said['schema']}; this version reads {SCHEMA}",
            )
        return Opened(
            UUID(said["id"]),
            said["number"],
            UUID(said["body"]),
            datetime.fromisoformat(said["submitted_at"]),
            details_of(said["details"]),
            tuple(said["files"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BadPayload(
            f"这不是一件完整的提交：{type(error).__name__}", f"no whole submission: {type(error).__name__}"
        ) from error


def details_of(said: Mapping[str, Any]) -> Details:
    """Return the details that `asdict` made *said* of."""
    return Details(
        sought=Sought(**said["sought"]),
        wanted=Wanted(**said["wanted"]),
        applicant=Person(**said["applicant"]),
        agent=Person(**said["agent"]) if said["agent"] else None,
        joint=tuple(Person(**each) for each in said["joint"]),
        language=said["language"],
    )
