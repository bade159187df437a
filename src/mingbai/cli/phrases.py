"""The words of the command's help and of what it says to mistakes, in Chinese and English."""

from typing import NamedTuple

from mingbai.text.words import Words

__all__ = ["COMMANDS", "ERRORS", "LATER", "MISTAKES", "OPTIONS", "TITLES", "Command"]


class Command(NamedTuple):
    """A command: one line for the list of commands, a few for its own help, examples to end with."""

    short: Words
    long: Words
    examples: tuple[str, ...]


COMMANDS: dict[str, Command] = {
    "mingbai": Command(
        Words("明白", "Mingbai"),
        Words(
            "明白：读取并审核政府信息公开工作年度报告。\n"
            "结果写到标准输出，说明和进度写到标准错误。\n"
            "退出码：0 没有达到 --fail-on 程度的问题；1 至少有一处；2 命令行上指明的东西读不了，或参数有误。",
            "Mingbai reads and audits annual reports on government information disclosure.\n"
            "Results go to standard output, words and progress to standard error.\n"
            "Exit code: 0 no finding at the level of --fail-on; 1 at least one; 2 something named could not be read,\n"
            "or the arguments are wrong.",
        ),
        (
            "mingbai report audit 2024.html",
            "mingbai report audit reports/ --format html --output audit.html",
            "mingbai report read reports/ --format xlsx --output cells.xlsx",
        ),
    ),
    "report": Command(
        Words("年度报告：读取、审核、比较、排印", "annual reports: read, audit, compare, render"),
        Words("政府信息公开工作年度报告。", "Annual reports on government information disclosure."),
        ("mingbai report audit 2024.html",),
    ),
    "report read": Command(
        Words("从网页、文档、文本中读出年报", "recover reports from pages, documents or text"),
        Words(
            "读出年报的三张表、正文中的数字和元数据。读到的就是页面上印的；读不出的说明原因，从不猜。",
            "Recovers the three tables, the figures in the prose and the metadata. What is read stands on the page;\n"
            "what could not be read says why; nothing is guessed.",
        ),
        (
            "mingbai report read 2024.html",
            "mingbai report read reports/ --format csv --output cells.csv",
            "mingbai report read 2024.pdf --plain",
        ),
    ),
    "report audit": Command(
        Words("读取并检查一份、多份或整个文件夹", "read and check one file, many, or folders"),
        Words(
            "检查年报：表内、文表之间、历年之间、各机关之间。文件夹一直查到底，ZIP 和 WARC 会打开。",
            "Checks reports: tables, prose against tables, years, bodies. Folders are searched to the bottom,\n"
            "ZIP and WARC archives are opened.",
        ),
        (
            "mingbai report audit 2024.html --previous 2023.html",
            "mingbai report audit reports/ --format html --output audit.html",
            "mingbai report audit reports/ --select 'applications/*' --fail-on warning",
        ),
    ),
    "report compare": Command(
        Words("两份报告逐格对照", "two reports side by side, cell by cell"),
        Words(
            "逐格比较两份报告：变化多少，哪些不能比较。",
            "Compares two reports cell by cell: what changed, and what does not carry over.",
        ),
        (
            "mingbai report compare 2023.html 2024.html",
            "mingbai report compare 2023.html 2024.html --format csv -o change.csv",
        ),
    ),
    "report render": Command(
        Words("按规定版式排印一份报告", "write a report in its statutory layout"),
        Words(
            "按规定版式输出一份报告：我们的 JSON，或任何读得了的文件。",
            "Writes a report in its statutory layout, from our JSON or any file that can be read.",
        ),
        ("mingbai report render report.json --to docx --output report.docx",),
    ),
    "report forms": Command(
        Words("已知的年报格式", "the known editions of the form"),
        Words(
            "列出年报格式；--edition 给出该格式的行、列与合计关系。",
            "Lists the editions; --edition gives one's rows, columns and sums.",
        ),
        ("mingbai report forms --edition 2021",),
    ),
    "checks": Command(
        Words("全部检查；给出编号则举例说明", "every check; one explained with a failing example"),
        Words(
            "列出每项检查的编号、内容、依据和程度；给出编号则举例说明。",
            "Lists each check's id, sentence, ground and severity; with an ID explains it by an example.",
        ),
        ("mingbai checks", "mingbai checks applications/balance"),
    ),
    "deadline": Command(
        Words(
            "答复期限和其他法定期限，附依据和计算过程",
            "when a reply or another statutory limit falls due, and why",
        ),
        Words(
            "计算政府信息公开申请的答复期限：收到之日、补正、征求意见、延期、收费，加 --explain 列出每一步和月历。\n"
            "后接下列命令之一，计算其他期限。法律不允许的，一行说明并指出条款，退出码 2。",
            "Says when the reply to an application falls due: receipt, amendment, consultation, extension, fee; --explain shows\n"
            "every step and a calendar. With one of the commands below, another limit. What the law does not allow is refused\n"
            "in one line that names the article, exit code 2.",
        ),
        (
            "mingbai deadline --received 2025-03-03 --consulted 2025-03-10..2025-03-27 --explain",
            "mingbai deadline --received 2025-03-03 --extended 20 --extended-on 2025-03-31",
            "mingbai deadline publish --formed 2025-12-22",
        ),
    ),
    "deadline publish": Command(
        Words(
            "主动公开：信息形成或者变更之日起",
            "publishing: from the day the information was formed or changed",
        ),
        Words("主动公开的期限（条例第二十六条）。", "The period to publish (Regulation, art. 26)."),
        ("mingbai deadline publish --formed 2025-12-22",),
    ),
    "deadline third-party": Command(
        Words("第三方提出意见", "the third party's view"),
        Words(
            "第三方提出意见的期限，自其收到征求意见书起（条例第三十二条）。",
            "The third party's period, from receiving the letter (Regulation, art. 32).",
        ),
        ("mingbai deadline third-party --received 2025-03-12",),
    ),
    "deadline joint-maker": Command(
        Words("共同制作机关提出意见", "the joint maker's view"),
        Words(
            "共同制作机关提出意见的期限；逾期视为同意公开（条例第三十四条）。",
            "The joint maker's period; silence is consent (Regulation, art. 34).",
        ),
        ("mingbai deadline joint-maker --received 2025-04-21",),
    ),
    "deadline amend-notice": Command(
        Words("通知补正", "asking for an amendment"),
        Words(
            "通知补正的期限（条例第三十条）。", "The period to ask for an amendment (Regulation, art. 30)."
        ),
        ("mingbai deadline amend-notice --received 2025-05-26",),
    ),
    "deadline pay": Command(
        Words("缴纳信息处理费", "paying the processing fee"),
        Words(
            "缴费的期限，自收到收费通知起（收费办法第六条）。",
            "The period to pay, from receiving the notice (fee measures, art. 6).",
        ),
        ("mingbai deadline pay --noticed 2025-07-01",),
    ),
    "deadline report": Command(
        Words("年度报告公布", "publishing the annual report"),
        Words(
            "年度报告的公布日期（条例第四十九条）；固定日期，不顺延。",
            "When an annual report is published (Regulation, art. 49): a fixed day.",
        ),
        ("mingbai deadline report --year 2025 --level department",),
    ),
    "deadline limit": Command(
        Words(
            "其他期限：复议、诉讼、信访、备案等", "another limit: reconsideration, suits, petitions, filing …"
        ),
        Words(
            "其他法定期限，按名称计算；名称写错时列出全部，docs/reference/deadlines.md 逐一说明。",
            "Another statutory limit by its key; a wrong key lists them all, docs/reference/deadlines.md explains each.",
        ),
        (
            "mingbai deadline limit reconsideration --from 2025-08-08",
            "mingbai deadline limit response_authoritative --from 2025-10-01T08:00",
        ),
    ),
    "fee": Command(
        Words("信息处理费", "the processing fee"),
        Words(
            "按件或者按量计算信息处理费；一件申请只用一种。",
            "The processing fee by item or by page; one application is charged in one way.",
        ),
        ("mingbai fee items 35", "mingbai fee pages 250 --explain"),
    ),
    "fee items": Command(
        Words("按件：同一申请人一个自然月内", "by item: one applicant in one natural month"),
        Words("按件计算（收费办法第四条）。", "By item (fee measures, art. 4)."),
        ("mingbai fee items 35", "mingbai fee items 5 --already 8 --explain"),
    ),
    "fee pages": Command(
        Words("按量：一件申请提供的页数", "by page: what one application is given"),
        Words("按量计算（收费办法第五条）。", "By page (fee measures, art. 5)."),
        ("mingbai fee pages 250 --explain",),
    ),
    "remedy": Command(
        Words(
            "复议前置与否，复议、起诉的最后一日",
            "whether reconsideration comes first, and the last days to apply and to sue",
        ),
        Words(
            "对答复或者逾期不答复的救济。KEY 是年报表三的行（mingbai report forms --edition 2021），或 no_reply。",
            "The remedies against a reply or silence. KEY is a row of the report's applications table\n"
            "(`mingbai report forms --edition 2021`), or no_reply.",
        ),
        (
            "mingbai remedy --served 2025-08-08 --outcome refused_third_party",
            "mingbai remedy --served 2025-10-16 --outcome no_reply",
        ),
    ),
    "calendar": Command(
        Words("一年的工作日、放假、调休上班日", "a year's working days, days off, make-up working days"),
        Words(
            "某一年每天是工作日、休息日、放假还是调休上班，各依哪份通知。自2007年起；尚未公布安排的年份只给暂定的日历，并说明。\n"
            "新一年的通知不必等新版：按 src/mingbai/workdays/notices/ 中的写法写一个年份文件，用 --notices 载入。",
            "What each day of a year is (working, rest, holiday, make-up) and by which notice. From 2007 on; a year not announced\n"
            "gets a provisional calendar, which says so. A new year's notice need not wait for a release: write a year file\n"
            "like those in src/mingbai/workdays/notices/ and load it by --notices.",
        ),
        (
            "mingbai calendar 2026",
            "mingbai calendar 2026 --format ics --output 2026.ics",
            "mingbai calendar 2027 --notices 2027.toml",
        ),
    ),
}

LATER = frozenset(("screen", "demo"))
"""Commands of the contract that this version does not have yet."""

TITLES: dict[str, Words] = {
    "usage": Words("用法：", "usage: "),
    "arguments": Words("参数", "arguments"),
    "options": Words("选项", "options"),
    "commands": Words("命令", "commands"),
    "command": Words("命令", "COMMAND"),
    "example": Words("例：", "examples:"),
}

OPTIONS: dict[str, Words] = {
    "help": Words("显示这份说明", "show this help"),
    "version": Words("显示版本", "show the version"),
    "lang": Words(
        "用中文（zh）还是英文（en）；默认随系统",
        "speak Chinese (zh) or English (en); by default as the system",
    ),
    "paths": Words("文件、文件夹，或 - 表示标准输入", "files, folders, or - for standard input"),
    "format": Words(
        "输出格式；默认 text，或随 --output 的扩展名",
        "output format; by default text, or as the ending of --output says",
    ),
    "output": Words(
        "写入文件，不写到标准输出；写完才替换原有文件",
        "write to FILE, which is replaced only when all is written",
    ),
    "quiet": Words("只说错误", "say nothing but errors"),
    "no_progress": Words("不显示进度", "show no progress"),
    "progress": Words("不在终端上也显示进度", "show progress even where standard error is no terminal"),
    "jobs": Words(
        "用几个进程；默认文件多时用全部处理器", "processes to use; by default all processors for many files"
    ),
    "plain": Words(
        "只输出纯文本，所有位置都按它计数", "print the plain text, in which every position is counted"
    ),
    "year": Words(
        "报告的年度（页面没写时用；与页面不符则列为问题）",
        "the year reported on, where the page lacks it; a disagreement is a finding",
    ),
    "body": Words(
        "机关名称（页面没写时用；与页面不符则列为问题）",
        "the body's name, where the page lacks it; a disagreement is a finding",
    ),
    "select": Words(
        "只做这些检查：编号、一族（prose）或 'prose/*'；可重复",
        "only these checks: an id, a family (prose) or 'prose/*'; may be repeated",
    ),
    "ignore": Words("不做这些检查；写法同 --select", "leave these checks out; as --select"),
    "previous": Words("上一年度的报告，核对结转", "last year's report, for what must carry over"),
    "baseline": Words(
        "已知问题（附理由）的 JSON；列出但不影响退出码",
        "JSON of known findings with reasons; shown, and not counted for the exit",
    ),
    "fail_on": Words(
        "达到什么程度退出码为 1；默认 error", "at what level the exit code is 1; by default error"
    ),
    "first": Words("第一份（较早的）报告", "the first (earlier) report"),
    "second": Words("第二份（较晚的）报告", "the second (later) report"),
    "report": Words(
        "mingbai report read --format json 的结果，或任何读得了的文件",
        "the result of mingbai report read --format json, or any file that can be read",
    ),
    "to": Words("输出成什么", "what to write"),
    "edition": Words("格式的年份：2021、2019 或 2014", "an edition: 2021, 2019 or 2014"),
    "id": Words("检查的编号", "the id of a check"),
    "report_year": Words("报告年度", "the year reported on"),
    "received": Words("申请到达（提交、签收）之日", "the day the application arrived"),
    "channel": Words(
        "渠道；默认 in-person 当面；misdirected 是寄给了本机关其他部门或个人",
        "the channel; by default in-person; misdirected went to another unit of the organ",
    ),
    "confirmed": Words(
        "与申请人确认之日（online、fax、ordinary-post、misdirected 须有）",
        "the day of confirmation (online, fax, ordinary-post, misdirected)",
    ),
    "amendment_asked": Words("发出补正通知之日", "the day an amendment was asked for"),
    "amended": Words("收到补正之日", "the day the amendment came in"),
    "consulted": Words(
        "征求意见：FROM 发函日，TO 收到意见之日，可加 @ 对方收函日；默认第三方，前面可加 joint-maker: 或 organ:；可多次",
        "a consultation: sent on FROM, the view in on TO, with @ the day the party received it; of a third party, or with joint-maker: or organ: before it; may be repeated",
    ),
    "extended": Words("延长多少个工作日", "by how many working days it was extended"),
    "extended_on": Words("告知延期之日", "the day the extension was told"),
    "fee_noticed": Words("收费通知送达申请人之日", "the day the applicant received the fee notice"),
    "fee_paid": Words("缴清之日", "the day the fee was paid"),
    "as_of": Words(
        "站在哪一日看，其后的事不计；节假日仍按最后公布的安排",
        "look as of this day: what was done later is not known; holidays as last announced",
    ),
    "explain": Words("列出每一步", "show every step"),
    "start": Words("自哪一日起算（该日不计）", "the day it runs from, itself not counted"),
    "level": Words("department 部门，government 政府", "department or government"),
    "key": Words("期限的名称", "the limit's key"),
    "items": Words("本次几件", "how many items"),
    "pages": Words("几页（A4 或更小的一面为一页）", "how many pages (a side of A4 or smaller)"),
    "already": Words("同一申请人当月此前已有几件", "how many came before in the same month"),
    "on": Words("按哪一日的标准；默认最新标准", "by the scale of which day; by default the last one"),
    "served": Words(
        "答复送达之日；no_reply 时为答复期限届满之日", "the day of service; for no_reply the due day"
    ),
    "outcome": Words(
        "处理结果：年报表三的行，或 no_reply", "the outcome: a row of the applications table, or no_reply"
    ),
    "withheld": Words(
        "部分公开时，不予公开部分属于哪一行", "for partly_granted, the row of what is withheld"
    ),
    "calendar_year": Words("年份，2007年起", "a year, from 2007 on"),
    "notices": Words(
        "节假日的年份文件，或放这些文件的文件夹；代替自带的同年文件；可重复",
        "a year file of holidays, or a folder of them, in place of those of the same year that come with Mingbai; may be repeated",
    ),
}

ERRORS: dict[str, Words] = {
    "later": Words(
        "本版还没有 {} 这个命令；mingbai --help 列出现有的命令",
        "this version does not have the command {} yet; mingbai --help lists those there are",
    ),
    "unknown": Words(
        "没有 {} 这个命令；mingbai --help 列出全部", "there is no command {}; mingbai --help lists them all"
    ),
    "more": Words("（{} --help 有说明）", " (see {} --help)"),
}

MISTAKES: tuple[tuple[str, str], ...] = (
    (r"the following arguments are required: (.+)", r"缺少参数：\1"),
    (r"unrecognized arguments: (.+)", r"不认识的参数：\1"),
    (r"argument (\S+): invalid choice: (.+?) \(choose from (.+)\)", r"参数 \1 没有 \2 这个选择（可选：\3）"),
    (r"argument (\S+): invalid (?:year|number): (.+)", r"参数 \1 的值 \2 无效"),
    (r"argument (\S+): expected one argument", r"参数 \1 后面缺少值"),
    (r"argument (\S+): given twice", r"参数 \1 给了两次"),
    (r"argument (\S+): not allowed with argument (\S+)", r"参数 \1 与 \2 不能同时使用"),
    (r"argument (\S+): ignored explicit argument (.+)", r"参数 \1 不带值，多了 \2"),
)
"""What argparse says in English, and the same in Chinese."""
