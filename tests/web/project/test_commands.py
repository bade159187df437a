"""The commands that run an installation, each a process of its own on a real database."""

import socket
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.web.project.installation import COMMAND, Installation, has_postgres

OURS = ("init", "serve", "worker", "backup", "restore", "move", "verify", "rebuild", "recover")


@pytest.mark.parametrize("name", OURS)
@pytest.mark.parametrize(("language", "example"), [("zh", "例："), ("en", "examples:")])
def test_help_of_our_commands_ends_with_an_example_in_either_language(
    name: str, language: str, example: str, capsys: pytest.CaptureFixture[str]
) -> None:
    from mingbai.cli import main

    assert main([name, "--help", "--lang", language]) == 0
    told = capsys.readouterr().out
    assert example in told
    assert told.strip().splitlines()[-1].startswith(f"  mingbai {name}")
    assert language == "zh" or told.isascii()


def test_the_list_of_commands_names_ours_and_the_core_does_without_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    from mingbai.cli import main

    main(["--help", "--lang", "en"])
    told = capsys.readouterr().out
    assert all(f"\n    {name} " in told for name in OURS)


def test_a_command_of_the_core_does_not_look_for_those_of_the_platform() -> None:
    code = (
        "import sys; from mingbai.cli import main\n"
        "main(['fee', 'items', '35'])\n"
        "sys.exit(' '.join({'importlib.metadata', 'mingbai_web', 'django'} & set(sys.modules)) or 0)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr


def test_without_the_parts_of_the_platform_one_line_says_what_to_install(office: Installation) -> None:
    code = (
        "import sys; sys.modules['granian'] = None; import importlib.util as util; find = util.find_spec\n"
        "util.find_spec = lambda name: None if name == 'granian' else find(name)\n"
        "from mingbai.cli import main; sys.exit(main(['verify', '--lang', 'en']))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr.count("\n")) == (2, "", 1)
    assert "pip install 'mingbai[web]'" in ran.stderr


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "arguments",
    [
        ["verify"],
        ["serve"],
        ["worker", "--status"],
        ["init", "--database", "nothing://nowhere"],
        ["serve", "--port", "many"],
        ["verify", "--wrong"],
    ],
)
def test_what_is_wrong_is_one_line_and_exit_2(
    fresh: Installation, arguments: list[str], language: str
) -> None:
    fresh.address = ""
    ran = fresh.run(*arguments, "--lang", language, code=2)
    assert ran.stdout == ""
    assert ran.stderr.count("\n") == 1, ran.stderr
    assert any("\u4e00" <= c <= "\u9fff" for c in ran.stderr) == (language == "zh")
    assert not fresh.home.exists()


def test_an_installation_has_a_secret_of_its_own_that_only_its_owner_reads(office: Installation) -> None:
    secret = office.home / "secret"
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    assert stat.S_IMODE(office.home.stat().st_mode) == 0o700
    assert len(secret.read_text().strip()) >= 50
    asked = "from django.conf import settings; print(settings.SECRET_KEY)"
    assert office.python(asked).strip() == secret.read_text().strip()


def test_what_an_installation_commits_waits_for_the_disk(office: Installation) -> None:
    asked = "SHOW synchronous_commit" if has_postgres() else "PRAGMA synchronous"
    said = office.python(
        "from django.db import connection\n"
        f"with connection.cursor() as cursor: cursor.execute({asked!r}); print(cursor.fetchone()[0])"
    )
    assert said.strip() in ("on", "2")


def test_a_second_init_changes_nothing_and_says_so(office: Installation) -> None:
    secret = (office.home / "secret").read_text()
    assert "没有改动" in office.run("init").stderr
    assert (office.home / "secret").read_text() == secret
    assert "全部相符" in office.run("verify").stderr


def test_init_makes_a_body_and_three_administrators_whose_first_passwords_open(fresh: Installation) -> None:
    told = fresh.run("init", "--body", "清河区人民政府", "--level", "county").stdout
    accounts = [line.split("\t")[1:] for line in told.splitlines() if "\t" in line]
    assert [name for name, _ in accounts] == ["sysadmin", "secadmin", "auditadmin"]
    assert len({password for _, password in accounts}) == 3
    opened = fresh.python(
        "from django.contrib.auth import get_user_model\n"
        f"for name, password in {accounts!r}:\n"
        "    print(get_user_model().objects.get(username=name).check_password(password))\n"
        "from mingbai_web.orgs.queries import bodies; from django.utils.timezone import localdate\n"
        "print([each.name for each in bodies(on=localdate())])"
    )
    assert opened.splitlines() == ["True", "True", "True", "['清河区人民政府']"]
    again = fresh.run("init", "--body", "清河区教育局").stdout
    assert "已有机关：清河区人民政府" in again
    assert "\t" not in again, "no password is told twice"


def test_an_administrator_who_lost_everything_is_let_in_again_from_the_machine(fresh: Installation) -> None:
    told = fresh.run("init", "--body", "清河区人民政府", "--level", "county").stdout
    first = next(line.split("\t")[2] for line in told.splitlines() if "secadmin" in line)
    password = fresh.run("recover", "secadmin").stdout.strip()
    assert password != first
    asked = (
        "from django.contrib.auth import get_user_model as users; from mingbai_web.ledger.models import Entry\n"
        "found = users().objects.get(username='secadmin')\n"
        f"print(found.check_password({password!r}), found.check_password({first!r}), found.must_change)\n"
        "print(Entry.objects.filter(kind='password_reset', source='system').count())"
    )
    assert fresh.python(asked).splitlines() == ["True False True", "1"]
    assert fresh.run("recover", "nobody", code=2).stderr.count("\n") == 1


def test_the_database_given_to_init_is_noted_for_the_commands_after_it(fresh: Installation) -> None:
    address, fresh.address = fresh.address or f"sqlite:///{fresh.home.parent / 'elsewhere.sqlite3'}", ""
    fresh.run("init", "--database", address)
    noted = fresh.home / "mingbai.env"
    assert noted.read_text() == f"MINGBAI_DATABASE={address}\n"
    assert stat.S_IMODE(noted.stat().st_mode) == 0o600
    fresh.run("verify")
    assert not (fresh.home / "mingbai.sqlite3").exists()


def test_an_installation_is_not_put_on_another_database_by_init_or_restore(
    filled: Installation, tmp_path: Path
) -> None:
    filled.run("backup", tmp_path / "b.zip")
    noted = filled.home / "mingbai.env"
    before = noted.read_text() if noted.exists() else None
    for command in (["init"], ["restore", tmp_path / "b.zip"]):
        ran = filled.run(*command, "--database", f"sqlite:///{tmp_path}/other.sqlite3", code=2)
        assert "mingbai move" in ran.stderr
        assert ran.stderr.count("\n") == 1
    assert not (tmp_path / "other.sqlite3").exists()
    assert (noted.read_text() if noted.exists() else None) == before
    assert "全部相符" in filled.run("verify").stderr


def test_a_folder_that_cannot_be_made_is_said_in_one_line(fresh: Installation, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for home in ("/proc/mingbai", tmp_path / "file"):
        fresh.home = Path(home)
        assert fresh.run("init", code=2).stderr.count("\n") == 1


def test_pages_are_served_until_it_is_told_to_stop(office: Installation) -> None:
    with office.serving("--workers", "1") as server:
        assert server.get("/no/such/page")[0] == 404
    assert server.process.returncode == 0, server.said
    assert f"http://127.0.0.1:{server.port}/" in server.said


def test_behind_a_proxy_that_is_not_counted_it_is_said_that_all_would_be_one_visitor(
    office: Installation,
) -> None:
    for proxies, is_said in (("0", True), ("1", False)):
        office.settings = {"MINGBAI_HTTPS": "1", "MINGBAI_PROXIES": proxies}
        with office.serving("--workers", "1", "--no-worker") as server:
            pass
        assert ("MINGBAI_PROXIES" in server.said) is is_said


def test_a_taken_port_is_said_in_one_line(office: Installation) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ran = office.run("serve", "--port", taken.getsockname()[1], "--lang", "en", code=2)
    assert "cannot listen on 127.0.0.1" in ran.stderr
    assert ran.stderr.count("\n") == 1


def test_nothing_is_served_with_the_secret_that_everybody_knows(office: Installation) -> None:
    (office.home / "secret").unlink()
    assert "没有自己的密钥" in office.run("serve", code=2).stderr


def test_a_database_that_is_not_there_is_said_in_one_line(office: Installation) -> None:
    office.address = (
        "postgresql://nobody@127.0.0.1:1/none"
        if has_postgres()
        else f"sqlite:///{office.home}/none/none.sqlite3"
    )
    for command in ("verify", "serve", "worker"):
        ran = office.run(command, code=2)
        assert ran.stderr.count("\n") == 1
        assert "数据库" in ran.stderr


def test_a_worker_is_told_to_end_and_ends(office: Installation) -> None:
    process = subprocess.Popen(
        [*COMMAND, "worker", "--home", str(office.home)],
        env=office.environment(),
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    assert "后台任务已开始" in process.stderr.readline()
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and not list(office.home.glob("seals/*.txt")):
        time.sleep(0.2)
    process.terminate()
    assert process.wait(30) == 0
    process.stderr.close()
    assert list(office.home.glob("seals/*.txt")), "the first thing a worker does is to seal what is missing"


def test_the_server_brings_its_worker_and_takes_it_along(office: Installation) -> None:
    with office.serving("--workers", "1"):
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and not list(office.home.glob("seals/*.txt")):
            time.sleep(0.2)
    assert list(office.home.glob("seals/*.txt"))
    (printed,) = office.home.glob("seals/*.txt")
    digest = office.run("verify", "--seal").stdout.split("\t")[1]
    assert digest in printed.read_text()


def test_a_new_demo_is_served_with_the_settings_that_it_was_made_with(fresh: Installation) -> None:
    code = (
        "from mingbai.cli import main; from django.conf import settings\n"
        f"assert main(['demo', '--home', {str(fresh.home)!r}, '--cases', '1', '--no-serve', '--quiet']) == 0\n"
        f"assert settings.SECRET_KEY == open({str(fresh.home / 'secret')!r}).read().strip()\n"
        "assert settings.DEMO and settings.MINGBAI_PASSWORD_DAYS == 3650\n"
        "assert settings.MINGBAI_SECOND_FACTOR == 'nobody'"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        env=fresh.environment(),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr


def test_who_named_no_folder_is_told_of_the_choice_of_folder_and_only_then_of_init(
    office: Installation, tmp_path: Path
) -> None:
    """The office is there, in a folder of another name: `init` here would make a second, empty one."""
    for language in ("zh", "en"):
        ran = subprocess.run(
            [*COMMAND, "backup", "b.zip", "--lang", language],
            cwd=tmp_path,
            env=office.environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert (ran.returncode, ran.stdout, ran.stderr.count("\n")) == (2, "", 1)
        assert str(tmp_path / "var") in ran.stderr
        assert 0 < ran.stderr.index("--home") < ran.stderr.index("mingbai init")
    assert not list(tmp_path.glob("b.zip"))


def test_a_demo_leaves_an_office_that_is_none_as_it_is(office: Installation) -> None:
    """A demo goes without second factors and with passwords that last for years: nothing for an office at work."""
    before = sorted(
        (path, path.read_bytes()) for path in office.home.iterdir() if path.name in ("mingbai.env", "secret")
    )
    ran = office.run("demo", "--no-serve", code=2)
    assert ran.stderr.count("\n") == 1
    assert "--home" in ran.stderr
    after = sorted(
        (path, path.read_bytes()) for path in office.home.iterdir() if path.name in ("mingbai.env", "secret")
    )
    assert after == before


def test_a_demo_in_a_new_folder_does_not_serve_the_office_that_is_in_the_database(
    filled: Installation, tmp_path: Path
) -> None:
    address = filled.address or f"sqlite:///{filled.home / 'mingbai.sqlite3'}"
    ran = Installation(tmp_path / "new", address).run("demo", "--no-serve", code=2)
    assert ran.stderr.count("\n") == 1
    assert "MINGBAI_DATABASE" in ran.stderr
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    "address",
    ["postgresql://nobody@127.0.0.1:1/none", "sqlite:////nowhere/at/all/none.sqlite3", "gopher://none"],
)
def test_a_demo_that_is_refused_its_database_leaves_nothing_behind(tmp_path: Path, address: str) -> None:
    there = tmp_path / "there"
    there.mkdir()
    for home in (tmp_path / "some" / "new", there):
        ran = Installation(home, address).run("demo", "--no-serve", code=2)
        assert "MINGBAI_DATABASE" in ran.stderr
    assert [path.name for path in tmp_path.rglob("*")] == ["there"]


def test_a_demo_that_is_refused_leaves_what_somebody_had_put_into_its_folder(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    Installation(tmp_path, "postgresql://nobody@127.0.0.1:1/none").run("demo", "--no-serve", code=2)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("notes.txt", "mine")]


def test_only_a_demonstration_goes_without_second_factors(office: Installation) -> None:
    ran = office.run("verify", code=2, MINGBAI_SECOND_FACTOR="nobody")
    assert "MINGBAI_SECOND_FACTOR" in ran.stderr
    assert ran.stderr.count("\n") == 1
    office.run("verify", MINGBAI_SECOND_FACTOR="nobody", MINGBAI_DEMO="1")
