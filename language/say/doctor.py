"""What `jiedui doctor` says: what it saw, and the next step, in an operator's words."""

from collections.abc import Sequence
from datetime import date

KEYS, CALLBACK, DOMAIN, ADDRESS, TOKEN, RANGE, EVENTS, PARENTS = (
    "钥匙",
    "回调地址",
    "域名校验文件",
    "可信 IP",
    "调用凭证",
    "可见范围",
    "进入应用事件",
    "家长端",
)
FOLLOWS, CONTACTS, CALENDAR, CLOCK, DATABASE, DELIVERY, DISK = (
    "家长关注",
    "危机联系人",
    "校历",
    "时钟",
    "数据库",
    "发送",
    "磁盘",
)
MARKS = {"ok": "好", "note": "留意", "wrong": "要修", "unknown": "等前面"}
COLUMNS = ("", "看什么", "看到的，和怎么办")
STEP = "→ "
TITLE = "体检"
HELP = "体检：哪里没配好，怎么修，按上线的顺序列出来。"
AFTER_ABOVE = "先把上面标「要修」的办好，再来看这一项。"
AFTER_DATABASE = "要看数据库才知道：先把下面「数据库」那一项办好。"


def keys_present() -> str:
    return "企业号、应用、回调、通讯的钥匙都在。"


def keys_missing(names: Sequence[str]) -> tuple[str, str]:
    # Between spaces, so that no name is cut where a line ends.
    return f"还缺： {' '.join(names)}", "在企业微信管理后台的「应用管理 → 自建应用」里能找到，写进 .env 后重启。"


def keys_broken() -> tuple[str, str]:
    return (
        "Token 或 EncodingAESKey 不像样，开不了加密信封。",
        "到应用的「接收消息」里重新抄一遍：AESKey 正好 43 个字符。",
    )


def parent_keys_halved() -> tuple[str, str]:
    return (
        "家长那个应用的 AgentId 和 Secret 只写了一样，所以没有用上它。",
        "JIEDUI_WECOM_PARENT_AGENT_ID 和 JIEDUI_WECOM_PARENT_SECRET 要么都写，要么都不写。",
    )


def callback_reached(when: str) -> str:
    return f"企业微信最近一次找到这里：{when}。"


def callback_never(url: str) -> tuple[str, str]:
    where = url or "https://您的域名/wecom/callback"
    return (
        "企业微信还从没找到过这里。",
        f"在应用的「接收消息 → 设置 API 接收」里填 {where} 再点保存；存不上就从外网打开这个地址的 /healthz 看通不通。",
    )


def domain_file_there(count: int) -> str:
    return f"有 {count} 份校验文件，外面能取到。"


def domain_file_missing(folder: str) -> tuple[str, str]:
    return (
        "还没有 WW_verify_ 开头的校验文件。",
        f"在应用的「网页授权及 JS-SDK」里下载它，放进 {folder}，再到后台点「申请校验域名」。家长的页面要用它。",
    )


def base_url_missing() -> tuple[str, str]:
    return "还没写外网地址（JIEDUI_BASE_URL）。", "写上 https://您的域名；没有它，发给家长的话里就没有回话的链接。"


def address_trusted() -> str:
    return "企业微信认得这台机器的地址。"


def address_not_trusted(ip: str) -> tuple[str, str]:
    shown = ip or "（平台没说是哪个）"
    return (
        f"企业微信不认这台机器的地址 {shown}。",
        "在应用的「企业可信 IP」里加上它，等一分钟再试。没有固定地址，就用有固定地址的代理（JIEDUI_HTTPS_PROXY_URL）。",
    )


def token_fine(app: str) -> str:
    return f"凭证换到了，应用叫「{app}」。"


def token_refused(code: int) -> tuple[str, str]:
    return (
        f"换不到凭证（错误码 {code}）。",
        "核对 JIEDUI_WECOM_CORP_ID、JIEDUI_WECOM_SECRET，确认应用没有被停用；别反复试错，错多了会被封一小时。",
    )


def platform_unreachable(what: str) -> tuple[str, str]:
    return f"连不上企业微信（{what}）。", "看这台机器能不能上外网、代理和防火墙有没有放行 qyapi.weixin.qq.com。"


def platform_busy(code: int) -> tuple[str, str]:
    return f"企业微信正忙（错误码 {code}）。", "过一会儿再运行一次；常常这样，就看看是不是有别的程序也在用这个应用。"


def app_closed(app: str) -> tuple[str, str]:
    return f"凭证换到了，可应用「{app}」停用着。", "在管理后台打开这个应用，点「启用」。"


def call_refused(code: int) -> tuple[str, str]:
    return f"企业微信不让查（错误码 {code}）。", "确认应用启用着，Secret 是这个应用的。"


def range_full(count: int) -> str:
    return f"名单上 {count} 位老师都在应用的可见范围里。"


def range_partial(seen: int, count: int, missing: Sequence[str]) -> tuple[str, str]:
    more = "等" if len(missing) > 8 else ""
    return (
        f"名单上 {count} 位老师，应用只看得到 {seen} 位；看不到：{'、'.join(missing[:8])}{more}。",
        "在应用的「可见范围」里加上他们；账号拼法要和名单一致（大小写不要紧）。看不到的老师收不到提醒。",
    )


def range_nobody() -> tuple[str, str]:
    return "名单还是空的。", "先用 jiedui import 导入名单。"


def events_on() -> str:
    return "开着：老师打开应用就能听到第一句问候。"


def events_off() -> tuple[str, str]:
    return "没开：老师第一次打开应用时，机器人不知道。", "在应用的「接收消息」里勾上「用户进入应用的事件」。"


def parents_allowed(scope: int) -> str:
    return f"可以给家长发学校通知（范围 {scope} 项）。"


def parents_forbidden(code: int) -> tuple[str, str]:
    return (
        f"现在还不能给家长发学校通知（错误码 {code}）。",
        "在「家校沟通 → 配置 → 家长可使用的应用」里加上这个应用，先给它设一个主页；班主任也要在可见范围里。",
    )


def parents_token_refused(code: int) -> tuple[str, str]:
    return (
        f"家长那个应用换不到凭证（错误码 {code}）。",
        "核对 JIEDUI_WECOM_PARENT_AGENT_ID 和 JIEDUI_WECOM_PARENT_SECRET，确认那个应用启用着。",
    )


def parents_empty_scope() -> tuple[str, str]:
    return "家长端的范围是空的。", "在「家长可使用的应用」里给这个应用选上年级或班级。"


def follows(with_account: int, following: int, not_following: int) -> str:
    unknown = with_account - following - not_following
    return f"{with_account} 位家长有家校账号：{following} 位关注着，{not_following} 位没关注，{unknown} 位还不知道。"


def follows_step() -> str:
    return (
        "请班主任回「关注码」看还差谁、打印二维码；名单久没更新就运行 jiedui sync；"
        "没关注的，机器人会给老师一个能转发的链接。"
    )


def no_guardians() -> tuple[str, str]:
    return "名单里还没有能联系的家长。", "把监护人表填上再导入；没有家校账号也行。"


def by_links() -> str:
    return "没有家校通讯录：家长走专属链接，老师发「家长链接」就有。有家校通讯录，运行 jiedui sync 对上。"


def contacts_named(names: Sequence[str]) -> str:
    return f"有危险的话会马上告诉：{'、'.join(names)}。"


def contacts_missing() -> tuple[str, str]:
    return (
        "还没写危机联系人。",
        "在名单的「学校」表填「危机联系人」（企业微信账号，先后为序）和「值班电话」；没写时只告诉校长。",
    )


def duty_phone_missing() -> str:
    return "值班电话还没写，填在名单的「学校」表里。"


def terms_known(last: date) -> str:
    return f"学期排到{_day(last)}，放假和调休都知道。"


def terms_missing() -> tuple[str, str]:
    return (
        "还没有学期：没有要办的事，也不提醒。",
        "在名单的「学期」表写上学年、学期和起止日期，再导入。",
    )


def terms_end(last: date) -> tuple[str, str]:
    return f"学期只排到{_day(last)}，之后没有要办的事，也不提醒。", "在名单的「学期」表加上下学期，再导入。"


def plan_missing(years: Sequence[int]) -> tuple[str, str]:
    listed = "、".join(map(str, years))
    return (
        f"{listed} 年的放假安排还不知道，先按法定假日算；调休要上班的周末不提醒。",
        "公布以后升级这个程序，或者把放假、上班的日子写进名单的「校历」表，再导入。",
    )


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def clock_right() -> str:
    return "这台机器的时间和企业微信对得上。"


def clock_behind(seconds: int) -> tuple[str, str]:
    return f"这台机器的时间慢了约 {seconds} 秒。", "打开自动校时（NTP），不然「今天」会记错。"


def clock_unknown() -> str:
    return "还没收到过消息，对不了时间。"


def database_ready(kind: str) -> str:
    return f"{kind}，结构是最新的，写得进。"


def database_missing() -> tuple[str, str]:
    return "还没有数据库文件。", "用 jiedui import 导入名单，或启动 jiedui serve，就会建好。"


def database_old() -> tuple[str, str]:
    return "数据库的结构还不是最新的。", "运行 jiedui migrate，再重启服务。"


def database_away() -> tuple[str, str]:
    return "连不上数据库，或数据库正忙。", "看 JIEDUI_DATABASE_URL 写得对不对、数据库开着没有，再试一次。"


def database_shut(sentence: str) -> tuple[str, str]:
    return "数据库打不开。", sentence


def delivery_flows() -> str:
    return "没有卡住的消息。"


def delivery_stuck(waiting: int, failed: int, unsure: int) -> str:
    return f"{waiting} 条等着发；最近 7 天里 {failed} 条没发出去，{unsure} 条说不准发没发到。"


def nobody_delivers(count: int) -> str:
    return f"{count} 条到了时候还没有谁去发。jiedui serve 开着没有？用了 serve --only web 的，还要开 jiedui worker。"


def trial_on() -> str:
    return "现在是试运行：提醒都只发给德育主任（协调人）。准备好了就在名单的「学校」表把「试运行」改成 否 再导入。"


def disk_free(gigabytes: float) -> str:
    return f"还空 {gigabytes:.1f} GB。"


def disk_low(gigabytes: float) -> tuple[str, str]:
    return f"只剩 {gigabytes:.1f} GB。", "腾出地方或换个盘；满了就什么都记不下了。"
