"""Legacy Word documents (.doc), by LibreOffice, which keeps merged cells, else by antiword, where either is installed."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from mingbai.errors import MingbaiError
from mingbai.reading import docx, refusals
from mingbai.reading.seen import Seen
from mingbai.reading.text import plain

__all__ = ["see"]

_SECONDS = 60


def see(data: bytes) -> Seen:
    """Return what the document shows; raise where no program is here that opens it."""
    antiword, office = shutil.which("antiword"), shutil.which("soffice") or shutil.which("libreoffice")
    if antiword is None and office is None:
        raise refusals.convert("旧版 DOC（未安装 antiword 或 LibreOffice）")
    with tempfile.TemporaryDirectory(prefix="mingbai-") as folder:
        source = Path(folder, "report.doc")
        source.write_bytes(data)
        if office is not None:
            profile = Path(folder, "profile").as_uri()
            arguments = [f"-env:UserInstallation={profile}", "--headless", "--convert-to", "docx"]
            _run([office, *arguments, source.name], folder)
            converted = Path(folder, "report.docx")
            if converted.is_file():
                return docx.see(converted.read_bytes())
        if antiword is not None:
            text = _run([antiword, "-w", "0", "-m", "UTF-8.txt", source.name], folder)
            if text is not None and text.strip():
                text, breaks = plain(text)
                return Seen(text, breaks=breaks)
    raise _failed()


def _run(command: list[str], folder: str) -> str | None:
    """Return what the program writes in that folder, None where it fails or takes too long.

    Files are named as the folder has them, in plain letters, so that no locale is needed to find them.
    """
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, cwd=folder, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def _failed() -> MingbaiError:
    return refusals.convert("这份旧版 DOC")
