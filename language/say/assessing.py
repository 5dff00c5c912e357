"""What `jiedui assess` says of a world that it cannot read."""

HELP = "不用数据库，算一个 JSON 世界里谁该做什么、做到哪一步。"


def no_json() -> str:
    return "标准输入里不是一个 JSON 文档（UTF-8）。"


def too_large(megabytes: int) -> str:
    return f"标准输入超过 {megabytes} MB，请分开算。"


def wrong_at(place: str) -> str:
    return f"这里看不懂：{place or '最外层'}。日期写成 2026-11-20，次数和天数是整数。"


def wrong_terms() -> str:
    return "学期的起止有问题：有的倒着写，或者两个学期、两个学年重叠。"


def wrong_versions() -> str:
    return "versions 要按 from 从早到晚排，第一个的 from 是 null，不能重复。"
