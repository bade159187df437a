"""A report written in its statutory layout, in six formats."""

from collections.abc import Mapping

from mingbai.report.values import Report

__all__ = ["FORMATS", "render"]

FORMATS = ("html", "docx", "pdf", "xlsx", "md", "json")


def render(report: Report, to: str, *, chapters: Mapping[str, str] | None = None) -> bytes:
    """Return *report* as a file of the format *to*, one of `FORMATS`.

    *chapters* gives the text of chapters by the form's key (``overview``); without it the text stands as it was read.
    Raises `ValueError` for another format.
    """
    if to not in FORMATS:
        raise ValueError(f"no format {to!r}; there are {', '.join(FORMATS)}")
    if to == "json":
        from mingbai.report.jsonform import dumps, to_json

        return (dumps(to_json(report)) + "\n").encode()
    from mingbai.report.render.document import compose

    document = compose(report, chapters)
    if to == "html":
        from mingbai.report.render.html import html

        return html(document).encode()
    if to == "pdf":
        from mingbai.report.render.pdf import pdf

        return pdf(document)
    if to == "docx":
        from mingbai.report.render.docx import docx

        return docx(document)
    if to == "xlsx":
        from mingbai.report.render.xlsx import xlsx

        return xlsx(document)
    from mingbai.report.render.md import markdown

    return markdown(document).encode()
