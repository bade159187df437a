"""A fictional application, for tests of the way in."""

import struct
import zlib
from datetime import UTC, datetime
from uuid import UUID

from mingbai_web.intake.details import Details, File, Person, Sought, Wanted

BODY = UUID("0190c0de-0000-7000-8000-000000000001")
NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)  # half past nine in the morning in Beijing
KEY = "a" * 64
DETAILS = Details(
    sought=Sought(name="清河区2025年老旧小区改造计划"),
    wanted=Wanted("electronic", "online", True),
    applicant=Person(
        name="张𠮷",
        kind="natural_person",
        identity="resident",
        identity_number="11010119900307299X",
        phone="13900000000",
    ),
)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


PICTURE = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress(b"\0\0"))
    + _chunk(b"IEND", b"")
)
PROOF = File("身份证.png", "identity", "image/png", PICTURE)
