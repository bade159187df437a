"""Which charset bytes are in, decided by the bytes; what a page says of itself is a last resort."""

import codecs
import re

__all__ = ["decode"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 1 << 12

# The characters that make up about half of any running text, in either script, and the marks between them.
_COMMON = re.compile(
    "[的一是了在不人有我他这个上们来到时大地为子中你说生国年着就那和要出也得里后以会家可下而过天去能对小多然于"
    "公开政府信息工作行务部门依申请主动件法规处理機關機構门報告报关机构发布發佈開務區市县縣省工作處門這個們來"
    "時為説國說過對會後業電話網站、，。：；（）《》“”１２３４５６７８９０]"
)
_HIGH = re.compile(rb"[\x80-\xff]+")
_LABELS = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "cp936": "gb18030", "x-gbk": "gb18030",
    "euc-cn": "gb18030", "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "cp950": "big5hkscs",
}  # fmt: skip


def decode(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """Return the text of *data* and the name of its charset.

    A broken byte becomes U+FFFD; no byte raises. The *declared* charset decides only between readings that
    are about as good: UTF-8 that decodes is UTF-8, whatever a meta tag says.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace"), name
    wide = _wide(data)
    if wide:
        return data.decode(wide, "replace"), wide
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as broken:
        if broken.start >= len(data) - 3 and broken.reason == "unexpected end of data":
            return data.decode("utf-8", "replace"), "utf-8"
    name = _chosen(data, _known(declared))
    return data.decode(name, "replace"), name


def _wide(data: bytes) -> str | None:
    """Name the UTF-16 that carries no mark: every other byte is zero, or the high byte of a Han character."""
    sample = data[: _SAMPLE & ~1]
    half = len(sample) // 2
    if half < 2:
        return None
    even, odd = sample[::2], sample[1::2]
    if b"\0" not in sample and _is_text(sample):
        return None
    for name, high in (("utf-16-le", odd), ("utf-16-be", even)):
        wide = len(re.findall(rb"[\x00\x20\x30\x4e-\x9f\xff]", high))
        if wide >= 0.95 * half and _mostly_han_or_ascii(sample, name):
            return name
    return None


def _is_text(sample: bytes) -> bool:
    try:
        sample[:-4].decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _mostly_han_or_ascii(sample: bytes, name: str) -> bool:
    text = sample.decode(name, "replace")
    good = re.findall(r"[\t\n\r -~，。、：；（）《》“”　㐀-鿿０-９]", text)
    common = len(_COMMON.findall(text)) + len(re.findall(r"[\t\n\r -~]", text))
    return len(good) >= 0.9 * len(text) and common >= 0.1 * len(text)


def _known(declared: str | None) -> str | None:
    """Return our name for the *declared* charset, None where it is unknown or no charset of text."""
    if not declared:
        return None
    label = declared.strip().strip("\"'").lower()
    label = _LABELS.get(label, label)
    try:
        found = codecs.lookup(label)
        b"\x80".decode(found.name, "replace")
    except (LookupError, UnicodeError, ValueError):
        return None
    return (
        None if found.name.startswith(("utf-16", "utf-32", "utf-7", "unicode", "raw", "idna")) else found.name
    )


def _chosen(data: bytes, declared: str | None) -> str:
    """Choose between UTF-8 with broken bytes, GB18030, Big5-HKSCS and what was declared."""
    sample = _sample(data)
    candidates = ["utf-8", "gb18030", "big5hkscs"]
    if declared is not None and declared not in candidates:
        candidates.append(declared)
    scores = {name: _score(sample, name) for name in candidates}
    if declared is not None:
        scores[declared] += 0.05
    best = max(candidates, key=lambda name: scores[name])
    return best if scores[best] > 0 or declared is None else declared


def _sample(data: bytes) -> bytes:
    """Keep the parts that are not ASCII, with a little around them, up to a bounded size."""
    if len(data) <= _SAMPLE:
        return data
    pieces: list[bytes] = []
    size = 0
    position = 0
    for run in _HIGH.finditer(data):
        if run.start() < position:
            continue
        end = min(run.end() + 64, run.start() + 512)
        piece = data[run.start() : end]
        pieces.append(piece)
        size += len(piece)
        position = end
        if size > _SAMPLE:
            break
    return b" ".join(pieces)


def _score(sample: bytes, name: str) -> float:
    """Return how much what is not ASCII looks like Chinese: common characters less the faults."""
    text = sample.decode(name, "replace")
    strange = len(text) - len(text.encode("ascii", "ignore"))
    if not strange:
        return -1.0
    broken = text.count("\ufffd")
    rare = len(re.findall(r"[\ue000-\uf8ff\x80-\x9f㐀-䶿Ā-ʯԀ-ࣿ\uac00-\ud7ff]|[^\x00-\uffff]", text))
    common = len(_COMMON.findall(text))
    han = sum(map(len, re.findall("[一-鿿]+", text)))
    return (common + 0.1 * han - 3 * broken - 2 * rare) / strange
