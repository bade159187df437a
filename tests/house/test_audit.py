"""The audit of dependencies asks a service for every locked package: it fails on what is known, and says when it could not ask."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.house.tree import ROOT

pytestmark = pytest.mark.slow
FLAW = {
    "id": "TEST-2026-1",
    "summary": "made up for a test",
    "published": "2026-01-01T00:00:00Z",
    "affected": [
        {
            "package": {"name": "django", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "9999"}]}],
        }
    ],
}


@contextmanager
def service(*flawed: str) -> Iterator[str]:
    """Serve, on this machine, what the service says: that the packages *flawed* have a flaw."""

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            known = [FLAW] if asked["package"]["name"] in flawed else []
            said = json.dumps({"vulns": known} if known else {}).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/v1/query"
        finally:
            server.shutdown()
            thread.join()


def audited(address: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "scripts/audit.py"],
        cwd=ROOT,
        env={**os.environ, "MINGBAI_OSV": address},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def test_a_package_with_a_known_flaw_fails_and_is_named() -> None:
    with service("django") as address:
        found = audited(address)
    if "could not be installed" in found.stdout:
        pytest.skip("pip-audit cannot be installed here")
    assert found.returncode == 1
    assert "django" in found.stderr
    assert "TEST-2026-1, mended in 9999" in found.stderr


def test_a_lock_without_known_flaws_passes_and_says_how_much_was_asked() -> None:
    with service() as address:
        found = audited(address)
    assert found.returncode == 0
    assert "no known vulnerabilities" in found.stdout or "not checked" in found.stdout


def test_a_service_that_is_away_is_said_and_is_no_failure() -> None:
    found = audited("http://127.0.0.1:9/v1/query")
    assert found.returncode == 0
    assert "not checked" in found.stdout
