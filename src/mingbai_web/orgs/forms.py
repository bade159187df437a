"""What is filled in on bodies and units."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from mingbai.audit.levels import Level
from mingbai_web.look.acting import ActForm
from mingbai_web.look.fields import DayField
from mingbai_web.look.templatetags.look import said
from mingbai_web.orgs import queries
from mingbai_web.orgs.values import LEVELS

__all__ = [
    "AbolishForm",
    "DescribeForm",
    "GuideForm",
    "MakeForm",
    "MergeForm",
    "MoveForm",
    "PlaceForm",
    "RenameForm",
    "SplitForm",
    "UnitCloseForm",
    "UnitForm",
]


class BodyForm(ActForm):
    """An act on a body: from which day, on which document; the other bodies that it may name."""

    effective = DayField(label=_("自哪一天起"))
    ground = forms.CharField(label=_("所据文件"), required=False, max_length=200)

    def __init__(self, data: Any = None, *, today: date, but: UUID | None = None, **given: Any) -> None:
        super().__init__(data, **given)
        self.initial.setdefault("effective", today)
        self.order_fields([*(name for name in self.fields if name not in _LAST), *_LAST])
        others = [(str(each.id), each.name) for each in queries.bodies(on=today) if each.id != but]
        for field in self.fields.values():
            if isinstance(field, BodyField):
                field.choices = [("", _("请选择") if field.required else "——"), *others]
            elif isinstance(field, BodiesField):
                field.choices = others
        if "level" in self.fields:
            levels = [(level.value, said(words)) for level, words in LEVELS.items()]
            self.fields["level"].choices = levels  # type: ignore[attr-defined]


_LAST = ("effective", "ground", "seen", "key")


def _id(value: str) -> UUID | None:
    return UUID(value) if value else None


class BodyField(forms.TypedChoiceField):
    """A body of the day."""

    def __init__(self, **given: Any) -> None:
        super().__init__(coerce=_id, empty_value=None, **given)


class BodiesField(forms.TypedMultipleChoiceField):
    """Some bodies of the day."""

    def __init__(self, **given: Any) -> None:
        super().__init__(coerce=UUID, widget=forms.CheckboxSelectMultiple, **given)


def _level() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("层级"), initial=Level.DEPARTMENT.value)


def _line(label: Any, hint: Any = "", *, required: bool = False, longest: int = 120) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, required=required, max_length=longest)


class DescribeForm(BodyForm):
    """What a body is."""

    level = _level()
    code = _line(_("统一社会信用代码"), _("18位，末位是校验码。"), longest=18)
    mark = _line(_("机关代字"), _("文号开头的字，例如“清公开”。"), longest=40)
    letterhead = _line(_("文书抬头"), _("不填时用机关全称。"), longest=160)
    makes_rules = forms.BooleanField(
        label=_("有权制定规章"), help_text=_("国务院部门、省级和设区的市、自治州政府。"), required=False
    )
    order = forms.IntegerField(label=_("排序"), required=False, min_value=0)

    def clean_order(self) -> int:
        """Return the place in lists, 0 where none is given."""
        return self.cleaned_data["order"] or 0

    def clean_code(self) -> str:
        """Return the code as it is printed, in capitals."""
        code: str = self.cleaned_data["code"].upper()
        return code


class PlaceForm(BodyForm):
    """Whom a body reports to, who supervises it."""

    reports_to = BodyField(label=_("隶属于"), required=False)
    supervised_by = BodiesField(
        label=_("业务主管机关"),
        help_text=_("垂直管理的填上级主管部门；不选时由所隶属的机关主管。"),
        required=False,
    )


class MakeForm(DescribeForm):
    """A new body."""

    name = _line(_("机关全称"), required=True)
    short = _line(_("简称"), longest=60)
    reports_to = BodyField(label=_("隶属于"), required=False)
    supervised_by = BodiesField(label=_("业务主管机关"), required=False)
    field_order = ("name", "short", "level", "reports_to", "supervised_by", "code", "mark")


class RenameForm(BodyForm):
    """A new name."""

    name = _line(_("新的全称"), required=True)
    short = _line(_("简称"), longest=60)
    letterhead = _line(_("文书抬头"), _("不填时用机关全称。"), longest=160)


class GuideForm(BodyForm):
    """What the guide says (条例第十二条)."""

    working_body = _line(_("政府信息公开工作机构"), required=True)
    address = _line(_("办公地址"), required=True, longest=200)
    hours = _line(_("办公时间"), required=True, longest=200)
    telephone = _line(_("联系电话"), required=True, longest=60)
    fax = _line(_("传真"), longest=60)
    post_address = _line(_("通信地址"), _("与办公地址相同的不填。"), longest=200)
    post_code = _line(_("邮政编码"), longest=12)
    online = _line(_("网上申请的网址"), longest=200)
    email = forms.EmailField(label=_("电子邮箱"), required=False, max_length=120)
    classification = forms.CharField(label=_("政府信息的分类"), required=False, widget=forms.Textarea)
    arrangement = forms.CharField(label=_("编排体系"), required=False, widget=forms.Textarea)
    obtaining = forms.CharField(label=_("获取方式"), required=False, widget=forms.Textarea)


class MergeForm(BodyForm):
    """Into which body."""

    into = BodyField(label=_("并入哪个机关"))
    series = BodyField(
        label=_("谁沿用它的文号"), help_text=_("不选时不沿用，承接机关编自己的文号。"), required=False
    )


class SplitForm(BodyForm):
    """Into which bodies, and who takes what."""

    into = BodiesField(label=_("分设为哪些机关"))
    cases = BodyField(label=_("在办申请由谁承接"))
    balances = BodyField(label=_("结转数由谁承接"))
    series = BodyField(label=_("谁沿用它的文号"), required=False)


class AbolishForm(BodyForm):
    """Who takes over, if anybody."""

    takes = BodyField(label=_("在办申请和结转数由谁承接"), required=False)


class MoveForm(BodyForm):
    """Which powers move, to whom."""

    to = BodyField(label=_("划转给哪个机关"))
    matter = _line(_("划转的职权"), required=True, longest=200)


class UnitForm(BodyForm):
    """A unit: its name, whom it serves, whether its people sign in."""

    name = _line(_("名称"), required=True)
    serves = BodiesField(label=_("属于哪些机关"), help_text=_("合署办公的可以选几个。"))
    has_accounts = forms.BooleanField(
        label=_("人员用账号办理"),
        help_text=_("不勾选的，交办时打印转办单，返回的材料由登记人员代为登记。"),
        required=False,
        initial=True,
    )
    telephone = _line(_("电话"), longest=60)
    address = _line(_("地址"), longest=200)


class UnitCloseForm(BodyForm):
    """Closing a unit takes a day and a document."""
