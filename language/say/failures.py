"""What is said about a message that did not arrive: to the one whose message it was, and to the operator."""

from collections.abc import Mapping, Sequence

from duty.delivery import Reason

# What happened, and what the writer can do about it. "{whom}" is who should have got it.
_TO_STAFF: Mapping[Reason, tuple[str, str]] = {
    Reason.UNREACHABLE: (
        "企业微信里找不到{whom}，或者不在应用的可见范围里",
        "急的话请直接打电话；也请管理员把{whom}加进应用的可见范围。",
    ),
    Reason.UNLICENSED: (
        "{whom}的账号还没有激活接口许可",
        "急的话请直接打电话；也请管理员在企业微信后台给这个账号分配许可。",
    ),
    Reason.WECHAT_NOT_BOUND: (
        "{whom}还没有登录过企业微信，也没有关注微信插件",
        "急的话请直接打电话，请对方登录一次企业微信。",
    ),
    Reason.NOT_FOLLOWING: (
        "{whom}可能还没有关注「学校通知」",
        "您可以先打个电话；请对方扫班级二维码关注后，再发就能收到。",
    ),
    Reason.NO_ACCOUNT: (
        "名单里还没有{whom}的家校账号",
        "您可以先打个电话；也请管理员在名单里补上家校账号。",
    ),
    Reason.PARENT_OUT_OF_RANGE: (
        "{whom}不在应用能发通知的范围里",
        "您可以先打个电话；也请管理员在「家长可使用的应用」里调整范围。",
    ),
    Reason.TEACHER_OUT_OF_RANGE: (
        "孩子的班主任和任课老师都不在应用的可见范围里，所以发不到{whom}那里",
        "您可以先打个电话；也请管理员把老师们加进应用的可见范围。",
    ),
    Reason.PARENTS_APP_FORBIDDEN: (
        "学校还没有让这个应用给家长发通知",
        "您可以先打个电话；也请管理员把应用加进「家长可使用的应用」。",
    ),
    Reason.WINDOW_CLOSED: (
        "{whom}上次在客服里说话隔得久了，平台不让再往那里发",
        "您可以先打个电话。",
    ),
    Reason.WITH_COLLEAGUE: (
        "有同事正在客服里跟{whom}说话，我先不插话",
        "请让那位同事带一句，或者打个电话。",
    ),
    Reason.SHUT_OUT: ("{whom}在客服里不收我们的消息了", "您可以先打个电话。"),
    Reason.SERVICE_FORBIDDEN: (
        "学校的微信客服还没有交给这个应用",
        "您可以先打个电话；也请管理员看看「微信客服」的设置。",
    ),
    Reason.BLOCKED_CONTENT: (
        "平台觉得内容里有不能发的词，没有放行",
        "请换个说法再发一次，或者打个电话给{whom}。",
    ),
    Reason.TOO_LONG: ("内容太长，平台没有收", "请写短一些再发一次，或者打个电话给{whom}。"),
    Reason.MALFORMED: (
        "这是我这边的毛病，平台没有认出这条消息",
        "请打个电话给{whom}，再告诉管理员一声，日志里有原因。",
    ),
    Reason.CARD_SPENT: ("那张卡片已经不能再改了", "不用再点它；要记什么，直接发一句话给我就行。"),
    Reason.APP_SETTINGS: (
        "应用的设置不对，现在什么都发不出去",
        "急的话请打电话给{whom}；也请告诉管理员，修好之后我会接着发。",
    ),
    Reason.APP_FORBIDDEN: (
        "应用被停用了，或没有发消息的权限",
        "急的话请打电话给{whom}；也请告诉管理员，修好之后我会接着发。",
    ),
    Reason.NOT_TRUSTED: (
        "企业微信不认这台服务器的地址",
        "急的话请打电话给{whom}；也请告诉管理员，修好之后我会接着发。",
    ),
    Reason.THROTTLED: ("今天发得太多，平台让我歇一歇", "急的话请打电话给{whom}；不急就过一会儿再发一次。"),
    Reason.PLATFORM: ("企业微信那边一直在忙，试了好几次都没成", "急的话请打电话给{whom}；不急就过一会儿再发一次。"),
    Reason.NO_CONNECTION: ("服务器连不上企业微信", "急的话请打电话给{whom}；也请告诉管理员看看网络。"),
    Reason.UNSURE: (
        "我不能确定对方收到没有：发出去的时候断了线，隔得久了，再发可能会重复",
        "请问一声{whom}；没收到的话，再发一次就行。",
    ),
    Reason.BROKEN: ("我这边出了毛病，没能发出去", "请打个电话给{whom}，再告诉管理员一声，日志里有原因。"),
    Reason.UNREADABLE: ("存着的内容读不出来了", "请打个电话给{whom}，再告诉管理员一声，日志里有原因。"),
    Reason.TRIAL_WITHOUT_STAND_IN: (
        "学校还在试运行，消息都先给德育主任看，可名单里还没有德育主任、校长或管理员",
        "急的话请打电话给{whom}；也请在名单里补上德育主任，或者结束试运行，再发一次。",
    ),
    Reason.UNKNOWN_CODE: (
        "平台没有收，说的原因我还不认识",
        "请打个电话给{whom}，再告诉管理员一声，体检（jiedui doctor）里有原因的编号。",
    ),
}

# What is wrong, and where an operator mends it.
_TO_OPERATOR: Mapping[Reason, tuple[str, str]] = {
    Reason.UNREACHABLE: (
        "有人收不到：账号不存在，或不在应用的可见范围里",
        "管理后台 → 应用管理 → 这个应用 → 可见范围，把他们加进去，再核对名单里的企业微信账号。",
    ),
    Reason.UNLICENSED: ("有人收不到：账号没有激活接口许可", "管理后台 → 应用管理 → 接口许可，给这些账号分配基础账号。"),
    Reason.WECHAT_NOT_BOUND: ("有人收不到：还没有激活企业微信", "请他们登录一次企业微信，或关注微信插件。"),
    Reason.NOT_FOLLOWING: (
        "有家长收不到：多半还没有关注「学校通知」",
        "管理后台 → 家校沟通，把班级二维码发给家长，请他们扫码关注。",
    ),
    Reason.NO_ACCOUNT: ("有家长收不到：名单里没有家校账号", "在名单「监护人」表的「家校账号」一列补上，再导入一次。"),
    Reason.PARENT_OUT_OF_RANGE: (
        "有家长收不到：不在应用的家长范围里",
        "管理后台 → 家校沟通 → 配置 → 家长可使用的应用，把他们的班级加进范围。",
    ),
    Reason.TEACHER_OUT_OF_RANGE: (
        "有家长收不到：孩子的老师都不在应用的可见范围里",
        "管理后台 → 应用管理 → 这个应用 → 可见范围，把班主任和任课老师都加进去。",
    ),
    Reason.PARENTS_APP_FORBIDDEN: (
        "应用不能给家长发通知",
        "管理后台 → 家校沟通 → 配置 → 家长可使用的应用，把这个应用加进去（要先给应用设好主页，学校要已认证）。",
    ),
    Reason.WINDOW_CLOSED: ("有家长的客服会话过了 48 小时，或已发满 5 条", "不用处理，写的人已经得到别的办法。"),
    Reason.WITH_COLLEAGUE: ("有家长正由同事在客服里接待", "不用处理，接待结束后会照常发。"),
    Reason.SHUT_OUT: ("有家长在客服里拒收消息", "不用处理，写的人已经得到别的办法。"),
    Reason.SERVICE_FORBIDDEN: (
        "应用不能用微信客服",
        "管理后台 → 应用管理 → 微信客服 → API → 可调用接口的应用，把这个应用加进去，再勾选要用的客服账号。",
    ),
    Reason.BLOCKED_CONTENT: ("有内容被平台拦下了", "写的人已经得到通知；看看是不是常用语里有敏感词。"),
    Reason.TOO_LONG: ("有内容太长，平台没有收", "这不该发生，请把编号和日志发给开发者。"),
    Reason.MALFORMED: ("平台说请求的格式不对", "这不该发生，请把编号和日志发给开发者。"),
    Reason.CARD_SPENT: ("有卡片改不动了：已经改过一次，或超过了 72 小时", "不影响记录，不用处理。"),
    Reason.APP_SETTINGS: (
        "企业 ID、应用 ID 和 Secret 对不上，或应用被停用",
        "管理后台 → 应用管理 → 这个应用，照抄 AgentId 和 Secret，写进 .env 后重启。",
    ),
    Reason.APP_FORBIDDEN: (
        "应用被停用了，或没有这个接口的权限",
        "管理后台 → 应用管理 → 这个应用，看它有没有启用；久未使用被收回权限的，在那里重新开启。",
    ),
    Reason.NOT_TRUSTED: (
        "企业微信不认这台服务器的地址{ip}",
        "管理后台 → 应用管理 → 这个应用 → 企业可信 IP，把地址加进去，一分钟后生效。",
    ),
    Reason.THROTTLED: (
        "调用太频繁，平台暂时不收",
        "不用处理，会自己接着发；常常这样就看看是不是有别的程序共用这个应用。",
    ),
    Reason.PLATFORM: ("企业微信那边在忙", "不用处理，会自己再试；久了就看看企业微信的公告。"),
    Reason.NO_CONNECTION: (
        "连不上企业微信",
        "检查服务器的外网、DNS 和防火墙；要走代理就设置 JIEDUI_HTTPS_PROXY_URL。",
    ),
    Reason.UNSURE: ("有消息不能确定送到没有", "写的人已经得到通知，会自己问一声；不用处理。"),
    Reason.BROKEN: ("程序在准备消息时出错", "请把日志里 failed 那一行发给开发者。"),
    Reason.UNREADABLE: (
        "有消息读不出来，没有发，也没法告诉写的人",
        "多半是换过密钥（JIEDUI_SECRET_KEY）或数据坏了，请换回原来的密钥；日志里 unreadable 那几行有消息的编号。",
    ),
    Reason.TRIAL_WITHOUT_STAND_IN: (
        "学校在试运行，却没有人替大家收消息，所以都没有发",
        "在名单「教师」表给一位老师加上「德育主任」，或者把「学校」表的「试运行」改成 否，再导入一次。",
    ),
    Reason.UNKNOWN_CODE: ("平台回了一个不认识的编号", "在企业微信开发者中心的「错误码查询」里查这个编号。"),
}

# So many colleagues are called by name.
NAMED = 8
_MOSTLY = "，多半是同一个原因"
_OTHER_REASONS = "其余的原因，体检（jiedui doctor）里有。"


def undelivered(reason: Reason, whom: str) -> tuple[str, str]:
    """For the one whose message it was: the fact as a title, then why, and what helps. `whom`: as people say it."""
    why, step = _TO_STAFF[reason]
    title = "给{whom}的话没有确认送到" if reason is Reason.UNSURE else "给{whom}的话还没送到"
    return title.replace("{whom}", whom), f"{why}。\n{step}".replace("{whom}", whom)


def why(reason: Reason, whom: str) -> str:
    """The reason alone, as part of a sentence."""
    return _TO_STAFF[reason][0].replace("{whom}", whom)


def unreached(names: Sequence[str], reason: Reason, *, mixed: bool) -> str:
    """To whoever looks after the app in the school: colleagues hear nothing, why, and where that is mended.

    `mixed`: the reason is that of the most, others had other ones.
    """
    many = len(names) > 1
    listed = "、".join(names[:NAMED]) + ("等" if len(names) > NAMED else "")
    who = f"{listed} {len(names)} 位老师" if many else f"{listed}老师"
    why, (_, step) = _TO_STAFF[reason][0].replace("{whom}", "他们" if many else "这位老师"), _TO_OPERATOR[reason]
    text = f"{who}没收到提醒{_MOSTLY if mixed else ''}：{why}。\n{step}".replace("{ip}", "")
    return f"{text}\n{_OTHER_REASONS}" if mixed else text


def for_operator(reason: Reason, code: int, ip: str = "") -> str:
    """For whoever runs the service: what is wrong, with the platform's number, and where it is mended."""
    what, step = _TO_OPERATOR[reason]
    number = f"（错误码 {code}）" if code else ""
    return f"{what}{number}。{step}".replace("{ip}", f" {ip}" if ip else "")
