"""Drafting a paper, drafting it anew, putting files into it, submitting it to its chain, voiding it."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from mingbai.errors import MingbaiError
from mingbai.text.words import Words
from mingbai_web.accounts import queries as accounts
from mingbai_web.accounts.permissions import Forbidden, require
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.ledger.subjects import Subject, new_id
from mingbai_web.papers import enclosing
from mingbai_web.papers.entering import Opened, gives, lives, opened, plain, retried
from mingbai_web.papers.keeping import keep, kept
from mingbai_web.papers.letters import Enclosure, Letter
from mingbai_web.papers.lint import missing
from mingbai_web.papers.paper import OutOfTurn, Paper, State
from mingbai_web.papers.queries import chain_on, delegations
from mingbai_web.papers.services.series import void_number

__all__ = ["Lacking", "draft", "enclose", "redraft", "submit", "unenclose", "void", "whole"]


class Lacking(MingbaiError):
    """A letter that lacks what it has to carry."""


@transaction.atomic
def draft(
    *,
    letter: Letter,
    about: Subject,
    body: UUID,
    by: Viewer,
    now: datetime,
    party: UUID | None = None,
    key: str | None = None,
) -> UUID:
    """Draft a paper about something in the name of *body*; return its id, of the first draft where *key* comes again.

    *party* is whom it is written to or about: its words are sealed under that party's key and erased with it.
    """
    require(by, "papers.draft")
    if body not in by.bodies:
        raise Forbidden("本岗位不为这个机关办理", "this seat does not serve that body")
    if (before := retried(key)) is not None:
        return before
    enclosing.hold(letter, gives(letter))
    id = new_id()
    content, commitment = keep(letter, paper=id, party=party)
    made = Opened(id, Paper(body=body), "", by, now, key)
    outcome = letter.outcome
    made.add(
        "drafted",
        {
            "paper": letter.kind,
            "body": body,
            "about_kind": about.kind,
            "about": about.id,
            "party": party,
            "content": content,
            "commitment": commitment,
            "gives": gives(letter),
            "outcome": outcome.key if outcome else "",
            "parts": [part.ending for part in letter.parts],
        },
    )
    return id


@transaction.atomic
def redraft(
    *,
    paper: UUID,
    letter: Letter,
    by: Viewer,
    seen: str,
    now: datetime,
    reason: str = "",
    key: str | None = None,
) -> str:
    """Put another version in the place of the draft: what was signed of the one before falls. Return the new head."""
    made = opened(paper, by=by, permission="papers.draft", seen=seen, now=now, key=key)
    if retried(key):
        return made.head
    if letter.kind != made.paper.kind:
        raise OutOfTurn("不能改成另一种文书", "it cannot become a paper of another kind")
    enclosing.hold(letter, gives(letter))
    content, commitment = keep(letter, paper=paper, party=made.paper.party)
    outcome = letter.outcome
    made.add(
        "redrafted",
        {
            "content": content,
            "commitment": commitment,
            "gives": gives(letter),
            "outcome": outcome.key if outcome else "",
            "parts": [part.ending for part in letter.parts],
            "reason": plain(reason),
        },
    )
    return made.head


@transaction.atomic
def enclose(
    *,
    paper: UUID,
    files: Sequence[Enclosure],
    by: Viewer,
    seen: str,
    now: datetime,
    key: str | None = None,
) -> str:
    """Put *files*, which are kept already, after those that the draft encloses: another version. Return the new head.

    Raises as `redraft`, and `NotEnclosed`, `BadFile` for too many.
    """
    made = opened(paper, by=by, permission="papers.draft", seen=seen, now=now, key=key)
    if retried(key):
        return made.head
    letter = _letter(made.paper)
    return redraft(
        paper=paper,
        letter=replace(letter, files=(*letter.files, *files)),
        reason=f"附上文件{len(files)}个",
        by=by,
        seen=seen,
        now=now,
        key=key,
    )


@transaction.atomic
def unenclose(
    *,
    paper: UUID,
    files: Collection[UUID],
    by: Viewer,
    seen: str,
    now: datetime,
    key: str | None = None,
) -> str:
    """Take *files* away from what the draft encloses: another version. Return the new head.

    The versions before keep them, as they keep their text. Raises as `redraft`, and `NotEnclosed` for a file it does not enclose.
    """
    made = opened(paper, by=by, permission="papers.draft", seen=seen, now=now, key=key)
    if retried(key):
        return made.head
    letter = _letter(made.paper)
    left = tuple(each for each in letter.files if each.file not in files)
    if not files or len(left) + len(set(files)) != len(letter.files):
        raise enclosing.NotEnclosed("没有附上这个文件", "this file is not enclosed")
    return redraft(
        paper=paper,
        letter=replace(letter, files=left),
        reason=f"撤下文件{len(letter.files) - len(left)}个",
        by=by,
        seen=seen,
        now=now,
        key=key,
    )


@transaction.atomic
def submit(
    *,
    paper: UUID,
    by: Viewer,
    seen: str,
    now: datetime,
    delegation: UUID | None = None,
    key: str | None = None,
) -> str:
    """Submit the draft to the chain of the day, or to the one of a standing delegation. Return the new head.

    The chain is fixed now: what is set later does not touch it. Raises `Lacking` for a letter that may not go out as it is,
    `OutOfTurn` for a chain that names a seat which is closed.
    """
    made = opened(paper, by=by, permission="papers.draft", seen=seen, now=now, key=key)
    if retried(key):
        return made.head
    lives(made, made.today)
    whole(made)
    if delegation is None:
        chain, document = chain_on(made.body, made.paper.kind, made.today), ""
    else:
        found = {
            each.id: each for each in delegations(made.body, made.paper.kind, made.paper.outcome, made.today)
        }
        if delegation not in found:
            raise OutOfTurn("没有可以适用的授权", "no standing delegation covers this paper")
        chain, document = found[delegation], found[delegation].document
    for step in chain.steps:
        if step.seat and not (seat := accounts.seat(UUID(step.seat))).open_on(made.today):
            raise OutOfTurn(
                f"审批流程的“{step.name}”写明的岗位“{seat.name}”已经撤销：请系统管理员在“审批流程”中改设",
                f"the seat {seat.name} of the step {step.name} is closed: the system administrator changes the chain",
            )
    steps = [step.said() for step in chain.steps]
    made.add("submitted", {"chain": chain.id, "steps": steps, "delegation": document})
    return made.head


@transaction.atomic
def void(*, paper: UUID, reason: str, by: Viewer, seen: str, now: datetime, key: str | None = None) -> str:
    """Void a paper that has not gone out; a number it took is put on record as voided. Return the new head."""
    made = opened(paper, by=by, permission="papers.see", seen=seen, now=now, key=key)
    if retried(key):
        return made.head
    by.require("papers.sign" if made.paper.state is State.SIGNED else "papers.draft")
    said = plain(reason)
    made.add("voided", {"reason": said})
    if made.paper.number and made.paper.series is not None:
        void_number(
            series=made.paper.series,
            number=made.paper.number,
            paper=paper,
            reason=said,
            by=by.hand(made.body),
            now=now,
        )
    return made.head


def whole(made: Opened, letter: Letter | None = None) -> Letter:
    """Return the letter of the paper. Raises `Lacking` with what it has to carry and does not."""
    found = letter or _letter(made.paper)
    enclosing.there(found)
    if wanting := missing(found):
        zh = "；".join(words.zh for words in wanting[:3])
        en = "; ".join(words.en for words in wanting[:3])
        raise Lacking(f"还不能送审：{zh}", f"not yet: {en}")
    return found


def _letter(paper: Paper) -> Letter:
    if paper.content is None:
        raise Lacking(*Words("文书没有正文", "the paper has no text"))
    return kept(paper.content, paper.commitment)
