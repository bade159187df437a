"""An application as it stands in a draft: every page as a form filled with what was typed, and what is still wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from mingbai.text.words import Words
from mingbai_web.intake.bodies import Choice
from mingbai_web.intake.details import IDENTITIES, Details
from mingbai_web.intake.drafts import Draft
from mingbai_web.intake.forms import (
    WAYS,
    ApplicantPage,
    BodyPage,
    JointRow,
    OthersPage,
    SoughtPage,
    WayPage,
    joint_rows,
)
from mingbai_web.intake.wording import TITLES
from mingbai_web.look.parts import Fact

__all__ = ["Fault", "Sheet", "after", "before", "kept_of", "sheet"]

_PAGES = tuple(TITLES)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that keeps an application from being sent, and on which page it is put right."""

    page: str
    says: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The pages of a draft as forms."""

    body: BodyPage
    sought: SoughtPage
    way: WayPage
    applicant: ApplicantPage
    others: OthersPage
    joint: list[JointRow]
    files: Sequence[Mapping[str, Any]]

    def faults(self) -> list[Fault]:
        """Return what is still wrong, page by page; nothing where it may be sent."""
        found = []
        for page, form in self._forms():
            if not form.is_bound:
                found.append(Fault(page, _("这一页还没有填写。")))
            for name, errors in form.errors.items():
                label = "" if name not in form.fields else f"{form[name].label}："
                found += [Fault(page, f"{label}{error}") for error in errors]
        if self.applicant.is_bound and self.applicant.is_valid() and not self._identified():
            found.append(Fault("applicant", _("请填写证件号码，或者上传身份证明（条例第二十九条）。")))
        return found

    def cautions(self) -> list[str]:
        """Return what may be sent so, and what the body is likely to ask for then."""
        found = []
        if (
            self.others.is_bound
            and self.others.is_valid()
            and self.others.value()
            and not self._has("authorisation")
        ):
            found.append(_("还没有上传授权委托书：机关可能会要求补正。"))
        if self.applicant.is_bound and self.applicant.is_valid() and not self.applicant.cleaned_data["phone"]:
            found.append(_("没有留电话：机关要与您确认后才算收到申请，联系不上会推迟办理。"))
        return found

    def details(self, language: str) -> Details:
        """Return the application; only for a sheet without faults."""
        return Details(
            self.sought.value(),
            self.way.value(),
            self.applicant.value(),
            self.others.value() if self.others.is_bound else None,
            tuple(person for row in self.joint if (person := row.value()) is not None),
            language,
        )

    def facts(self, page: str) -> list[Fact]:
        """Return what was typed on *page*, to be looked over."""
        if page == "body":
            chosen = dict(self.body.fields["body"].choices).get(self.body["body"].value() or "")  # type: ignore[attr-defined]
            return [Fact(_("机关"), chosen)]
        if page == "way":
            told = [Fact(_label(self.way, "way"), WAYS.get(self.way["way"].value() or ""))]
            if self.way["otherwise"].value():
                told.append(Fact(_("不能按这种方式时"), _("可以用其他方式")))
            return told
        if page == "others":
            return self._others()
        form = self.sought if page == "sought" else self.applicant
        return [
            Fact(_label(form, name), said)
            for name in form.fields
            if (said := _said(form, name)) or form.fields[name].required
        ]

    def _others(self) -> list[Fact]:
        told = []
        if self.others["by_agent"].value():
            told = [
                Fact(_label(self.others, name), said)
                for name in ("name", "identity", "identity_number", "phone")
                if (said := _said(self.others, name))
            ]
        for n, row in enumerate(self.joint, 1):
            said = "，".join(str(row[name].value()) for name in row.fields if row[name].value())
            if said:
                told.append(Fact(_("共同申请人%(n)s") % {"n": n}, said))
        return told or [Fact(_("本人申请"), _("没有代理人和共同申请人"))]

    def _forms(self) -> list[tuple[str, Any]]:
        pages: list[tuple[str, Any]] = [
            ("body", self.body), ("sought", self.sought), ("way", self.way), ("applicant", self.applicant),
        ]  # fmt: skip
        if self.others.is_bound:  # who files it himself may pass this page by
            pages += [("others", self.others), *(("others", row) for row in self.joint)]
        return pages

    def _identified(self) -> bool:
        return bool(self.applicant.cleaned_data["identity_number"]) or self._has("identity")

    def _has(self, purpose: str) -> bool:
        return any(each["purpose"] == purpose for each in self.files)


def sheet(draft: Draft | None, bodies: Sequence[Choice], *, asked: bool = True) -> Sheet:
    """Return the pages of *draft*, empty ones where nothing was typed.

    Without *asked* nothing is judged: what was typed is only shown, and faults are told when one tries to go on.
    """
    typed: Mapping[str, Any] = draft.pages if draft is not None else {}

    def given(page: str) -> dict[str, Any]:
        return {"data" if asked else "initial": typed.get(page)}

    route = str(typed.get("way", {}).get("way", "")).partition("/")[2]
    others = typed.get("others")
    count = int(others["rows"]) if others else 0
    return Sheet(
        BodyPage(bodies=[(str(each.id), each.name) for each in bodies], **given("body")),
        SoughtPage(**given("sought")),
        WayPage(**given("way")),
        ApplicantPage(route=route, **given("applicant")),
        OthersPage(**given("others")),
        joint_rows(others, count, asked=asked),
        draft.files if draft is not None else (),
    )


def kept_of(form: Any, posted: Mapping[str, Any]) -> dict[str, str]:
    """Return what was *posted* in the fields of *form*, and nothing else that came with it."""
    names = [form.add_prefix(name) for name in form.fields]
    return {name: str(posted[name]) for name in names if name in posted}


def after(page: str) -> str:
    """Return the page after *page*."""
    return _PAGES[min(_PAGES.index(page) + 1, len(_PAGES) - 1)]


def before(page: str) -> str:
    """Return the page before *page*, empty for the first."""
    return _PAGES[_PAGES.index(page) - 1] if page != _PAGES[0] else ""


def _label(form: Any, name: str) -> str:
    return str(form[name].label)


def _said(form: Any, name: str) -> Any:
    value = form[name].value()
    if name == "kind":
        return dict(form.fields["kind"].choices).get(value)
    if name == "identity":
        return IDENTITIES.get(value, Words("", "")) if form["identity_number"].value() else ""
    return value
