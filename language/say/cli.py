"""What the console script says to an operator."""

from collections.abc import Sequence
from datetime import date

from duty.assess import Assessment, State
from duty.kinds import Kind
from duty.people import Child
from language.say import words

HELP = "结对：老师说一句，帮扶的事就记好了。"
HELP_SERVE = "启动机器人服务：接消息、开网页、到点提醒、发送。"
HELP_WORKER = "只做到点的工作：提醒、发送；和 serve --only web 配着用。"
HELP_MIGRATE = "把数据库升级到最新结构。"
HELP_IMPORT = "导入名单工作簿（.xlsx）；可以重复导入，没变的不动。"
HELP_DUTIES = "列出谁该做什么、做到哪一步。"
HELP_RECORDS = "列出全部记录。"
HELP_DEMO = "启动体验环境：示例学校、模拟的企业微信、聊天页面。"
HELP_SANDBOX = "只启动模拟的企业微信和聊天页面。"

HELP_BENCH = "量一量快慢，和什么都不存的回声程序比（要在源码目录里）。"

OPTION_QUICK = "只跑二十来秒，数字作不得准"
OPTION_HOST = "监听的地址"
OPTION_PORT = "监听的端口"
OPTION_ONLY = "写 web 就只接消息、开网页；提醒和发送交给 jiedui worker"
OPTION_JSON = "输出一份 JSON"
OPTION_ON = "看哪一天的情况，如 2026-11-20；不写就是今天"
OPTION_MENTOR = "只看这位老师（企业微信账号）"
OPTION_DRY_RUN = "只检查，不写入"
OPTION_TEMPLATE = "写出一份空白的名单模板"
OPTION_SANDBOX_PORT = "模拟企业微信和聊天页面的端口"
OPTION_CALLBACK = "机器人的回调地址"
ARGUMENT_WORKBOOK = "名单工作簿（.xlsx）"

STATE = {
    State.FUTURE: "还没开始",
    State.DONE: "齐了",
    State.LATE: "补上了",
    State.EXCUSED: "情况特殊，不用补",
    State.SUBSTITUTED: "换了方式，算数",
    State.WAIVED: "不用了",
    State.OPEN: "还早",
    State.DUE: "快到了",
    State.OVERDUE: "还空着，可以补",
    State.MISSED: "空着",
}
DEMO_PARTS = {"bot": "机器人", "sandbox": "模拟的企业微信"}
DUTY_COLUMNS = ("教师", "学生", "班级", "事项", "起止", "次数", "情况")
RECORD_COLUMNS = ("编号", "账号", "学号", "事项", "日期", "")


def duties_title(day: date) -> str:
    return f"{day.isoformat()} 的结对情况"


def duty_row(mentor: str, child: Child | None, item: Assessment) -> tuple[str, ...]:
    window = item.window
    return (
        mentor,
        child.name if child else "",
        words.class_of(child) if child else "",
        words.KIND[item.kind],
        f"{window.first.isoformat()} 到 {window.last.isoformat()}",
        f"{item.count}/{item.times}",
        STATE[item.state],
    )


def deed_cells(kind: Kind, day: date, revoked: bool) -> tuple[str, str, str]:
    return words.KIND[kind], day.isoformat(), "已撤销" if revoked else ""


def migrated() -> str:
    return "数据库已是最新结构。"


def settings_wrong(names: Sequence[str]) -> str:
    shown = words.names(f"JIEDUI_{name.upper()}" for name in names)
    return f"设置 {shown} 的值不对，请检查环境变量或 .env 文件。"


def secret_key_missing() -> str:
    return "用 PostgreSQL 时要设置 JIEDUI_SECRET_KEY：几台机器共用一个库，密钥必须相同。"


def secret_key_weak() -> str:
    return "JIEDUI_SECRET_KEY 太短，至少要 16 个字符。"


def secret_key_wrong() -> str:
    return "密钥打不开数据库里的内容：JIEDUI_SECRET_KEY（或数据目录里的 secret.key）和写入时的不是同一把。"


def not_migrated() -> str:
    return "数据库结构还不是最新的，请先运行 jiedui migrate。"


def database_away() -> str:
    return "连不上数据库，或数据库正忙。请检查 JIEDUI_DATABASE_URL 和数据库是否在运行，再试一次。"


def database_refused() -> str:
    return "数据库没有接受这次操作，什么都没有改动。请看数据库自己的日志。"


def other_corp() -> str:
    return "这个数据库是另一家企业的（JIEDUI_WECOM_CORP_ID 对不上），没有动它。请核对设置，或另用一个数据目录。"


def file_unwritable(name: str) -> str:
    return f"写不了文件：{name}"


def secret_key_lost() -> str:
    return "数据库在，密钥文件 secret.key 却不见了。请把它放回数据目录，或设置 JIEDUI_SECRET_KEY，不然内容打不开。"


def data_dir_unusable() -> str:
    return "数据目录用不了：请检查 JIEDUI_DATA_DIR 指的文件夹在不在、能不能写、磁盘满没满。"


def unknown_member(user_id: str) -> str:
    return f"名单里没有这个账号：{user_id}"


def file_exists(name: str) -> str:
    return f"{name} 已经有了，没有覆盖它。请换一个文件名。"


def file_or_template() -> str:
    return "要么导入工作簿，要么写出模板，一次只做一样。"


def callback_keys_missing() -> str:
    missing = "JIEDUI_WECOM_CORP_ID、JIEDUI_WECOM_TOKEN、JIEDUI_WECOM_AES_KEY"
    return f"还缺回调的三样设置：{missing}。在企业微信管理后台的应用「接收消息」里能看到。"


def callback_keys_wrong() -> str:
    return (
        "JIEDUI_WECOM_TOKEN 应是 1 到 32 位字母数字，JIEDUI_WECOM_AES_KEY 应正好 43 位字母数字，请照管理后台重新复制。"
    )


def file_unreadable(name: str) -> str:
    return f"读不到文件：{name}"


def roster_keeps_changing() -> str:
    return "名单正被别人反复改动，这次没有写入，请过一会儿再导入。"


def workbook_needed() -> str:
    return "请写上要导入的工作簿，例如 jiedui import 名单.xlsx；要空白模板就用 --template 文件名。"


def template_written(name: str) -> str:
    return f"模板写好了：{name}。填好后运行 jiedui import {name}。"


def demo_try() -> str:
    return "打开下面的网址，发一句：已谈心 张三"


def demo_stopped(name: str) -> str:
    return f"{DEMO_PARTS[name]}意外停了，体验环境一起关闭。原因在数据目录的 demo/demo.log 里。"


def bench_needs_checkout() -> str:
    return "这个命令要在源码目录里用，安装包里没有。"


def port_taken(port: int) -> str:
    return f"端口 {port} 已被占用，换一个：--port 或 --sandbox-port。"


def demo_not_ready() -> str:
    return "等了很久还没启动好，体验环境关闭了。原因在数据目录的 demo/demo.log 里。"
