"""Files: sealed in the vault before their row, stored once in a case, handed out safely, gone with their party."""

import os
import time
from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import RequestFactory

from mingbai_web.accounts.access import NoReason
from mingbai_web.accounts.models import Read
from mingbai_web.accounts.permissions import Forbidden
from mingbai_web.accounts.roles import Role
from mingbai_web.files import guards, proof, queries, services, views
from mingbai_web.files.examining import Examined, Marked
from mingbai_web.files.models import File
from mingbai_web.files.vault import Folder, Missing, public, vault
from mingbai_web.ledger import queries as ledger
from mingbai_web.ledger import verification
from mingbai_web.ledger.models import Entry
from mingbai_web.ledger.subjects import Subject
from mingbai_web.parties import keys
from mingbai_web.parties import queries as known
from mingbai_web.parties import services as parties
from mingbai_web.parties.ciphers import Unopened
from mingbai_web.parties.keys import KeyGone
from tests.web.files.making import jpeg, pdf, png
from tests.web.parties.making import NOW, OTHER_BODY, seat, taken

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _guarded() -> Iterator[None]:
    guards.declare("thing", lambda subject, viewer: viewer.role is not Role.COUNSEL)
    yield
    guards._DECLARED.pop("thing")


@pytest.fixture
def case() -> Subject:
    return Subject("thing", uuid4())


def stored(case: Subject, data: bytes | None = None, **given: object) -> File:
    arguments: dict[str, object] = {
        "purpose": "attachment",
        "name": "王小满的附件.txt",
        "by": seat(),
        "now": NOW,
    }
    return services.store(data or "请公开临水路改造方案".encode(), subject=case, **{**arguments, **given})  # type: ignore[arg-type]


def test_what_was_stored_is_opened_by_who_may_see_the_case(case: Subject) -> None:
    row = stored(case)
    opened = queries.open(row.id, seat(), now=NOW)
    assert (opened.name, opened.data.decode(), opened.type.key) == (
        "王小满的附件.txt",
        "请公开临水路改造方案",
        "text",
    )


def test_neither_content_nor_name_stands_in_the_open_on_disk_in_the_database_or_in_acts(
    case: Subject,
) -> None:
    row = stored(case, party=taken())
    on_disk = b"".join(path.read_bytes() for path in vault().root.rglob("*") if path.is_file())
    names = " ".join(str(path) for path in vault().root.rglob("*"))
    rows = repr([{**each, "name": bytes(each["name"])} for each in File.objects.values()]) + repr(
        list(Entry.objects.values())
    )
    for secret in ("临水路", "王小满", "附件.txt"):
        assert secret.encode() not in on_disk
        assert secret not in names + rows
        assert repr(secret.encode())[2:-1] not in rows
    assert str(row.id) not in names


def test_the_act_says_what_was_stored_without_its_name_and_binds_its_content(case: Subject) -> None:
    party = taken()
    row = stored(case, party=party)
    (entry,) = ledger.entries("file", row.id)
    facts = entry.read()
    assert {name: facts[name] for name in ("type", "purpose", "of_kind", "of", "party", "screened")} == {
        "type": "text",
        "purpose": "attachment",
        "of_kind": "thing",
        "of": case.id,
        "party": party,
        "screened": "text",
    }
    assert facts["size"] == len("请公开临水路改造方案".encode())
    assert list(verification.verify()) == []
    assert list(proof.verify()) == []


def test_the_bytes_are_there_for_their_owner_alone_before_the_row(case: Subject) -> None:
    row = stored(case)
    (path,) = vault().root.rglob(row.place)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_the_same_bytes_are_stored_once_in_a_case_and_apart_in_another(case: Subject) -> None:
    first, again = stored(case), stored(case, name="另一个名字.txt")
    other = stored(Subject("thing", uuid4()))
    assert first.id == again.id
    assert other.id != first.id
    assert other.same != first.same
    assert len(ledger.entries("file", first.id)) == 1
    assert (
        stored(case, purpose="scan", data=png()).id
        != stored(case, purpose="identity", data=png(), party=taken()).id
    )


def test_a_store_that_is_taken_back_leaves_bytes_that_the_sweep_removes_and_no_others(case: Subject) -> None:
    kept = stored(case)
    with transaction.atomic():
        lost = stored(case, b"taken back")
        transaction.set_rollback(True)
    assert vault().has(lost.place)
    assert services.sweep(older=3_600) == 0
    services.sweep(older=-5)
    assert not vault().has(lost.place)
    assert vault().has(kept.place)


def test_a_database_that_knows_of_no_file_sweeps_none(case: Subject) -> None:
    with transaction.atomic():
        lost = stored(case, b"of another database")
        transaction.set_rollback(True)
    assert services.sweep(older=-5) == 0
    assert vault().has(lost.place)


def test_files_of_an_erased_party_are_read_by_nobody_and_swept(case: Subject) -> None:
    party = taken()
    row = stored(case, png(), purpose="identity", party=party)
    bytes_before = vault().get(row.place)
    parties.erase(
        party=party, by=seat(Role.WORKING_BODY_HEAD), reason="申请人要求", now=NOW, seen=known.head(party)
    )
    keys.store().destroy([party])
    assert bytes_before == vault().get(row.place)
    with pytest.raises(KeyGone):
        queries.open(row.id, seat(), now=NOW, reason="核对身份")
    assert list(proof.verify()) == []
    assert services.sweep(older=-5) >= 1
    with pytest.raises(Missing):
        vault().get(row.place)
    assert list(verification.verify()) == []


def test_an_identity_is_opened_only_with_a_reason_which_goes_on_record_first(case: Subject) -> None:
    party = taken()
    row = stored(case, jpeg(), purpose="identity", party=party)
    with pytest.raises(NoReason):
        queries.open(row.id, seat(), now=NOW)
    with pytest.raises(Forbidden):
        queries.open(row.id, seat(Role.DEPARTMENT_HEAD), now=NOW, reason="核对身份")
    assert not Read.objects.exists()
    queries.open(row.id, seat(), now=NOW, reason="核对身份")
    (read,) = Read.objects.all()
    assert (read.party, read.reason) == (party, "核对身份")


def test_who_may_not_see_the_case_sees_no_file_of_it(case: Subject) -> None:
    row = stored(case)
    for viewer in (seat(Role.COUNSEL), seat(Role.REGISTRAR, OTHER_BODY)):
        with pytest.raises(queries.NoFile):
            queries.open(row.id, viewer, now=NOW)
        assert queries.listed(case, viewer) == []
    for role in (Role.SUPERVISOR, Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN, Role.SECURITY_ADMIN, Role.COMPILER):
        with pytest.raises(Forbidden):
            queries.open(row.id, seat(role), now=NOW)
    unguarded = stored(Subject("other", uuid4()))
    with pytest.raises(queries.NoFile):
        queries.open(unguarded.id, seat(), now=NOW)


def test_who_may_not_store_is_refused_and_so_is_another_bodys_party(case: Subject) -> None:
    with pytest.raises(Forbidden):
        stored(case, by=seat(Role.SUPERVISOR))
    with pytest.raises(Forbidden):
        stored(case, by=seat(Role.REGISTRAR, OTHER_BODY), party=taken())
    with pytest.raises(Forbidden):
        stored(case, body=OTHER_BODY)


def test_a_list_of_files_names_none_and_says_which_nobody_has_read(case: Subject) -> None:
    stored(case)
    stored(case, pdf(), purpose="scan")
    stored(case, jpeg(), purpose="identity", party=taken())
    found = queries.listed(case, seat())
    assert [(each.purpose.zh, each.screened, each.needs_reason) for each in found] == [
        ("附件", True, False),
        ("扫描件", True, False),
        ("身份证明", False, True),
    ]


def test_of_what_is_refused_for_its_marking_only_the_fact_is_kept(case: Subject) -> None:
    before = list(vault().root.rglob("*"))
    with pytest.raises(Marked):
        stored(case, "机密★10年\n临水路选址".encode(), name="选址方案.txt")
    (entry,) = Entry.objects.filter(kind="file_refused")
    assert entry.read() == {"rule": "secret/starred", "purpose": "attachment"}
    assert list(vault().root.rglob("*")) == before
    assert "临水路" not in repr(list(Entry.objects.values()))
    assert not File.objects.exists()


def test_bytes_altered_cut_gone_or_put_in_anothers_place_are_seen(case: Subject) -> None:
    rows = [stored(case, f"文件{number}".encode()) for number in range(5)]
    paths = [next(vault().root.rglob(row.place)) for row in rows]
    said = [path.read_bytes() for path in paths]
    paths[0].write_bytes(said[0][:-1] + bytes([said[0][-1] ^ 1]))
    paths[1].write_bytes(said[1][:20])
    paths[2].unlink()
    paths[3].write_bytes(said[4])
    assert {fault.at for fault in proof.verify()} == {f"file/{row.id}" for row in rows[:4]}
    for row, error in ((rows[0], Unopened), (rows[1], Unopened), (rows[2], Missing), (rows[3], Unopened)):
        with pytest.raises(error):
            queries.open(row.id, seat(), now=NOW)


def test_a_file_put_with_another_case_made_something_else_or_forgotten_is_seen(case: Subject) -> None:
    moved, made, forgotten = (stored(case, f"文件{number}".encode()) for number in range(3))
    File.objects.filter(id=moved.id).update(of=uuid4())
    File.objects.filter(id=made.id).update(purpose="scan")
    File.objects.filter(id=forgotten.id).delete()
    assert {fault.at for fault in proof.verify()} == {f"file/{each.id}" for each in (moved, made, forgotten)}


@pytest.mark.parametrize(
    "name",
    [
        "",
        "..",
        "../keys/master.json",
        "/etc/passwd",
        "a" * 31,
        "A" * 32,
        "0" * 31 + "/",
        "0" * 32 + "\n",
        "0\0" * 16,
    ],
)
def test_no_name_leads_out_of_the_vault(name: str) -> None:
    for ask in (vault().get, vault().has, vault().remove):
        with pytest.raises(Missing):
            ask(name)


def test_a_link_in_the_vault_is_not_followed(tmp_path) -> None:  # type: ignore[no-untyped-def]
    folder = Folder(tmp_path / "vault")
    name = folder.put(b"x")
    path = next(folder.root.rglob(name))
    path.unlink()
    (tmp_path / "secret").write_bytes(b"secret")
    os.symlink(tmp_path / "secret", path)
    with pytest.raises(Missing):
        folder.get(name)


def test_the_public_store_is_another_folder_and_nothing_is_stored_in_it(case: Subject) -> None:
    before = set(public().names(before=time.time() + 60))
    stored(case)
    assert not public().root.is_relative_to(vault().root)
    assert set(public().names(before=time.time() + 60)) == before


def test_a_disk_that_is_full_leaves_no_row_and_no_piece_of_a_file(
    case: Subject, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    before = sorted(path.name for path in vault().root.rglob("*") if path.is_file())
    examined = services.receive(b"x", name="x", purpose="attachment", by=seat(), now=NOW)
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            services.store_examined(examined, subject=case, by=seat(), now=NOW)
    assert sorted(path.name for path in vault().root.rglob("*") if path.is_file()) == before
    assert not File.objects.exists()


def test_a_file_is_sent_to_be_saved_and_not_shown(case: Subject, rf: RequestFactory) -> None:
    row = stored(case, name='a"\r\nX: y𬱟.html')
    request = rf.get("/")
    request.viewer = seat()  # type: ignore[attr-defined]
    response = views.download(request, row.id)
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "X" not in {name for name, _ in response.items()}


def test_the_page_asks_why_before_an_identity_is_sent(case: Subject, rf: RequestFactory) -> None:
    row = stored(case, jpeg(), purpose="identity", party=taken())
    asked = rf.get("/")
    told = rf.post("/", {"reason": "核对身份"})
    silent = rf.post("/", {"reason": " "})
    for request in (asked, told, silent):
        request.viewer = seat()  # type: ignore[attr-defined]
        request.session = {}  # type: ignore[assignment]
    assert views.download(told, row.id).content == jpeg()
    for request in (asked, silent):
        page = views.download(request, row.id).content.decode()
        assert "查看理由" in page
        assert "filename" not in page
    assert Read.objects.count() == 1


def test_an_examined_file_never_shows_its_content(case: Subject) -> None:
    examined = services.receive(
        "临水路".encode(), name="王小满.txt", purpose="attachment", by=seat(), now=NOW
    )
    assert isinstance(examined, Examined)
    assert "王小满" not in repr(examined)
    assert "临水路" not in repr(examined)
