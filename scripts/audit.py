"""Ask whether what requirements.lock holds has known vulnerabilities; `make audit`, and part of `make lint`.

pip-audit asks the open database of vulnerabilities (OSV) about each name and version. Where that cannot be reached nothing
is known, and one line says so: being offline is no fault of the code. A known vulnerability is one, and ends with 1.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK = "requirements.lock"
SERVICE = os.environ.get("MINGBAI_OSV", "https://api.osv.dev/v1/query")
ACCEPTED: dict[str, str] = {}
"""Vulnerabilities that do not touch us, by their number, each with the reason."""
SECONDS = 180


def main() -> int:
    """Say what was found."""
    made = _run("sh", "scripts/venv.sh", ".venv-audit", "requirements-audit.lock")
    if made is None or made.returncode:
        return _not_checked("pip-audit could not be installed")
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        asked = _run(
            ".venv-audit/bin/pip-audit", "--disable-pip", "--require-hashes", "-r", LOCK,
            "--vulnerability-service", "osv", "--osv-url", SERVICE, "--progress-spinner", "off", "--timeout", "15",
            "--format", "json", "--output", str(report),
        )  # fmt: skip
        if asked is None:
            return _not_checked(f"no answer within {SECONDS} seconds")
        if not report.exists():
            away = "Connection" in asked.stderr or "Timeout" in asked.stderr
            said = (asked.stderr.strip() or "pip-audit said nothing").splitlines()[-1][:200]
            return _not_checked(f"{SERVICE} cannot be reached" if away else said)
        found = json.loads(report.read_text("utf-8"))["dependencies"]
    return _told(found)


def _told(found: list[dict[str, object]]) -> int:
    wrong = 0
    for package in found:
        for each in package.get("vulns", ()):  # type: ignore[attr-defined]
            if not {each["id"], *each["aliases"]} & set(ACCEPTED):
                wrong += 1
                fixed = ", ".join(each["fix_versions"]) or "no version yet"
                print(
                    f"{package['name']} {package['version']}: {each['id']}, mended in {fixed}",
                    file=sys.stderr,
                )
    if wrong:
        print(f"{wrong} known vulnerabilities in {LOCK}: make lock", file=sys.stderr)
        return 1
    skipped = sum("skip_reason" in package for package in found)
    print(f"{len(found) - skipped} packages of {LOCK}: no known vulnerabilities")
    return 0


def _not_checked(why: str) -> int:
    print(f"{LOCK}: not checked for known vulnerabilities ({why})")
    return 0


def _run(*command: str) -> subprocess.CompletedProcess[str] | None:
    try:
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return None


if __name__ == "__main__":
    sys.exit(main())
