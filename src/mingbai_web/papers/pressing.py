"""The child that makes a PDF of a page: drawing Chinese type takes hundreds of megabytes, which go with it."""

import base64
import json
from collections.abc import Iterator
from typing import Any

__all__ = ["pressed_in_child"]


def pressed_in_child(data: bytes) -> Iterator[str]:
    """Yield the file, in letters, of what *data* says: the page, its styles, by what the file is told from others."""
    import weasyprint

    said = json.loads(data)
    page = weasyprint.HTML(string=said["html"], url_fetcher=_refuse)
    made: bytes = page.write_pdf(
        stylesheets=[weasyprint.CSS(string=said["styles"], url_fetcher=_refuse)],
        pdf_variant="pdf/ua-1",
        pdf_identifier=said["identifier"].encode(),
    )
    yield base64.b64encode(made).decode()


def _refuse(url: str, *_: Any, **__: Any) -> Any:
    """Fetch nothing: a paper holds all it shows, and what was typed into it names no address that we would follow."""
    raise ValueError(f"a paper is printed without fetching {url}")
