"""A page saved whole by a browser (MHTML): its main part."""

from email import message_from_bytes

from mingbai.reading import refusals

__all__ = ["main_part"]


def main_part(data: bytes) -> tuple[bytes, str, str | None]:
    """Return the bytes of the page itself, a name that tells its type, and the charset its header declares."""
    message = message_from_bytes(data.lstrip())
    wanted = str(message.get_param("start") or "").strip()
    parts = [part for part in message.walk() if not part.is_multipart()]
    pages = [part for part in parts if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    pages.sort(key=lambda part: not (wanted and str(part.get("Content-ID", "")).strip() == wanted))
    chosen = (
        pages[0] if pages else next((part for part in parts if part.get_content_type() == "text/plain"), None)
    )
    if chosen is None:
        raise refusals.nothing_to_read("MHTML")
    payload = chosen.get_payload(decode=True)
    if not isinstance(payload, bytes):
        raise refusals.damaged("MHTML")
    return payload, "page.html" if pages else "page.txt", chosen.get_content_charset()
