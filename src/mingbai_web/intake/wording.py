"""The words of the pages on which one applies."""

from django.utils.translation import gettext_lazy as _

__all__ = ["TITLES", "WAITING"]

TITLES = {
    "body": _("向哪个机关申请"),
    "sought": _("申请公开什么"),
    "way": _("怎样获取"),
    "applicant": _("申请人"),
    "others": _("代理人、共同申请人"),
    "files": _("上传材料"),
    "review": _("核对并提交"),
}
"""The pages in their order."""

WAITING = _("已提交，等待机关确认")
