"""The same work over many files: found, in order, and not ended by a bad one."""

import gzip
import io
import os
import pickle
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from mingbai.batch import Broke, Done, Limits, run
from mingbai.batch import job as jobs_module
from mingbai.batch.auditing import Auditing, Keep
from mingbai.batch.places import find
from mingbai.cli.examples import base
from mingbai.errors import NotAReport, TooLarge, Unreadable
from tests.core.batch_works import Misbehaving
from tests.house.tree import ROOT

POSIX = pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals and links")
QUICK = Limits(seconds=2, memory=3 * 1024**3)


def done(paths: list[Path], **options: object) -> list[Done[str]]:
    return list(run([str(path) for path in paths], Misbehaving(), **options))  # type: ignore[arg-type]


def write(folder: Path, **files: str) -> Path:
    for name, content in files.items():
        (folder / f"{name}.txt").write_text(content, encoding="utf-8")
    return folder


def names(found: list[Done[str]]) -> list[str]:
    return [Path(one.name).name for one in found]


def test_a_folder_is_searched_to_the_bottom_in_the_order_of_names(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    write(tmp_path, a="1", c="3")
    write(tmp_path / "b", x="2")
    assert [one.value for one in done([tmp_path])] == ["1", "2", "3"]


def test_hidden_files_are_left_alone_and_pictures_are_skipped(tmp_path: Path) -> None:
    write(tmp_path, a="1")
    (tmp_path / ".git").mkdir()
    write(tmp_path / ".git", config="no")
    (tmp_path / ".DS_Store").write_bytes(b"x")
    (tmp_path / "logo.PNG").write_bytes(b"x")
    found = done([tmp_path])
    assert names(found) == ["a.txt", "logo.PNG"]
    assert [one.skipped for one in found] == [False, True]


@POSIX
def test_links_that_go_in_circles_are_followed_once(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    write(tmp_path / "in", a="1")
    (tmp_path / "in" / "round").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "in" / "again.txt").symlink_to(tmp_path / "in" / "a.txt")
    assert [one.value for one in done([tmp_path])] == ["1"]


def test_a_file_given_twice_is_done_once(tmp_path: Path) -> None:
    write(tmp_path, a="1")
    assert len(done([tmp_path / "a.txt", tmp_path, tmp_path / "a.txt"])) == 1


def test_what_is_no_report_counts_as_skipped_when_met_and_as_failed_when_named(tmp_path: Path) -> None:
    write(tmp_path, a="novel")
    assert [(one.skipped, one.named) for one in done([tmp_path])] == [(True, False)]
    assert [(one.skipped, one.named) for one in done([tmp_path / "a.txt"])] == [(False, True)]


def test_a_path_that_does_not_exist_is_a_failure_and_not_the_end(tmp_path: Path) -> None:
    write(tmp_path, a="1")
    missing, good = done([tmp_path / "none.html", tmp_path / "a.txt"])
    assert isinstance(missing.error, Unreadable)
    assert missing.named
    assert good.value == "1"


def test_a_file_beyond_the_limit_is_refused_without_being_read(tmp_path: Path) -> None:
    huge = tmp_path / "huge.html"
    with huge.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    (one,) = done([huge])
    assert isinstance(one.error, TooLarge)
    assert "200 MB" in one.error.zh
    assert "\n" not in one.error.en


def test_the_limit_holds_for_what_does_not_say_its_size(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 20)
    with pytest.raises(TooLarge):
        jobs_module.load(str(tmp_path / "a.txt"), most=10)


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("word", ["deep", "defect", "greedy"])
def test_work_that_breaks_on_a_file_fails_that_file_alone(tmp_path: Path, word: str, jobs: int) -> None:
    write(tmp_path, a="1", b=word, c="3")
    found = done([tmp_path], jobs=jobs)
    assert [one.value for one in found] == ["1", None, "3"]
    assert isinstance(found[1].error, Broke)
    assert not found[1].skipped


@POSIX
@pytest.mark.parametrize("word", ["killed", "gone"])
def test_a_process_that_dies_costs_one_file(tmp_path: Path, word: str) -> None:
    write(tmp_path, **{f"f{at:02}": str(at) for at in range(20)}, f07x=word)
    found = done([tmp_path], jobs=2)
    assert [one.value for one in found if one.error is None] == [str(at) for at in range(20)]
    assert [Path(one.name).stem for one in found if isinstance(one.error, Broke)] == ["f07x"]


@POSIX
def test_every_file_may_kill_its_process_and_the_batch_still_ends(tmp_path: Path) -> None:
    write(tmp_path, **{f"f{at}": "gone" for at in range(6)})
    assert all(isinstance(one.error, Broke) for one in done([tmp_path], jobs=2))


@POSIX
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_file_that_hangs_is_given_up_and_the_others_are_done(tmp_path: Path, jobs: int) -> None:
    write(tmp_path, a="1", b="hangs", c="3")
    found = done([tmp_path], jobs=jobs, limits=QUICK)
    assert [one.value for one in found] == ["1", None, "3"]
    assert "2" in str(found[1].error)


def test_results_come_in_the_order_given_from_any_number_of_processes(tmp_path: Path) -> None:
    write(tmp_path, **{f"f{at:03}": str(at) for at in range(150)})
    assert [one.value for one in done([tmp_path], jobs=3)] == [str(at) for at in range(150)]


def test_results_larger_than_a_pipe_pass_through_it(tmp_path: Path) -> None:
    write(tmp_path, **{f"f{at:02}": "x" * 1_000_000 for at in range(12)})
    assert {len(one.value or "") for one in done([tmp_path], jobs=2)} == {1_000_000}


def test_a_run_that_is_left_in_the_middle_leaves_no_process_behind(tmp_path: Path) -> None:
    import multiprocessing

    write(tmp_path, **{f"f{at:02}": "1" for at in range(40)})
    running: Iterator[Done[str]] = run([str(tmp_path)], Misbehaving(), jobs=2)
    next(running)
    running.close()  # type: ignore[attr-defined]
    assert not multiprocessing.active_children()


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
def test_when_the_command_is_killed_its_processes_end_too(tmp_path: Path) -> None:
    write(tmp_path, **{f"f{at:02}": "hangs" if at > 1 else "1" for at in range(6)})
    script = (
        "import sys\n"
        "from mingbai.batch import run\n"
        "from tests.core.batch_works import Misbehaving\n"
        "from multiprocessing import active_children\n"
        "running = run([sys.argv[1]], Misbehaving(nap=1.0), jobs=2)\n"
        "next(running)\n"
        "print(*(child.pid for child in active_children()), flush=True)\n"
        "list(running)\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))},
    )
    assert parent.stdout is not None
    children = parent.stdout.readline().split()
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert children
    for _ in range(100):
        left = [pid for pid in children if Path(f"/proc/{int(pid)}").exists() and not zombie(int(pid))]
        if not left:
            return
        time.sleep(0.2)
    raise AssertionError(left)


def zombie(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def zipped(**files: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in files.items():
            archive.writestr(f"{name}.txt", content)
    return held.getvalue()


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_archive_is_opened_one_member_at_a_time(tmp_path: Path, jobs: int) -> None:
    (tmp_path / "all.zip").write_bytes(zipped(a="1", b="novel", c="3"))
    found = done([tmp_path / "all.zip"], jobs=jobs)
    assert [one.value for one in found] == ["1", None, "3"]
    assert [one.skipped for one in found] == [False, True, False]


def test_the_names_in_a_zip_made_on_chinese_windows_are_read_as_gbk(tmp_path: Path) -> None:
    name = "青塘区2024年报.txt"
    raw = name.encode("gbk")
    stand_in = "x" * (len(raw) - len(".txt"))
    (tmp_path / "win.zip").write_bytes(zipped(**{stand_in: "1"}).replace(f"{stand_in}.txt".encode(), raw))
    (one,) = done([tmp_path / "win.zip"])
    assert one.name.endswith("win.zip/青塘区2024年报.txt")


def test_an_archive_is_known_by_how_it_begins_whatever_it_is_called(tmp_path: Path) -> None:
    (tmp_path / "download").write_bytes(zipped(a="1"))
    assert [one.value for one in done([tmp_path / "download"])] == ["1"]


def test_a_named_zip_without_a_report_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "none.zip").write_bytes(zipped(a="novel"))
    found = done([tmp_path / "none.zip"])
    assert isinstance(found[-1].error, NotAReport)
    assert found[-1].named
    assert not found[-1].skipped


def test_a_broken_zip_is_a_failure_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "cut.zip").write_bytes(zipped(a="1")[:40])
    (one,) = done([tmp_path / "cut.zip"])
    assert one.error is not None
    assert one.named


def record(address: str, body: bytes) -> bytes:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nContent-Type: application/http\r\n"
    )
    return f"{head}Content-Length: {len(http)}\r\n\r\n".encode() + http + b"\r\n\r\n"


@pytest.mark.parametrize("packed", [False, True])
def test_the_records_of_a_warc_that_are_no_reports_are_skipped(tmp_path: Path, packed: bool) -> None:
    content = record("http://a.example/1", b"1") + record("http://a.example/2", b"novel")
    path = tmp_path / ("crawl.warc.gz" if packed else "crawl.warc")
    path.write_bytes(gzip.compress(content) if packed else content)
    found = done([path])
    assert [(one.name, one.value, one.skipped) for one in found] == [
        ("http://a.example/1", "1", False),
        ("http://a.example/2", None, True),
    ]


def test_a_warc_without_any_report_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "crawl.warc").write_bytes(record("http://a.example/2", b"novel"))
    assert all(one.skipped for one in done([tmp_path / "crawl.warc"]))


def test_standard_input_is_one_more_file() -> None:
    (one,) = run(["-"], Misbehaving(), standard_input=lambda: b"given")
    assert (one.name, one.value, one.named) == ("-", "given", True)


def test_the_file_that_is_being_written_is_not_read(tmp_path: Path) -> None:
    write(tmp_path, a="1", out="old")
    assert [one.value for one in done([tmp_path], leave_out=str(tmp_path / "out.txt"))] == ["1"]


@pytest.mark.skipif(sys.platform != "linux", reason="needs a file system that takes any bytes as a name")
def test_a_file_name_in_gbk_is_shown_as_it_was_meant(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/" + "青塘区.txt".encode("gbk")
    Path(os.fsdecode(path)).write_text("1", encoding="utf-8")
    (one,) = done([tmp_path])
    assert one.name.endswith("青塘区.txt")
    assert one.value == "1"


@pytest.mark.skipif(sys.platform != "linux", reason="reads memory from /proc")
def test_memory_stays_flat_over_many_files(tmp_path: Path) -> None:
    def held() -> int:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")

    write(tmp_path, **{f"f{at:04}": "x" * 100_000 for at in range(1500)})
    running = run([str(tmp_path)], Misbehaving(), jobs=2)
    for _ in range(200):
        next(running)
    before = held()
    assert sum(1 for _ in running) == 1300
    assert held() - before < 20 * 1024 * 1024


@pytest.mark.parametrize("keep", ["findings", "counts", "whole"])
def test_an_audit_comes_out_of_another_process_as_it_went_in(keep: Keep) -> None:
    page = base().page
    assert page is not None
    audited = Auditing(keep=keep)(page.text.encode(), "a.txt", named=True)
    again = pickle.loads(pickle.dumps(audited))
    assert again == audited
    assert (again.audit.report.applications is not None) == (keep != "findings")


def test_a_file_named_after_its_folder_is_still_a_named_one(tmp_path: Path) -> None:
    (tmp_path / "空.html").write_bytes(b"")
    (tmp_path / "别的.html").write_bytes(b"")
    named = {job.name: job.named for job in find([str(tmp_path), str(tmp_path / "空.html")])}
    assert [Path(name).name for name, is_named in named.items() if is_named] == ["空.html"]
    assert len(named) == 2
