"""The pages of settings: an index, the questions that the law leaves open, the calendars."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from mingbai.text.words import Words
from mingbai_web.accounts.doors import permitted, seated
from mingbai_web.accounts.permissions import may
from mingbai_web.look import wording
from mingbai_web.look.acting import ActForm, act_page
from mingbai_web.look.parts import Confirmation
from mingbai_web.rules import forms, moves, queries, services

__all__ = ["calendars", "choose", "index", "load", "questions", "take_back", "withdraw"]

_PAGES: tuple[tuple[Words, tuple[tuple[str, str, Words, Words], ...]], ...] = (
    (
        Words("机关和文书", "Bodies and papers"),
        (
            ("orgs:bodies", "settings.bodies", Words("机关和内设机构", "Bodies and units"), Words("隶属、名称、指南、沿革", "the tree, names, guides, successions")),
            ("approvals:chains", "settings.chains", Words("审批流程", "Approval chains"), Words("谁审核、谁作保密审查、谁签发，常设授权", "who approves, reviews and signs; standing delegations")),
            ("approvals:series", "papers.series", Words("文号系列", "Number series"), Words("机关代字、编到几号、作废的号", "marks, the last number, those voided")),
        ),
    ),
    (
        Words("人员和岗位", "Persons and seats"),
        (
            ("accounts:persons", "settings.seats", Words("人员", "Persons"), Words("账号、密码、动态口令", "accounts, passwords, second factors")),
            ("accounts:seats", "settings.seats", Words("岗位", "Seats"), Words("任岗、AB 角、移交", "who holds them, deputies, handing over")),
            ("accounts:hand_overs", "settings.hand_over", Words("移交", "Handing over"), Words("各岗位手中的事项，历次移交清单", "what each seat has in hand, and the lists of what was handed over")),
            ("duties:mailboxes", "settings.seats", Words("岗位的邮箱", "Mailboxes of seats"), Words("待办提醒寄到哪里", "where reminders go")),
            ("accounts:permissions", "", Words("谁可以做什么", "Who may do what"), Words("各类岗位的权限表", "the table of permissions")),
        ),
    ),
    (
        Words("规则和日历", "Rules and calendars"),
        (
            ("rules:questions", "", Words("法律没有写明的规则", "What the law leaves open"), Words("本机关的选择和依据", "what was chosen here, and on which ground")),
            ("rules:calendars", "", Words("工作日和节假日", "Working days and holidays"), Words("每年的放假和调休", "holidays and make-up days of each year")),
        ),
    ),
    (
        Words("运行和审计", "Running and audit"),
        (
            ("accounts:jobs", "settings.operate", Words("后台任务", "Jobs"), Words("等待、失败的任务和原因", "what waits, what failed and why")),
            ("accounts:seals", "settings.ledger", Words("封存和核验", "Seals and verification"), Words("每日封存，核验全部记录", "the daily seal, verifying everything")),
            ("accounts:ledger", "settings.ledger", Words("一个对象的记录", "The ledger of one subject"), Words("谁在什么岗位何时登记", "who entered what when, in which seat")),
            ("accounts:reads", "settings.ledger", Words("个人信息访问日志", "Reads of personal data"), Words("谁、为什么看过", "who looked, and why")),
            ("accounts:sign_ins", "settings.ledger", Words("登录日志", "Sign-ins"), Words("登录、退出、失败", "in, out and failed")),
        ),
    ),
)  # fmt: skip
"""The pages of settings by theme: the name of each address, who may see it (empty: every seat), its words, what is there."""
_SHOWN = 200
"""How many days that move are listed; the rest is counted."""


@seated
def index(request: HttpRequest) -> HttpResponse:
    """The settings that this seat may see."""
    themes = []
    for theme, pages in _PAGES:
        shown = [
            (address, words, what)
            for name, key, words, what in pages
            if (not key or may(_viewer(request), key)) and (address := _address(name))
        ]
        if shown:
            themes.append((theme, shown))
    return render(request, "rules/index.html", {"themes": themes})


@seated
def questions(request: HttpRequest) -> HttpResponse:
    """Every question that the law leaves open, with what holds here today and why."""
    told = {
        "questions": queries.questions(timezone.localdate()),
        "may_choose": may(_viewer(request), "settings.rules"),
    }
    return render(request, "rules/questions.html", told)


@permitted("settings.rules")
def choose(request: HttpRequest, key: str) -> HttpResponse:
    """One question: choose a reading from a day on, after seeing what it moves, which is nothing of before."""
    now = timezone.now()
    today = timezone.localdate(now)
    question = queries.question(key, today)
    if question is None:
        raise Http404
    form = forms.ChooseForm(request.POST or None, question=question, today=today, seen=question.seen)
    back = reverse("rules:questions")

    def preview(filled: ActForm) -> Confirmation:
        given = filled.given
        after = services.with_choice(key, given["value"], given["begins"], given["reason"], today)
        moved = list(moves.what_moves(moves.open_cases(), queries.settings(), after))
        words = next(each.words for each in question.options if each.value == given["value"])
        zh, en = wording.day(given["begins"], "zh"), wording.day(given["begins"], "en")
        return Confirmation(
            Words(
                f"确认后，{zh}起收到的申请按“{words.zh}”；此前收到的照旧，在办申请有{len(moved)}件的期限变动。",
                f"Once confirmed: applications received from {en} on follow “{words.en}”; those received before stay as they are, and the time limits of {len(moved)} open applications change.",
            ),
            undo=Words(
                "施行以后不能收回，只能另作选择。",
                "Once in force it cannot be taken back; make another choice instead.",
            ),
        )

    def perform(filled: ActForm) -> str:
        hidden = filled.cleaned_data
        services.choose(
            key=key, by=_viewer(request), now=now, seen=hidden["seen"], intake=hidden["key"], **filled.given
        )
        return back

    title = Words(f"选择：{question.title.zh}", f"Choose: {question.title.en}")
    return act_page(
        request, form=form, title=title, perform=perform, preview=preview, back=back, head=question.seen,
        template="rules/choose.html", question=question,
    )  # fmt: skip


@permitted("settings.rules")
def take_back(request: HttpRequest, key: str) -> HttpResponse:
    """Take back a choice that has not begun."""
    now = timezone.now()
    question = queries.question(key, timezone.localdate(now))
    if question is None or not question.waiting:
        raise Http404
    form = forms.ReasonForm(request.POST or None, seen=question.seen)
    back = reverse("rules:questions")

    def preview(filled: ActForm) -> Confirmation:
        return Confirmation(
            Words(
                "确认后，尚未施行的选择不再施行，记录保留。",
                "Once confirmed, the choice does not come into force; it stays on record.",
            )
        )

    def perform(filled: ActForm) -> str:
        hidden = filled.cleaned_data
        services.take_back(key=key, by=_viewer(request), now=now, seen=hidden["seen"], **filled.given)
        return back

    title = Words(f"收回：{question.title.zh}", f"Take back: {question.title.en}")
    return act_page(
        request, form=form, title=title, perform=perform, preview=preview, back=back, head=question.seen
    )


@seated
def calendars(request: HttpRequest) -> HttpResponse:
    """The years that matter now: this one, the two to come, the last one; how each stands and by which notices."""
    year = timezone.localdate().year
    told = {
        "years": (*queries.calendars(year, year + 2), *queries.calendars(year - 1, year - 1)),
        "may_load": may(_viewer(request), "settings.calendars"),
    }
    return render(request, "rules/calendars.html", told)


@permitted("settings.calendars")
def load(request: HttpRequest) -> HttpResponse:
    """Load a year's notice, after seeing which open applications move."""
    now = timezone.now()
    today = timezone.localdate(now)
    form = forms.LoadForm(request.POST or None)
    moved: list[moves.Move] = []

    def preview(filled: ActForm) -> Confirmation:
        after = services.with_notice(filled.given["text"], today, correction=filled.given["correction"])
        moved.extend(moves.what_moves(moves.open_cases(), queries.settings(), after))
        return Confirmation(
            Words(
                f"确认后按这份通知计算工作日，在办申请有{len(moved)}处期限变动或者由暂定变为确定。",
                f"Once confirmed, working days are counted by this notice; {len(moved)} due days of open applications move or become firm.",
            )
        )

    def perform(filled: ActForm) -> str:
        services.load_notice(by=_viewer(request), now=now, intake=filled.cleaned_data["key"], **filled.given)
        return reverse("rules:calendars")

    return act_page(
        request, form=form, title=Words("载入节假日通知", "Load a holiday notice"), perform=perform,
        preview=preview, back=reverse("rules:calendars"), template="rules/load.html", beside="rules/moved.html",
        moved=moved, most=_SHOWN,
    )  # fmt: skip


@permitted("settings.calendars")
def withdraw(request: HttpRequest, year: int) -> HttpResponse:
    """Withdraw the file that was loaded for a year."""
    now = timezone.now()
    found = next((each for each in queries.calendars(year, year) if each.loaded), None)
    if found is None:
        raise Http404
    form = forms.ReasonForm(request.POST or None, seen=found.seen)
    back = reverse("rules:calendars")

    def preview(filled: ActForm) -> Confirmation:
        return Confirmation(
            Words(
                f"确认后，{year}年按“明白”自带的安排计算；没有的，期限是暂定的。",
                f"Once confirmed, {year} is counted by the calendar that comes with Mingbai; where it has none, due days are provisional.",
            )
        )

    def perform(filled: ActForm) -> str:
        seen = filled.cleaned_data["seen"]
        services.withdraw_notice(year=year, by=_viewer(request), now=now, seen=seen, **filled.given)
        return back

    title = Words(f"撤回{year}年的通知", f"Withdraw the notice of {year}")
    return act_page(
        request, form=form, title=title, perform=perform, preview=preview, back=back, head=found.seen
    )


def _viewer(request: HttpRequest) -> Any:
    return request.viewer  # type: ignore[attr-defined]


def _address(name: str) -> str:
    """Return the address, empty where an installation leaves its app out."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
