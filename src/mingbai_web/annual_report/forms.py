"""What is asked of who wants figures, a register, or to take one in."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from mingbai.report import form as editions
from mingbai.text.words import Words
from mingbai_web.annual_report.exporting import COLUMNS, USUAL, State
from mingbai_web.annual_report.figures import Period
from mingbai_web.annual_report.importing.mapping import FIELDS, MEANINGS, Layout, folded
from mingbai_web.annual_report.importing.sheets import MOST_BYTES
from mingbai_web.look.fields import DayField
from mingbai_web.look.templatetags.look import said
from mingbai_web.look.wording import MONTHS

__all__ = [
    "LayoutForm",
    "PeriodForm",
    "PublishedForm",
    "RegisterForm",
    "UndoForm",
    "UploadForm",
    "bodies_field",
]


def _in_language(words: Words) -> str:
    return str(said(words))


_said = lazy(_in_language, str)
_PARTS = (
    ("year", _("全年")), ("q1", _("第一季度")), ("q2", _("第二季度")), ("q3", _("第三季度")), ("q4", _("第四季度")),
    *((f"m{month}", _said(words)) for month, words in enumerate(MONTHS, 1)), ("days", _("自选起止日")),
)  # fmt: skip


def bodies_field(names: Mapping[UUID, str], **given: Any) -> forms.MultipleChoiceField:
    """Return the choice of bodies, by the names of the day."""
    return forms.MultipleChoiceField(
        label=_("机关"),
        choices=[(str(id), name) for id, name in names.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("至少选择一个机关。")},
        **given,
    )


class PeriodForm(forms.Form):
    """Of which bodies, over which days of a year, as known on which day, in which edition."""

    year = forms.IntegerField(label=_("年度"), min_value=2019, max_value=2100)
    part = forms.ChoiceField(label=_("期间"), choices=_PARTS)
    first = DayField(label=_("起日"), required=False, help_text=_("只在自选起止日时填写。"))
    last = DayField(label=_("止日"), required=False)
    known = DayField(label=_("截至哪一日的记录"), help_text=_("这一日以后补登、更正的记录不计在内。"))
    edition = forms.ChoiceField(label=_("格式"), required=False)

    def __init__(self, data: Any, *, names: Mapping[UUID, str], today: date, whole: bool = True) -> None:
        """With *whole*, what names no bodies asks for all of them."""
        usual = {"year": str(today.year), "part": "year", "known": today.isoformat(), "edition": ""}
        given = {name: data.get(name) for name in (*usual, "first", "last") if data.get(name)}
        asked = data.getlist("bodies") or ([str(id) for id in names] if whole else [])
        super().__init__({**usual, **given, "bodies": asked})
        self.fields["bodies"] = bodies_field(names)
        choice = self.fields["edition"]
        if isinstance(choice, forms.ChoiceField):
            tabled = [each.edition for each in editions.editions() if _has_table(each)]
            choice.choices = [
                ("", _("按年度")),
                *((key, said(Words(f"{key}年格式", f"format of {key}"))) for key in tabled),
            ]
        self.order_fields(["bodies"])

    def clean(self) -> dict[str, Any]:
        """Turn the part of the year into its days."""
        given = super().clean() or {}
        if {"year", "part"} <= given.keys():
            if given["part"] == "days":
                for name in ("first", "last"):
                    if not given.get(name) and name not in self.errors:
                        self.add_error(name, ValidationError(_("请填写这一日。"), code="required"))
            else:
                given["first"], given["last"] = _days(given["year"], given["part"])
        return given

    @property
    def period(self) -> Period:
        """Return the period that was asked for."""
        given = self.cleaned_data
        return Period(given["first"], given["last"], given["known"], given["edition"])

    @property
    def bodies(self) -> list[UUID]:
        """Return the bodies that were asked for."""
        return [UUID(each) for each in self.cleaned_data["bodies"]]

    def asked(self) -> list[tuple[str, str]]:
        """Return what was asked, as it stands in an address."""
        names = ("year", "part", "first", "last", "known", "edition")
        pairs = [("bodies", each) for each in self.data["bodies"]]
        return pairs + [(name, str(self.data[name])) for name in names if self.data.get(name)]


def _has_table(form: Any) -> bool:
    return any(each.key == "applications" for each in form.tables)


def _days(year: int, part: str) -> tuple[date, date]:
    if part == "year":
        return date(year, 1, 1), date(year, 12, 31)
    number = int(part[1:])
    first, months = (number, 1) if part[0] == "m" else (3 * number - 2, 3)
    after = first + months
    following = date(year + (after > 12), (after - 1) % 12 + 1, 1)
    return date(year, first, 1), following - timedelta(1)


class RegisterForm(forms.Form):
    """Which rows and columns of the register are given out, masked or not, and whether the columns are kept by name."""

    state = forms.ChoiceField(label=_("范围"), widget=forms.RadioSelect)
    columns = forms.MultipleChoiceField(
        label=_("列"), widget=forms.CheckboxSelectMultiple, error_messages={"required": _("至少选择一列。")}
    )
    unmask = forms.CharField(
        label=_("查看完整姓名的理由"),
        required=False,
        max_length=200,
        help_text=_("不填写则遮盖姓名；填写的，每一个当事人都记入访问日志。"),
    )
    keep = forms.CharField(label=_("把这些列存为方案，名称"), required=False, max_length=40)

    def __init__(
        self,
        data: Any = None,
        *,
        columns: Sequence[str] = USUAL,
        may_unmask: bool = False,
        sees_parties: bool = True,
    ) -> None:
        columns = [key for key in columns if sees_parties or key != "who"]
        super().__init__(data, initial={"state": State.ALL, "columns": columns})
        _choose(self.fields["state"], ((key, said(words)) for key, words in State.WORDS.items()))
        order = [key for key in columns if key in COLUMNS]
        order += [key for key in COLUMNS if key not in order and (sees_parties or key != "who")]
        if not sees_parties:
            self.fields["columns"].help_text = _("本岗位不看申请人，台账中没有“申请人”一列，只有申请人类别。")
        _choose(self.fields["columns"], ((key, said(COLUMNS[key].words)) for key in order))
        if not may_unmask:
            del self.fields["unmask"]


class UploadForm(forms.Form):
    """The register's file, and for which body."""

    body = forms.ChoiceField(label=_("机关"))
    file = forms.FileField(
        label=_("台账文件"),
        help_text=format_lazy(
            _("XLSX、XLS、ODS 或 CSV，不超过 {most} MB。上传后先试导入，不会直接写入。"),
            most=MOST_BYTES >> 20,
        ),
    )

    def __init__(self, data: Any = None, files: Any = None, *, names: Mapping[UUID, str]) -> None:
        super().__init__(data, files)
        _choose(self.fields["body"], ((str(id), name) for id, name in names.items()))


class PublishedForm(forms.Form):
    """Last year's report as it was published."""

    year = forms.IntegerField(label=_("核对哪一年的上年结转"), min_value=2020, max_value=2100)
    file = forms.FileField(
        label=_("上一年的年报"),
        help_text=format_lazy(
            _("公开发布的网页、DOCX、PDF 或 XLSX，不超过 {most} MB。只用来比较，不保存。"),
            most=MOST_BYTES >> 20,
        ),
    )


class UndoForm(forms.Form):
    """Why an import is taken back."""

    reason = forms.CharField(
        label=_("撤销的理由"), min_length=2, max_length=200, help_text=_("不写个人信息。")
    )


class LayoutForm(forms.Form):
    """How a register is to be read: the head, a column for each field, the year, the meaning of words that are not known."""

    def __init__(
        self, data: Any = None, *, over: Sequence[str], layout: Layout, asks: Mapping[str, Mapping[str, int]]
    ) -> None:
        super().__init__(data)
        self.asks, self.layout = asks, layout
        self._head(layout)
        offered = [
            ("", _("（没有这一列）")),
            *((str(at), heading) for at, heading in enumerate(over) if heading),
        ]
        for name, each in FIELDS.items():
            at = layout.columns.get(name)
            self.fields[f"column-{name}"] = forms.ChoiceField(
                label=said(each.words),
                choices=offered,
                required=each.needed,
                initial="" if at is None else str(at),
            )
        for name in ("applicant", "channel"):
            self.fields[f"whole-{name}"] = forms.ChoiceField(
                label=said(_WHOLE[name]),
                choices=[("", _("（逐行按列）")), *_meanings(name)],
                required=False,
                initial=layout.whole.get(name, ""),
            )
        for number, (name, word) in enumerate(self.words()):
            self.fields[f"word-{number}"] = forms.ChoiceField(
                label=f"{said(FIELDS[name].words)}：{word}",
                choices=[("", _("（待指定）")), *_meanings(name)],
                required=False,
                help_text=ngettext_lazy("%(times)s 行", "%(times)s 行", asks[name][word])
                % {"times": asks[name][word]},
            )

    def _head(self, layout: Layout) -> None:
        self.fields["first"] = forms.IntegerField(
            label=_("表头从第几行开始"), min_value=1, max_value=20_000, initial=layout.first + 1
        )
        self.fields["depth"] = forms.IntegerField(
            label=_("表头有几行"), min_value=1, max_value=3, initial=layout.depth
        )
        self.fields["year"] = forms.IntegerField(
            label=_("没有写年份的日期，是哪一年"),
            min_value=2008,
            max_value=2100,
            required=False,
            initial=layout.year,
        )
        self.fields["own_name"] = forms.BooleanField(
            label=_("申请内容里的申请人姓名写作“本人”"), required=False, initial=layout.own_name
        )
        self.fields["alike"] = forms.BooleanField(
            label=_("与已登记的申请相同的也导入"), required=False, initial=layout.alike
        )

    def words(self) -> Iterator[tuple[str, str]]:
        """Yield field and word of what has to be told."""
        for name, words in self.asks.items():
            for word in sorted(words):
                yield name, word

    def told(self) -> Layout:
        """Return the layout that was told."""
        given = self.cleaned_data
        words = {name: dict(meant) for name, meant in self.layout.words.items()}
        for number, (name, word) in enumerate(self.words()):
            if key := given.get(f"word-{number}"):
                words.setdefault(name, {})[folded(word)] = key
        return Layout(
            first=given["first"] - 1,
            depth=given["depth"],
            columns={name: int(given[f"column-{name}"]) for name in FIELDS if given.get(f"column-{name}")},
            words=words,
            whole={name: given[f"whole-{name}"] for name in _WHOLE if given.get(f"whole-{name}")},
            year=given["year"],
            own_name=given["own_name"],
            alike=given["alike"],
        )


_WHOLE = {
    "applicant": Words("没有类别的行，申请人类别按", "rows without a kind of applicant count as"),
    "channel": Words("没有受理方式的行，按", "rows without a channel count as"),
}


def _meanings(name: str) -> Iterator[tuple[str, str]]:
    for key, words in MEANINGS[name].items():
        yield key, str(said(words))


def _choose(field: forms.Field, choices: Any) -> None:
    if isinstance(field, forms.ChoiceField):
        field.choices = list(choices)
