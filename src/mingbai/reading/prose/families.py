"""The dimension that an item of a list belongs to, so that applicants and outcomes are never added together."""

import re

__all__ = ["EXHAUSTIVE", "are_results", "family"]

_ASKING = re.compile(
    r"(?P<person>自然人|公民|法人|商业企业|科研机构|公益组织|法律服务机构|个人(?!隐私|信息)|企业申请|单位申请)"
    r"|(?P<row>国家秘密|禁止公开|三安全|第三方|内部事务|过程性|执法案卷|行政查询|不掌握|没有现成|另行制作|不明确|信访|重复申请|出版物|反复申请|重新出具|逾期不补正|未按收费)"
    r"|(?P<timing>(?:按时|按期|延期)办结)"
    r"|(?P<outcome>公开|无法提供|不予处理|其[他它]处理|不属于|不存在|更改|补充|补正|撤回|撤销)"
)
_CHANNEL_IN = re.compile(
    r"书面|口头|电话|信函|来信|书信|信件|当面|传真|网络|网上|邮件|邮寄|邮箱|现场|窗口|在线|线上|线下|平台|网站|互联网"
)
_RESULT = re.compile(
    r"维持|纠正|纠错|撤销|驳回|终止|撤回|撤诉|审结|其[他它](?!组织)|确认违法|变更|责令|调解|和解|不予受理|不予立案"
)
_ORGAN = re.compile(
    r"(?:政府|部门|单位|乡镇|镇乡|镇街|街道|本级|机关|办公[室厅]|[一-鿿][局委厅办镇乡])(?:共|直接|自行)?(?:收到|接到|受理|办理|答复|办结|承办)?\Z"
)
_PROCESS = re.compile(
    r"办结|答复|回复|按时|按期|延期|满意|处理完|转办|直接|采纳|通过率|完成|整改|未办|结转|回访|在办|正在|已办|受理|提前|催办|签收|解决|办理"
)
_CHANNEL_OUT = re.compile(
    r"网站|网页|门户|微博|微信|两微|公众号|公报|新媒体|公开栏|公示栏|公告栏|报刊|报纸|电视|广播|电子屏|显示屏|短信|客户端|头条|抖音|移动端|APP|客户端|政务网|媒体|公开平台|信息网|快手|视频号|宣传栏|触摸屏|新闻发布会|官网|目录平台"
)
_ACROSS = re.compile(
    r"原创|转载|转发|首页|采用|录用|首次|上半年|下半年|季度|\d月|新增|更新|图解|图文|视频|文字|动漫|音频|H5|漫画|图片|图表|手机|独立|主要负责|领导|涉及|同比"
)

EXHAUSTIVE = frozenset({"person", "channel_in", "result"})
"""Dimensions of which a list of two or more looks as if it were meant to be whole."""


def family(words: str, *, asking: bool, remedy: bool) -> str:
    """Return the dimension of an item with *words*; *asking* in a list of applications, *remedy* in one of reviews."""
    if remedy:
        return "result" if _RESULT.search(words) else "remedy"
    if asking:
        if found := _ASKING.search(words):
            if found["outcome"] and _CHANNEL_IN.search(words) and "答复" not in words and "予以" not in words:
                return "channel_in"
            return found.lastgroup or "topic"
        if _CHANNEL_IN.search(words):
            return "channel_in"
        if _ORGAN.search(words):
            return "organ"
    if _CHANNEL_OUT.search(words):
        return "channel_out"
    if _PROCESS.search(words):
        return "process"
    return "across" if _ACROSS.search(words) else "topic"


def are_results(items: list[str]) -> bool:
    """Return whether *items* are the results of reviews with a residual one among them, as the form lists them."""
    return (
        all(_RESULT.search(words) for words in items)
        and any("维持" in words for words in items)
        and any("其他" in words or "其它" in words for words in items)
    )
