"""What an applicant may do against a reply or against silence: reconsideration first or a free choice, and until when.

Since 2024-01-01 a refusal under 条例第十四至十六条 goes to reconsideration before it may go to court (复议法第二十三条), and the
reply has to say so. Whether silence does is not settled; both ways are then shown.
"""

from dataclasses import dataclass
from datetime import date

from mingbai.deadlines import Limit, falls_due
from mingbai.errors import NotInForce, Refused
from mingbai.outcomes import endings
from mingbai.statutes import Ground, Law
from mingbai.text.words import Words
from mingbai.workdays import Workdays

__all__ = ["NO_REPLY", "Remedy", "remedy"]

NO_REPLY = "no_reply"
_GIVEN = ("granted", "partly_granted")


@dataclass(frozen=True, slots=True)
class Remedy:
    """The remedies against a reply: `review_first` is None where that is not settled; `sue` None where review comes first.

    `notice` is what the reply has to tell the applicant.
    """

    review_first: bool | None
    reconsider: Limit
    sue: Limit | None
    notice: Words
    grounds: tuple[Ground, ...]

    @property
    def limits(self) -> tuple[tuple[Words, Limit], ...]:
        """Return what may be done and until when, in the order in which it is to be done."""
        first = "应当先申请行政复议，最后一日" if self.review_first else "申请行政复议，最后一日"
        first_en = (
            "reconsideration comes first: last day" if self.review_first else "reconsideration: last day"
        )
        told = [(Words(first, first_en), self.reconsider)]
        if self.sue is not None:
            told.append((Words("提起行政诉讼，最后一日", "a suit before the court: last day"), self.sue))
        return tuple(told)


def remedy(
    served: date, outcome: str, *, withheld: str | None = None, law: Law, calendar: Workdays
) -> Remedy:
    """Return the remedies against a reply with *outcome*, a row of the applications table, served on *served*.

    `no_reply` is silence; *served* is then the day on which the reply was due. A part refused is judged by the row
    *withheld*; without it, review first is not settled. Raises `Refused` for an unknown row, `NotInForce` before the law.
    """
    regulation = law.instruments["条例-2007"]
    if served < regulation.since:
        raise NotInForce(
            f"{served} 早于 {regulation.since}：《{regulation.title.zh}》还没有施行",
            f"{served} is before {regulation.since}, when the Regulation came into force",
        )
    rows = {ending.rows["2021"] for ending in endings().values()}
    _known(outcome, rows | {NO_REPLY}, "outcome")
    if withheld is not None:
        if outcome != "partly_granted":
            raise Refused(
                "只有部分公开（partly_granted）才有不予公开的部分（《政府信息公开条例》第三十七条）",
                "only a reply that is partly_granted withholds a part (Regulation, art. 37)",
            )
        _known(withheld, rows - set(_GIVEN), "withheld")
    silent = outcome == NO_REPLY
    first, ground = _silence(served, law) if silent else _reply(served, outcome, withheld, law)
    kinds = ("silence_reconsideration", "silence_litigation") if silent else ("reconsideration", "litigation")
    reconsider = falls_due(kinds[0], served, law=law, calendar=calendar)
    sue = None if first else falls_due(kinds[1], served, law=law, calendar=calendar)
    grounds = [ground, reconsider.version.ground]
    if not silent and (scope := law.find("review_first_scope", served)) is not None:
        grounds.insert(1, scope.ground)
    if sue is not None:
        grounds.append(sue.version.ground)
    else:
        grounds.append(law.on("litigation_after_reconsideration", served).ground)
    rolled = law.on("rest_day", served).ground
    if reconsider.due != reconsider.nominal or (sue is not None and sue.due != sue.nominal):
        grounds.append(rolled)
    return Remedy(
        first, reconsider, sue, _notice(first, served, law, silent=silent), tuple(dict.fromkeys(grounds))
    )


def _reply(served: date, outcome: str, withheld: str | None, law: Law) -> tuple[bool | None, Ground]:
    scope = law.on("review_first", served)
    rows = scope.value if isinstance(scope.value, tuple) else ()
    if not rows:
        return False, scope.ground
    if outcome == "partly_granted" and withheld is None:
        return None, scope.ground
    return (withheld or outcome) in rows, scope.ground


def _silence(served: date, law: Law) -> tuple[bool | None, Ground]:
    rule = law.on("review_first_silence", served)
    return {"free": False, "review-first": True}.get(str(rule.value)), rule.ground


def _notice(first: bool | None, served: date, law: Law, *, silent: bool) -> Words:
    """Return the paragraph on remedies; periods and articles are those in force on the day of service."""
    days = law.on("reconsideration", served).number
    months = law.on("litigation", served).number
    after = law.on("litigation_after_reconsideration", served).number
    zh_from = "自答复期限届满之日起" if silent else "自收到本答复之日起"
    en_from = "the end of the period to reply" if silent else "receiving this reply"
    by = law.on("reconsideration", served).ground.words
    suit = law.on("litigation_after_reconsideration" if first else "litigation", served).ground.words
    if first:
        return Words(
            f"如不服，应当{zh_from}{days}日内先向有管辖权的行政复议机关（写明名称）申请行政复议；对行政复议决定仍不服的，"
            f"可以自收到决定书之日起{after}日内向有管辖权的人民法院提起行政诉讼（{by.zh}、{suit.zh}）。",
            f"Apply to the competent reconsideration organ (to be named) within {days} days of {en_from} first; against its "
            f"decision a suit may be brought before the competent court within "
            f"{after} days ({by.en}; {suit.en}).",
        )
    choice = Words(
        f"如不服，可以{zh_from}{days}日内向有管辖权的行政复议机关（写明名称）申请行政复议，或者{months}个月内"
        f"向有管辖权的人民法院提起行政诉讼（{by.zh}、{suit.zh}）。",
        f"Apply to the competent reconsideration organ (to be named) within {days} days of {en_from}, or bring a suit before "
        f"the competent court within {months} months ({by.en}; {suit.en}).",
    )
    if first is None:
        return Words(
            choice.zh + "是否应当先申请行政复议尚无定论，建议先申请行政复议。",
            choice.en
            + " Whether reconsideration must come first is not settled: applying for it first is advised.",
        )
    return choice


def _known(row: str, rows: set[str], option: str) -> None:
    if row not in rows:
        among = sorted(rows)
        raise Refused(
            f"{option} 没有 {row} 这一行（可选：{'、'.join(among)}）",
            f"{option}: there is no row {row} (known: {', '.join(among)})",
        )
