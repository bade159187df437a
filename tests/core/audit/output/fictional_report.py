"""A fictional report of a fictional district with all three tables, as if it had been read from a page."""

from decimal import Decimal

from mingbai.report import form
from mingbai.report.values import Body, Cell, Chapter, Datum, Editions, Report, Source, Status, Table, Unread
from mingbai.text.page import Grid, GridCell, Page, Span

__all__ = ["HOSTILE", "where", "report"]

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>"

PROSE_BEFORE = """云汀市松岚区2023年政府信息公开工作年度报告
索引号：SL-0101-2024-00012\t发布机构：松岚区人民政府办公室
成文日期：2024-01-22\t公开方式：主动公开
根据《中华人民共和国政府信息公开条例》（以下简称《条例》）第五十条和年度报告格式的要求，现公布松岚区2023年政府信息公开工作年度报告。本报告所列数据的统计期限自2023年1月1日起，至2023年12月31日止。
一、总体情况
（一）主动公开。2023年，全区围绕群众办事、企业经营和基层治理公开政府信息，通过区政府门户网站公开信息8,214条，其中政策文件312条、政策解读96条、其他信息7,816条。区政府公报出版4期，免费投放到各镇（街道）便民服务中心和村（社区）阅览点，方便群众就近查阅。
全年召开新闻发布会6场，发布政策解读96篇，其中图解41篇、视频22篇、问答31篇。政策文件与解读材料同步起草、同步审批、同步发布，群众看得懂的比例由抽样问卷核定，有效问卷1,240份，表示“看得懂”的1,127份，占93.9%。
（二）依申请公开。全年共受理政府信息公开申请262件，办结265件，全部在法定期限内答复。其中予以公开118件，部分公开37件，不予公开29件，无法提供61件，不予处理14件，其他处理7件。申请内容集中在征地补偿、房屋征收、规划许可和财政资金等方面，区政府办公室对同类申请先行会商，统一口径，逐件电话沟通，补正率比上年下降。
（三）政府信息管理。对现行有效的行政规范性文件逐件核对，公布文件目录和文本，废止7件。建立信息发布“先审查、后公开，一事一审”制度，全年审查拟公开信息8,214条，更正错别字和表述不当19处。
（四）平台建设。区政府门户网站全年访问量约310万人次，政务新媒体账号由15个整合为9个。网站开设“一件事一次办”专题，把出生、入学、就业、退休等事项的材料清单、办理地点和时限放在同一页上，群众不必在栏目之间来回查找。
（五）监督保障。全年组织业务培训3次，培训362人次；对42个单位开展两轮检查，发现并整改问题57个。社会评议中，群众满意率为97.2%。未发生因信息公开不当引起的责任追究。
二、主动公开政府信息情况
"""

BETWEEN = (
    "三、收到和处理政府信息公开申请情况\n",
    "四、政府信息公开行政复议、行政诉讼情况\n",
)

PROSE_AFTER = """五、存在的主要问题及改进情况
对照《条例》和群众期待，仍有不足：一是部分单位对公开范围把握不准，同类申请答复口径不一；二是政策解读形式偏少，图表、案例运用不够；三是基层公开栏更新不及时。下一步，一是编印答复案例集，按月会商疑难申请；二是每件涉民文件配一图一问答；三是把公开栏更新纳入网格员每周巡查。2023年，因政府信息公开被申请行政复议12件，均获维持；被提起行政诉讼6件。
六、其他需要报告的事项
2023年，本区未收取信息处理费。落实年度政务公开工作要点的情况已在第一部分报告。联系人手机：139****0000。
如需查阅往年报告，请登录松岚区人民政府网站，或者到区档案馆政府信息查阅点查阅，地址为云汀市松岚区映山路18号。
{hostile}
云汀市松岚区人民政府
2024年1月22日
"""

APPLICATIONS = {
    "new": (231, 27, 0, 1, 3, 0),
    "carried_in": (9, 2, 0, 0, 0, 0),
    "granted": (104, 12, 0, 1, 1, 0),
    "partly_granted": (33, 3, 0, 0, 1, 0),
    "refused_state_secret": (0, 0, 0, 0, 0, 0),
    "refused_prohibited_by_law": (2, 0, 0, 0, 0, 0),
    "refused_security_and_stability": (0, 0, 0, 0, 0, 0),
    "refused_third_party": (4, 1, 0, 0, 0, 0),
    "refused_internal_affairs": (3, 0, 0, 0, 0, 0),
    "refused_process_information": (9, 1, 0, 0, 0, 0),
    "refused_enforcement_file": (5, 1, 0, 0, 0, 0),
    "refused_administrative_query": (3, 0, 0, 0, 0, 0),
    "unavailable_not_held": (46, 6, 0, 0, 1, 0),
    "unavailable_needs_creation": (5, 1, 0, 0, 0, 0),
    "unavailable_still_unclear": (2, 0, 0, 0, 0, 0),
    "declined_petition": (8, 1, 0, 0, 0, 0),
    "declined_repeat": (4, 0, 0, 0, 0, 0),
    "declined_publication": (0, 0, 0, 0, 0, 0),
    "declined_excessive": (0, 0, 0, 0, 0, 0),
    "declined_reconfirmation": (1, 0, 0, 0, 0, 0),
    "other_not_amended": (4, 1, 0, 0, 0, 0),
    "other_fee_unpaid": (0, 0, 0, 0, 0, 0),
    "other_remaining": (2, 0, 0, 0, 0, 0),
    "handled": (235, 27, 0, 1, 3, 0),
    "carried_out": (5, 2, 0, 0, 0, 0),
}
REMEDIES = {
    "reconsideration": (9, 1, 2, 0, 12),
    "litigation": (4, 0, 1, 1, 6),
    "litigation_after_reconsideration": (2, 0, 0, 0, 3),
}
PROACTIVE = {
    "regulations": (0, 0, 0),
    "normative_documents": (12, 7, 61),
    "licensing": (20418,),
    "penalties": (3177,),
    "coercion": (64,),
    "fees": (Decimal("17586.5093"),),
}


class _Text:
    """Builds the plain text; remembers where each cell was printed."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.grids: list[Grid] = []
        self._cells: list[GridCell] = []

    def row(self, number: int, heads: list[str], values: list[object]) -> list[Span]:
        spans = []
        for column, value in enumerate([*heads, *values]):
            start = len(self.text)
            self.text += str(value)
            self._cells.append(GridCell(number, column, (start, len(self.text))))
            spans.append((start, len(self.text)))
            self.text += "\t"
        self.text = self.text[:-1] + "\n"
        return spans[len(heads) :]

    def close(self, start: int) -> None:
        self.grids.append(Grid(tuple(self._cells), (start, len(self.text))))
        self._cells = []


def report(
    *, hostile: str = "", name: str = "松岚区 2023 年报.html", body: str = "云汀市松岚区人民政府"
) -> Report:
    """Return the report, read from one page; *hostile* stands in its text as a paragraph."""
    shape = form.of("2021")
    assert shape.proactive
    assert shape.applications
    assert shape.remedies
    made = _Text(PROSE_BEFORE)
    tables: dict[str, dict[tuple[str, str], Cell]] = {"proactive": {}, "applications": {}, "remedies": {}}
    start, number = len(made.text), 0
    for block in shape.proactive.blocks:
        made.row(number, [block.label], [])
        made.row(number + 1, [block.head], [column.label for column in block.columns])
        number += 2
        for row in block.rows:
            values = PROACTIVE[row.key]
            spans = made.row(number, [row.label], list(values))
            number += 1
            for column, value, span in zip(block.columns, values, spans, strict=True):
                tables["proactive"][row.key, column.key] = Cell.read(value, str(value), span)
    made.close(start)
    made.text += BETWEEN[0]
    start = len(made.text)
    block = shape.applications.blocks[0]
    made.row(0, ["申请人情况"], [column.label for column in block.columns])
    for at, row in enumerate(block.rows, start=1):
        parts = APPLICATIONS[row.key]
        total = sum(parts) + (1 if row.key == "unavailable_not_held" else 0)
        spans = made.row(at, [row.label], [*parts, total])
        for column, value, span in zip(block.columns, [*parts, total], spans, strict=True):
            tables["applications"][row.key, column.key] = Cell.read(value, str(value), span)
    tables["applications"]["declined_excessive", "research"] = Cell(None, "0 0", Status.UNREADABLE)
    tables["applications"]["declined_excessive", "public_interest"] = Cell(None, "", Status.BLANK)
    made.close(start)
    made.text += BETWEEN[1]
    start = len(made.text)
    block = shape.remedies.blocks[0]
    heads = [f"{row.label}{column.label}" for row in block.rows for column in block.columns]
    made.row(0, [], heads)
    spans = made.row(1, [], [value for row in block.rows for value in REMEDIES[row.key]])
    places = [(row.key, column.key) for row in block.rows for column in block.columns]
    for place, span in zip(places, spans, strict=True):
        tables["remedies"][place] = Cell.read(int(made.text[slice(*span)]), made.text[slice(*span)], span)
    made.close(start)
    made.text += PROSE_AFTER.format(hostile=hostile)
    text = made.text
    chapters = tuple(
        Chapter(
            head.number,
            head.label,
            f"{head.number}、{head.label}",
            where(text, f"{head.number}、{head.label}"),
            head.key,
        )
        for head in shape.chapters
    )
    return Report(
        source=Source(name, "5f" * 32, "text/html", "utf-8"),
        body=Body(body, body, None),
        year=2023,
        edition="2021",
        editions=Editions("2021", "2021", "2021"),
        metadata={"index_no": Datum("SL-0101-2024-00012")},
        chapters=chapters,
        proactive=Table("2021", tables["proactive"]),
        applications=Table("2021", tables["applications"]),
        remedies=Table("2021", tables["remedies"]),
        unread=(
            Unread(
                "applications/declined_excessive/research",
                "这一行只剩“0 0”，对不上七栏",
                "the row is left with “0 0”, which does not fit seven columns",
            ),
        ),
        page=Page(name, text, "text/html", "5f" * 32, grids=tuple(made.grids)),
    )


def where(text: str, words: str) -> Span:
    """Return where those words first stand in the text."""
    start = text.index(words)
    return start, start + len(words)
