"""The pages for what went wrong: each says what happened, what was kept, and what to do now.

None of them asks the database, since the database may be what is away.
"""

import logging

from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mingbai.errors import MingbaiError

logger = logging.getLogger("mingbai.look")

__all__ = [
    "bad_request",
    "broken",
    "forbidden",
    "forged",
    "not_found",
    "page",
    "refused",
    "too_large",
    "too_many",
    "unavailable",
]


def page(
    request: HttpRequest,
    status: int,
    *,
    title: str,
    happened: str,
    kept: str,
    do: str,
    retry_after: int | None = None,
) -> HttpResponse:
    """Return an error page of *status*: what *happened*, what was *kept*, what to *do*."""
    told = {
        "status": status,
        "title": title,
        "happened": happened,
        "kept": kept,
        "do": do,
        "office": _office(request),
    }
    response = HttpResponse(loader.render_to_string("look/error.html", told, request), status=status)
    if retry_after is not None:
        response["Retry-After"] = str(retry_after)
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Return the page for a request that cannot be read."""
    return page(
        request,
        400,
        title=_("这个请求读不懂"),
        happened=_("浏览器送来的内容不完整或格式不对。"),
        kept=_("系统没有保存这次提交，此前已保存的内容不受影响。"),
        do=_("请返回上一页再试一次；如果是从别处的链接来的，请从首页重新进入。"),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Return the page for what the visitor may not see or do."""
    return page(
        request,
        403,
        title=_("这里不对您开放"),
        happened=_("当前的岗位或身份不能查看或办理这一项。"),
        kept=_("没有任何内容因此改变。"),
        do=_("如果这是您的工作，请换用相应岗位登录，或请管理员核对岗位权限。"),
    )


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Return the page for a form that did not come from a page of ours, or came too late."""
    return page(
        request,
        403,
        title=_("这张表单已经失效"),
        happened=_("页面打开太久，或者浏览器没有保存 Cookie，系统无法确认表单是您本人提交的。"),
        kept=_("这次提交没有保存。"),
        do=_("请返回上一页，刷新后再提交；填写的内容多半还在。请允许本站使用 Cookie。"),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Return the page for an address where nothing is."""
    return page(
        request,
        404,
        title=_("没有这个页面"),
        happened=_("地址可能输错了，或者页面已经移走。"),
        kept=_("没有任何内容因此改变。"),
        do=_("请核对地址，或从首页查找。查询申请进度时，请使用回执上的申请编号和查询码。"),
    )


def too_many(request: HttpRequest, retry_after: int = 60) -> HttpResponse:
    """Return the page for a visitor who asks too often; *retry_after* is in seconds."""
    return page(
        request,
        429,
        title=_("请稍等一会儿再试"),
        happened=_("短时间内尝试的次数太多，为保护申请人的信息，系统暂停响应。"),
        kept=_("没有任何内容因此改变，您的申请照常办理。"),
        do=_("请在 %(minutes)s 分钟后再试。忘记查询码的，可以凭有效证件到受理点查询。")
        % {"minutes": max(1, -(-retry_after // 60))},
        retry_after=retry_after,
    )


def too_large(request: HttpRequest, most: int) -> HttpResponse:
    """Return the page for more than *most* bytes sent at once, of which nothing was read."""
    return page(
        request,
        413,
        title=_("内容太多，没有收下"),
        happened=_("一次提交的文字或者文件超过了上限（%(most)s MB）。") % {"most": round(most / 1024**2)},
        kept=_("这次提交没有保存，此前已保存的内容不受影响。"),
        do=_("请返回上一页，把文字缩短，或者把文件压缩、分次上传。"),
    )


def broken(request: HttpRequest) -> HttpResponse:
    """Return the page for a fault of ours; in plain words where it is pages that cannot be made."""
    try:
        return _broken(request)
    except Exception:  # the fault may be in what every page is made with
        logger.exception("the page for a fault could not be made")
        said = "系统出了差错：没有回执或“已保存”提示的，就是没有保存。请稍后再试。\n"
        said += (
            "Something went wrong here: what was not acknowledged was not saved. Please try again later.\n"
        )
        return HttpResponse(said, content_type="text/plain; charset=utf-8", status=500)


def _broken(request: HttpRequest) -> HttpResponse:
    return page(
        request,
        500,
        title=_("系统出了差错"),
        happened=_("这是系统的问题，不是您的操作造成的。差错已经记录。"),
        kept=_("没有回执或“已保存”提示的，就是没有保存；已经给出编号的都在。"),
        do=_("请稍后再试。再次出现的，请把时间和所做的操作告诉管理员。"),
    )


def unavailable(request: HttpRequest, retry_after: int = 120) -> HttpResponse:
    """Return the page for a database or disk that is away."""
    return page(
        request,
        503,
        title=_("系统暂时不能保存"),
        happened=_("数据库或磁盘暂时用不了，系统正在等它恢复。"),
        kept=_("这次提交没有保存，也没有只办一半；此前给出编号的都在。"),
        do=_("请过几分钟再提交一次。期限将满的，可以先用书面方式提交，收到的时间照常计算。"),
        retry_after=retry_after,
    )


def refused(request: HttpRequest, error: MingbaiError) -> HttpResponse:
    """Return the page for what the platform refuses; the error says why and what would do."""
    status = getattr(error, "status", 409)
    english = (get_language() or "").startswith("en")
    gone = status == 404
    return page(
        request,
        status,
        title=_("这里没有要找的内容") if gone else _("这一步不能这样办"),
        happened=error.in_("en" if english else "zh"),
        kept=_("没有任何内容因此改变。"),
        do=_("请从列表或者查找进入。") if gone else _("请返回上一页，按上面的说明更正后再办。"),
    )


def _office(request: HttpRequest) -> bool:
    return request.path.startswith("/office/")
