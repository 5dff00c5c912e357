"""What is said of the school's directory beside the roster: to the operator who compares them."""

from duty.directory import StaffDoubt, Why

HELP = "从企业微信的通讯录和家校通讯录对人：账号、家长、谁关注了；认不准的列出来，不猜。"
OPTION_DRY_RUN = "只看会改什么，不写入"
TITLE = "家校通讯录"
COLUMNS = ("班级", "孩子", "对上", "新对上账号", "新加家长", "不在了", "回来了", "关注有变", "能收到")
DOUBTFUL_TITLE = "认不准的（没有改，请核对）"
DOUBTFUL_COLUMNS = ("谁", "为什么", "怎么办")
READING_STAFF, READING_SCHOOL, WRITING = "读教师通讯录", "读家校通讯录", "按班对人"

_CHILDREN = {
    Why.SHARED_ACCOUNT: ("名册里不止一个孩子填了这个家校账号", "在学生表里改对「家校账号」，再导入"),
    Why.OTHER_NAME: ("这个家校账号在通讯录里是另一个名字", "核对名字和「家校账号」，改对再导入"),
    Why.NAMESAKES: ("班里不止一个同名的孩子", "在学生表里填上各自的「家校账号」，再导入"),
    Why.OTHER_CLASS: ("通讯录里有这个名字，但不在这个班", "核对班级，或在学生表里填「家校账号」"),
    Why.MISSING: ("家校通讯录里没有这个孩子", "在家校通讯录里加上，或看看应用的可见范围"),
}
_PARENTS = {
    Why.SHARED_ACCOUNT: ("名册里这个孩子不止一位家长填了这个账号", "在监护人表里改对「家校账号」，再导入"),
    Why.OTHER_KIN: ("名册里填的账号，在通讯录里是另一位亲属", "核对监护人表的「家校账号」，改对再导入"),
    Why.OTHER_PHONE: ("关系对得上，手机号不一样", "核对手机号，或在监护人表里填「家校账号」"),
    Why.SEVERAL_OF_KIN: ("这个关系不止一位", "在监护人表里填上各自的「家校账号」，再导入"),
    Why.UNKNOWN_RELATION: ("通讯录里没写清是孩子的什么人", "在家校通讯录里写清关系，或在监护人表里填「家校账号」"),
    Why.MAYBE_NO_CONTACT: ("可能是名册里「不发送」的那位", "在监护人表里给「不发送」的那位填上「家校账号」"),
}


def child_doubt(why: Why) -> tuple[str, str]:
    """Why a child could not be matched, and what to do."""
    return _CHILDREN[why]


def parent_doubt(why: Why) -> tuple[str, str]:
    """The same of a parent of the directory."""
    return _PARENTS[why]


def staff_doubt(doubt: StaffDoubt) -> tuple[str, str, str]:
    """The same of a member of staff; who it is first."""
    who = f"{doubt.member.name}老师（{doubt.member.account}）"
    if doubt.why is Why.OTHER_ACCOUNT:
        accounts = "、".join(doubt.others)
        return who, f"通讯录里这个名字的账号是 {accounts}", "核对是不是同一位，在教师表里改对「企业微信账号」"
    return who, "通讯录里没有这个账号，也没有这个名字", "核对账号；已经离职的，把结对交给别的老师"


def child(place: str, name: str) -> str:
    return f"{place} {name}"


def parent(place: str, name: str, relation: str) -> str:
    return f"{place} {name}的{relation or '家长'}"


def summary(*, matched: int, students: int, unknown: int, staff: int, doubts: int, dry_run: bool) -> str:
    """The last lines under the table."""
    lines = [f"名册里 {students} 个孩子，对上 {matched} 个；通讯录里还有 {unknown} 个孩子不在名册里，没有动。"]
    lines.append(
        f"教师通讯录看得到 {staff} 位。认不准的 {doubts} 处，没有猜。" if doubts else f"教师通讯录看得到 {staff} 位。"
    )
    if dry_run:
        lines.append("只是看看，没有写入。")
    return "\n".join(lines)


def reached(count: int, of: int) -> str:
    return f"{count}/{of}"


def cannot_call() -> str:
    return "还没有配好企业微信的密钥，读不到通讯录。请先运行 jiedui doctor。"


def refused(code: int) -> str:
    known = {
        60020: "企业微信不信任这台机器的地址，请先运行 jiedui doctor。",
        60011: "应用没有权限看通讯录，请在管理后台放开可见范围。",
        48002: "应用没有权限读家校通讯录，请在「家校沟通—可调用接口的应用」里加上它。",
        65022: "应用没有权限读家校通讯录，请在「家校沟通—可调用接口的应用」里加上它。",
    }
    reason = known.get(code, f"企业微信没有答应（错误码 {code}），请过一会儿再试，或运行 jiedui doctor。")
    return f"没有对完：{reason}已经对好的班级留着，重跑一次接着对。"
