"""A post that is too large or holds too many parts is answered with a clear page, before anything of it is read."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from mingbai_web.look import errors
from mingbai_web.look.middleware import drained, length_of

__all__ = ["guarded"]


def guarded(most: int) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Return a decorator of views that take posts of at most *most* bytes and hold them against forgery themselves.

    The middleware would read the post, to find the form's key, before the view is asked.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        protected = csrf_protect(view)

        @csrf_exempt
        @wraps(view)
        def answer(request: HttpRequest, *given: Any, **named: Any) -> HttpResponse:
            if length_of(request) > most:
                drained(request)
                return _too_large(request, most)
            try:
                return protected(request, *given, **named)
            except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent):
                return _too_large(request, most)

        answer.bounded = True  # type: ignore[attr-defined]  # `look.middleware.BoundedPosts`
        return answer

    return decorate


def _too_large(request: HttpRequest, most: int) -> HttpResponse:
    return errors.page(
        request,
        413,
        title=_("内容太多，没有收下"),
        happened=_("一次提交的文字或者文件超过了上限（%(most)s MB）。") % {"most": most // 1024**2},
        kept=_("这一页刚才填写的没有保存；前面各页保存的都在。"),
        do=_("请返回上一页，把文字缩短，或者把文件压缩、分次上传。也可以当面或者邮寄提交。"),
    )
