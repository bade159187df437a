"""Two officers act on one thing at the same moment, each in a browser of their own, on a server with several processes."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from tests.web.project.installation import Installation
from tests.web.project.manned import Answer, Browser

Manned = tuple[Installation, dict[str, Any]]


def together(*deeds: Callable[[], Answer]) -> list[Answer]:
    """Do the deeds at the same moment."""
    ready = Barrier(len(deeds))

    def one(deed: Callable[[], Answer]) -> Answer:
        ready.wait()
        return deed()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(one, deeds))


def won(answers: list[Answer]) -> tuple[list[Answer], list[Answer]]:
    """Return who won and who was told."""
    return [each for each in answers if each.status == 200], [each for each in answers if each.status == 422]


def test_of_two_who_act_on_one_case_one_wins_and_the_other_sees_what_changed_and_keeps_what_was_typed(
    manned: Manned,
) -> None:
    office, there = manned
    with office.serving("--workers", "2", "--no-worker") as server:
        first, second = (Browser(server.port).signed_in(name) for name in ("jingban", "jingban2"))
        for case in there["cases"]:
            note, search = (
                first.get(f"/office/cases/{case}/note/"),
                second.get(f"/office/cases/{case}/search/"),
            )
            answers = together(
                lambda page=note: first.send(page, text="甲写的一段话"),
                lambda page=search: second.send(
                    page, where="乙查的库房", how="乙用的关键词", found="no", confirm="1"
                ),
            )
            _, (loser,) = won(answers)
            told = loser.says()
            assert "刚刚有人办过一步" in told
            other, typed = (("内部备注", "乙查的库房"), ("检索", "甲写的一段话"))[loser is answers[0]]
            assert other in told, told
            assert ("经一帆", "荆禾")[loser is answers[0]] in told
            assert typed in loser.text
            again = (first if loser is answers[0] else second).send(loser, confirm="1")
            assert again.status == 200, again.says()
            shown = first.get(f"/office/cases/{case}/").says()
            assert shown.count("甲写的一段话") == shown.count("乙查的库房") == 1
    assert "全部相符" in office.run("verify").stderr
