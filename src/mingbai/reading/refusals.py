"""The refusals of what cannot be read: each says in one line what the file is and what to do about it."""

from mingbai.errors import Locked, NeedsConversion, NeedsOcr, TooLarge, Unreadable

__all__ = [
    "binary",
    "convert",
    "damaged",
    "empty",
    "is_container",
    "locked",
    "nothing_to_read",
    "scanned",
    "too_large",
]


def empty() -> Unreadable:
    """Return the refusal of a file without content."""
    return Unreadable("文件是空的；请重新下载或导出后再试", "the file is empty; download or export it again")


def binary() -> Unreadable:
    """Return the refusal of bytes that are no document."""
    return Unreadable(
        "不是可读取的文档（二进制文件）；请提供网页、DOCX、PDF、XLSX 或文本",
        "not a document (binary data); give a web page, DOCX, PDF, XLSX or text",
    )


def convert(kind: str) -> NeedsConversion:
    """Return the refusal of a format that we do not open."""
    return NeedsConversion(
        f"不能直接读取 {kind}；请用原软件另存为 DOCX 或带文字层的 PDF 后再试",
        f"{kind} is not opened here; save it as DOCX or as PDF with a text layer",
    )


def damaged(kind: str) -> Unreadable:
    """Return the refusal of a file whose format is known and whose bytes break it."""
    return Unreadable(
        f"{kind} 文件已损坏或不完整；请重新下载或导出后再试",
        f"the {kind} file is damaged or cut short; download or export it again",
    )


def scanned(kind: str = "PDF") -> NeedsOcr:
    """Return the refusal of a picture of a page."""
    return NeedsOcr(
        f"{kind} 没有文字层（扫描件或图片）；请先做文字识别（OCR）",
        f"{kind} has no text layer (a scan or a picture); it needs OCR first",
    )


def locked(kind: str) -> Locked:
    """Return the refusal of an encrypted file."""
    return Locked(
        f"{kind} 文件已加密或设有打开密码；请解除密码后再试",
        f"the {kind} file is encrypted or needs a password; remove it and try again",
    )


def too_large(what: str, most: str) -> TooLarge:
    """Return the refusal of what goes beyond a limit."""
    return TooLarge(
        f"{what}超过上限（{most}）；请只保留年报部分后再试",
        f"beyond the limit ({most}); keep the annual report only and try again",
    )


def is_container(kind: str) -> Unreadable:
    """Return the refusal to take many documents for one."""
    return Unreadable(
        f"{kind} 里是多个文件，不是一份文档；请用命令行读取，或解开后逐份读取",
        f"{kind} holds several files and is no document itself; use the command, or unpack it",
    )


def nothing_to_read(kind: str) -> Unreadable:
    """Return the refusal of a document without a word."""
    return Unreadable(
        f"{kind} 里没有文字；请检查是否导出了正确的文件",
        f"no words in this {kind}; check that it is the right file",
    )
