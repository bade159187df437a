"""The commands that run an installation, as the core's command finds them: words and options, nothing that needs the web.

What they do stands beside, each in a module of its own; `run` prepares the platform and calls it.
"""

from mingbai.cli.added import Added, Option
from mingbai.cli.phrases import Command
from mingbai.text.words import Words

__all__ = ["BACKUP", "DEMO", "INIT", "MOVE", "REBUILD", "RECOVER", "RESTORE", "SERVE", "VERIFY", "WORKER"]

_RUN = "mingbai_web.project.commands.running:run"

_HOME = Option(
    "--home",
    Words(
        "安装所在的文件夹；默认 MINGBAI_HOME，否则为当前文件夹下的 var",
        "the folder of the installation; by default MINGBAI_HOME, else var in the current folder",
    ),
    {"metavar": "DIR"},
)
_QUIET = Option("--quiet, -q", Words("只说错误", "say nothing but errors"), {"action": "store_true"})


def _number(text: str) -> int:
    """Return a count; argparse says of what it refuses that it is no valid number."""
    import argparse

    if not text.isdecimal() or not 1 <= int(text) <= 65_535:
        raise argparse.ArgumentTypeError(f"invalid number: {text!r}")
    return int(text)


INIT = Added(
    Command(
        Words("建立一个安装：文件夹、密钥、数据库、三员账号", "set up an installation"),
        Words(
            "建立一个安装：文件夹与密钥、数据库、个人信息密钥库、系统／安全／审计三个管理员账号，以及第一个机关。\n"
            "初始密码只显示这一次。再次运行不改动已有的东西，只说明有什么。",
            "Sets up an installation: its folder and secret, the database, the store of keys for personal data, three\n"
            "separate administrators, and the first body. First passwords are shown once. Run again, it changes nothing\n"
            "and says what there is.",
        ),
        (
            "mingbai init",
            "mingbai init --home office --database postgresql://mingbai@db.example/mingbai",
        ),
    ),
    (
        _HOME,
        Option(
            "--database",
            Words(
                "数据库地址 sqlite:///… 或 postgresql://…；默认文件夹中的 SQLite，记在该文件夹的 mingbai.env",
                "the database, sqlite:///... or postgresql://...; by default SQLite in the folder; noted in its mingbai.env",
            ),
            {"metavar": "URL"},
        ),
        Option("--body", Words("第一个机关的全称", "the full name of the first body"), {"metavar": "NAME"}),
        Option(
            "--level",
            Words("该机关的层级；默认 county（县级政府）", "its level; by default county"),
            {
                "choices": ("state", "province", "city", "county", "township", "department"),
                "default": "county",
            },
        ),
        Option(
            "--credit-code",
            Words("该机关的统一社会信用代码", "the unified social credit code of that body"),
            {"metavar": "CODE"},
        ),
        _QUIET,
    ),
    _RUN,
    1,
)

SERVE = Added(
    Command(
        Words("启动网站", "serve the pages"),
        Words(
            "在本机启动网站；默认只听本机地址，前面应有 HTTPS 反向代理。Ctrl-C 或 SIGTERM 结束，办完手上的请求才停。\n"
            "默认同时运行后台任务；数据库为 PostgreSQL 而另有 mingbai worker 时用 --no-worker。",
            "Serves the pages of the installation, by default on this machine's own address: put a proxy with HTTPS before\n"
            "it. Ctrl-C or SIGTERM ends it after the requests under way. Runs the background jobs too, unless --no-worker.",
        ),
        ("mingbai serve", "mingbai serve --home office --port 8080 --workers 4 --no-worker"),
    ),
    (
        _HOME,
        Option(
            "--host",
            Words("监听地址；默认 127.0.0.1", "the address to listen on; by default 127.0.0.1"),
            {"metavar": "ADDRESS", "default": "127.0.0.1"},
        ),
        Option(
            "--port",
            Words("端口；默认 8000", "the port; by default 8000"),
            {"metavar": "N", "type": _number, "default": 8000},
        ),
        Option(
            "--workers",
            Words("几个进程；默认 2", "processes that serve; by default 2"),
            {"metavar": "N", "type": _number, "default": 2},
        ),
        Option(
            "--no-worker",
            Words("不在这里运行后台任务", "run no background jobs here"),
            {"dest": "worker", "action": "store_false"},
        ),
        _QUIET,
    ),
    _RUN,
    2,
)

WORKER = Added(
    Command(
        Words("运行后台任务：封存、邮件等", "run the background jobs"),
        Words(
            "运行后台任务（每日封存、邮件、提醒等），直到被结束；可以同时运行几个。失败的会隔一段时间再试，试够次数才算失败。\n"
            "--status 列出任务的状况，--retry 让失败的重来。",
            "Runs background jobs (daily seals, mail, reminders) until it is stopped; several may run at once. What fails is\n"
            "tried again after a while, and given up after a number of times. --status lists jobs, --retry gives a failed one\n"
            "another chance.",
        ),
        ("mingbai worker", "mingbai worker --status", "mingbai worker --retry all"),
    ),
    (
        _HOME,
        Option(
            "--once",
            Words("办完到期的任务就结束", "end when everything that is due is done"),
            {"action": "store_true"},
        ),
        Option(
            "--status",
            Words(
                "列出任务的状况和失败的原因；有失败的退出码为 1",
                "list the jobs and why some failed; exit 1 if any did",
            ),
            {"action": "store_true"},
        ),
        Option(
            "--retry",
            Words("让失败的任务重来：任务编号，或 all", "try a failed job again: its id, or all"),
            {"metavar": "ID"},
        ),
        _QUIET,
    ),
    _RUN,
    3,
)

BACKUP = Added(
    Command(
        Words("备份，运行中也一致", "back up, consistently while running"),
        Words(
            "把数据库的记录和文件写进一个压缩包，运行中也前后一致；可以恢复到 SQLite 或 PostgreSQL。\n"
            "个人信息密钥不在其中：用 --keys 另存一份，另行保管。没有密钥，备份中的个人信息无法解读。",
            "Writes the rows of the database and the files into one archive, consistent while the installation runs; it can be\n"
            "restored on SQLite or on PostgreSQL. The keys of personal data are not in it: --keys writes them into a file of\n"
            "their own, to be kept elsewhere. Without them nobody can read the personal data in a backup.",
        ),
        ("mingbai backup mingbai.zip", "mingbai backup --keys keys.zip"),
    ),
    (
        Option("file", Words("写入哪个文件", "the file to write"), {"metavar": "FILE"}),
        _HOME,
        Option("--keys", Words("只备份密钥", "back up the keys, and only them"), {"action": "store_true"}),
        _QUIET,
    ),
    _RUN,
    4,
)

RESTORE = Added(
    Command(
        Words("把备份恢复到空的安装", "restore a backup into an empty installation"),
        Words(
            "把备份恢复到空的安装，重算全部汇总表，最后核对全部记录与封存。已有记录的安装会被拒绝。\n"
            "先恢复密钥（--keys），再恢复数据。",
            "Restores a backup into an empty installation, computes all projections anew and ends by verifying every act and\n"
            "seal. An installation that holds anything is refused. Restore the keys first (--keys), then the rest.",
        ),
        ("mingbai restore mingbai.zip --home new", "mingbai restore --keys keys.zip --home new"),
    ),
    (
        Option("file", Words("备份文件", "the backup"), {"metavar": "FILE"}),
        _HOME,
        Option(
            "--database",
            Words(
                "恢复到哪个数据库；默认文件夹中的 SQLite",
                "the database to restore into; by default SQLite in the folder",
            ),
            {"metavar": "URL"},
        ),
        Option("--keys", Words("这是密钥的备份", "this is a backup of keys"), {"action": "store_true"}),
        _QUIET,
    ),
    _RUN,
    5,
)

MOVE = Added(
    Command(
        Words("把安装搬到另一个数据库", "move an installation to another database"),
        Words(
            "把一个安装的数据复制到另一个空的数据库，核对无误后记下新地址。搬迁时不能有网站或后台任务在运行；原数据库不变。",
            "Copies an installation's rows into another, empty database, verifies them there, and notes the new address. Nothing\n"
            "may be serving or working meanwhile; the old database stays as it is.",
        ),
        ("mingbai move --to postgresql://mingbai@db.example/mingbai",),
    ),
    (
        Option(
            "--to",
            Words("新数据库的地址", "the database to move to"),
            {"metavar": "URL", "required": True},
        ),
        _HOME,
        _QUIET,
    ),
    _RUN,
    6,
)

VERIFY = Added(
    Command(
        Words("核对全部记录、封存和汇总表", "verify every act, seal and projection"),
        Words(
            "逐条核对记录的摘要与次序、每日封存，以及每张汇总表是否就是记录推出的样子。有不符的逐一列出，退出码为 1。\n"
            "能发现改动，不能阻止数据库的主人改动：请把封存（--seal）与寄出、打印的那份对照。",
            "Verifies the digest and the order of every act, the daily seals, and that each projection is what the acts give.\n"
            "Lists what does not hold; exit 1. It shows changes and cannot prevent an owner of the database from making them:\n"
            "compare the seal (--seal) with the copy that was mailed or printed.",
        ),
        ("mingbai verify", "mingbai verify --seal"),
    ),
    (
        _HOME,
        Option(
            "--seal",
            Words("显示最近一次封存", "print the last seal"),
            {"action": "store_true"},
        ),
        Option(
            "--processes",
            Words(
                "用几个进程；默认记录多时用全部处理器",
                "processes to use; by default all processors for many acts",
            ),
            {"metavar": "N", "type": _number},
        ),
        _QUIET,
    ),
    _RUN,
    7,
)

REBUILD = Added(
    Command(
        Words("由记录重算全部汇总表", "compute all projections anew from the acts"),
        Words(
            "由记录重算全部汇总表。记录不变；规则或程序改过、核对说“规则已变”时用。",
            "Computes all projections anew from the acts, which stay as they are. For when the rules or the program changed and\n"
            "`mingbai verify` says that rules differ.",
        ),
        ("mingbai rebuild",),
    ),
    (_HOME, _QUIET),
    _RUN,
    8,
)

RECOVER = Added(
    Command(
        Words("让进不来的管理员重新登录", "let an administrator in again"),
        Words(
            "给一个人员新的初始密码，并解除动态口令和登录锁定，写入记录。用于最后一个安全管理员忘了密码、丢了手机，\n"
            "或者密钥未能恢复；其他人由安全管理员在网页上办理。密码只显示这一次，登录后先修改。",
            "Gives a person a first password, takes the second factor away and lifts a lock, as acts on record. For when the last\n"
            "security administrator lost password or telephone, or keys could not be restored; everybody else is let in on the\n"
            "pages. The password is shown once and changed at the first sign-in.",
        ),
        ("mingbai recover secadmin",),
    ),
    (
        Option("username", Words("用户名", "the username"), {"metavar": "USERNAME"}),
        _HOME,
        _QUIET,
    ),
    _RUN,
    9,
)

DEMO = Added(
    Command(
        Words("虚构的清河区：一个可以试用的机关", "a fictional district to try everything in"),
        Words(
            "建立虚构的清河区：两个机关、各个岗位、一年多的申请，都通过真实的办理流程生成；列出可以登录的人，然后在本机启动。\n"
            "再次运行接着用已有的数据；删除该文件夹即重新开始。",
            "Makes the fictional district of Qinghe: two bodies, every kind of seat, more than a year of applications, all\n"
            "through the real services; lists who may sign in, and serves it on this machine. Run again it goes on with what\n"
            "is there; remove the folder to begin anew.",
        ),
        ("mingbai demo", "mingbai demo --home office --cases 300 --port 8080"),
    ),
    (
        _HOME,
        Option(
            "--host",
            Words("监听地址；默认 127.0.0.1", "the address to listen on; by default 127.0.0.1"),
            {"metavar": "ADDRESS", "default": "127.0.0.1"},
        ),
        Option(
            "--port",
            Words("端口；默认 8000", "the port; by default 8000"),
            {"metavar": "N", "type": _number, "default": 8000},
        ),
        Option(
            "--cases",
            Words("大约多少件申请；默认 120", "about how many applications; by default 120"),
            {"metavar": "N", "type": _number, "default": 120},
        ),
        Option(
            "--no-serve",
            Words("只建立，不启动", "make it, and do not serve"),
            {"dest": "serve", "action": "store_false"},
        ),
        _QUIET,
    ),
    _RUN,
    10,
)
