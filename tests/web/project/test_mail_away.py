"""A mail server that is away, and comes back: what was to go out waits and goes once, and nothing true waits for it."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tests.web.project.installation import Installation, free_port

DUE = (
    "from django.utils import timezone; from mingbai_web.jobs.models import Job, State\n"
    "Job.objects.filter(state=State.WAITING).update(due_at=timezone.now())"
)


class Post(socketserver.ThreadingTCPServer):
    """A mail server on this machine, which keeps what it took; `refuses` begins with an answer that it cannot now."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, port: int, *, refuses: bool) -> None:
        super().__init__(("127.0.0.1", port), Talk)
        self.refuses, self.taken = refuses, list[str]()


class Talk(socketserver.StreamRequestHandler):
    """One conversation of SMTP."""

    server: Post

    def handle(self) -> None:
        if self.server.refuses:
            self.says("421 try again later")
            return
        self.says("220 ready")
        while line := self.rfile.readline().decode().strip():
            word = line.split()[0].upper()
            if word == "DATA":
                self.says("354 go on")
                mail = b""
                while (part := self.rfile.readline()) != b".\r\n":
                    mail += part
                self.server.taken.append(mail.decode())
            self.says("221 bye" if word == "QUIT" else "250 ok")
            if word == "QUIT":
                return

    def says(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def post(port: int, *, refuses: bool = False) -> Iterator[list[str]]:
    """Serve mail while the block runs; what was taken is in the list."""
    with Post(port, refuses=refuses) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server.taken
        finally:
            server.shutdown()
            thread.join()


def test_what_was_to_be_mailed_while_the_server_was_away_goes_out_once_when_it_is_back(
    office: Installation,
) -> None:
    port = free_port()
    office.settings |= {"MINGBAI_EMAIL": f"smtp://127.0.0.1:{port}", "MINGBAI_SEAL_TO": "archive@example.cn"}
    away = office.run("worker", "--once")
    assert "Traceback" not in away.stderr
    assert "archive@example.cn" not in away.stderr
    assert len(list((office.home / "seals").glob("*.txt"))) == 1, "the day is sealed all the same"
    with post(port, refuses=True) as taken:
        office.python(DUE)
        office.run("worker", "--once")
        assert taken == []
    assert office.run("worker", "--status").stdout.splitlines()[0].count(" 1"), "one waits"
    with post(port) as taken:
        for _ in range(3):
            office.python(DUE)
            office.run("worker", "--once")
    assert len(taken) == 1
    assert "archive@example.cn" in taken[0]
    assert "全部相符" in office.run("verify").stderr
