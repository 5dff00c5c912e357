"""Questions about others' duties: who is without, how far a grade or a class is, and the book of deeds."""

import pytest

from duty.commands import ChangeRoster, GapKind, RecordDeed, ShowGaps, ShowLedger, ShowProgress, ShowStudent, ShowTodo
from duty.kinds import Kind
from duty.people import Child
from language.hear import hear
from language.hear.classes import of_class
from tests.language.hear.classroom import TODAY, by_steps, care_for

CARE = care_for("张三", "李四", "王五")

UNPAIRED = """
    谁还没结对 谁还没有结对 哪些老师没有结对 还有哪些学生没人管 哪些学生还没有结对老师 还有没有没结对的老师
    没人带的孩子有哪些 查一下哪些学生没分配老师 全校没结对的学生列一下 哪个老师还没带学生 哪个老师名下没学生
    还有边个學生冇结对 未结对名单 没结对的学生名单 还有几个学生没结对老师 有没有没人管的孩子 哪些留守儿童没人帮扶
    还有哪些孩子没有帮扶老师 名单上谁没有导师 把没配老师的孩子列出来
"""
NOT_UNPAIRED = """
    张三没人管怪可怜的 我还有谁没谈 结对李小明 我没结对 我还没结对 还剩哪些没做 怎么结对 张三还没谈 他没人管
    谁和李四结对 谁来管张三 张三没结对 结对率是多少 没结对的情况统计
"""
OVERVIEWS = [
    ("三年级谁还没谈", Kind.TALK, "三年级", "", True),
    ("七（2）班进度", None, "", "七（2）班", False),
    ("全校统计", None, "", "", False),
    ("统计", None, "", "", False),
    ("进度", None, "", "", False),
    ("汇总", None, "", "", False),
    ("这个月谈心情况", Kind.TALK, "", "", False),
    ("五年级谈心进度", Kind.TALK, "五年级", "", False),
    ("六（1）班谁没家访", Kind.HOME_VISIT, "", "六（1）班", True),
    ("初三统计", None, "初三", "", False),
    ("看下八年级三班的完成情况", None, "", "八年级三班", False),
    ("给我看下初二（3）班的情况", None, "", "初二（3）班", False),
    ("高二还有哪些没谈", Kind.TALK, "高二", "", True),
    ("9年级家访完成率多少", Kind.HOME_VISIT, "9年级", "", False),
    ("七1班汇总一下", None, "", "七1班", False),
    ("二班的谈心进展", Kind.TALK, "", "二班", False),
    ("初一年级谁还没联系家长", Kind.CONTACT, "初一年级", "", True),
    ("2025级帮扶进度", Kind.HELP, "2025级", "", False),
    ("七年级这个月谈心还差多少个", Kind.TALK, "七年级", "", False),
    ("这个月五年级谈心做到哪了", Kind.TALK, "五年级", "", False),
    ("二班还有谁没谈", Kind.TALK, "", "二班", True),
    ("二班谁的家还没走到", Kind.HOME_VISIT, "", "二班", True),
    ("七年级谈心家访各差哪些", None, "七年级", "", True),
    ("四年级和五年级的进度", None, "", "", False),
    ("班主任统计", None, "", "", False),
]
LEDGERS = [
    ("台账", None),
    ("台帐给一下", None),
    ("导出台账", None),
    ("谈心台账", Kind.TALK),
    ("家访台账给我一份", Kind.HOME_VISIT),
    ("下载谈心记录表", Kind.TALK),
    ("导出本学期台账", None),
    ("要一份台账", None),
    ("帮扶记录册", None),
    ("结对帮扶台账", None),
    ("辅导记录表导一份", Kind.HELP),
    ("把家访台账发过来", Kind.HOME_VISIT),
    ("请导出送温暖台账", Kind.WARMTH),
    ("给我家访登记表", Kind.HOME_VISIT),
    ("打印一下谈心记录", Kind.TALK),
    ("联系家长台账", Kind.CONTACT),
    ("导出excel台账", None),
    ("记录表", None),
    ("结对台账", None),
]
NO_LEDGER = """
    台账怎么写 张三的台账 台账我补好了 检查台账要用什么 登记表交了 今天做台账做到半夜 台账写了吗 台账交给谁
    台账在哪下载 年底了台账台账台账，头大 血型登记表还差两人 用药记录本放讲台左边抽屉 食堂台账 家访记录表怎么填
    安全隐患台账 帮扶手册的封面真丑，谁设计的
"""


@pytest.mark.parametrize("text", UNPAIRED.split())
def test_who_has_nobody_is_shown(text: str) -> None:
    assert by_steps(text, TODAY, CARE) == ShowGaps(None, GapKind.PAIRING)


def test_who_has_nobody_in_a_grade_or_a_class() -> None:
    assert by_steps("五年级还有谁没结对", TODAY, CARE) == ShowGaps(None, GapKind.PAIRING, "五年级")
    assert by_steps("七年级一班有多少没结对的", TODAY, CARE) == ShowGaps(None, GapKind.PAIRING, "", "七年级一班")


@pytest.mark.parametrize("text", NOT_UNPAIRED.split())
def test_what_is_near_asks_for_no_gap(text: str) -> None:
    assert not isinstance(hear(text, TODAY, CARE), ShowGaps)


def test_what_is_near_stays_what_it_was() -> None:
    assert by_steps("我还有谁没谈", TODAY, CARE) == ShowTodo()
    assert by_steps("还剩谁没谈", TODAY, CARE) == ShowTodo()
    assert by_steps("还差谁没家访", TODAY, CARE) == ShowTodo()
    assert isinstance(by_steps("我没结对学生", TODAY, CARE), ChangeRoster)
    assert by_steps("张三的台账", TODAY, CARE) == ShowStudent(1)
    assert isinstance(hear("三年级的张三谈了", TODAY, CARE), RecordDeed)


@pytest.mark.parametrize(("text", "kind", "grade", "class_name", "names"), OVERVIEWS)
def test_how_far_a_grade_or_a_class_is(text: str, kind: Kind | None, grade: str, class_name: str, names: bool) -> None:
    assert hear(text, TODAY, CARE) == ShowProgress(kind, grade, class_name, names)


def test_what_only_the_whole_tells_is_of_that_grade_as_well() -> None:
    assert hear("初二年级谁的家访还没动", TODAY, CARE) == ShowProgress(Kind.HOME_VISIT, "初二年级", names=True)
    assert hear("哪些老师帮扶还空着", TODAY, CARE) == ShowGaps(Kind.HELP, GapKind.DEEDS)
    assert hear("谁家还没去过", TODAY, CARE) == ShowGaps(Kind.HOME_VISIT, GapKind.DEEDS)
    assert hear("下周之前我得完成哪些", TODAY, CARE) == ShowTodo()


@pytest.mark.parametrize("said", ["七（2）班", "七2班", "7年级2班", "初一（2）班", "七年级", "初一年级"])
def test_a_class_as_typed_finds_its_children(said: str) -> None:
    (here, there) = Child(1, "1", "张三", "七年级", "七（2）班"), Child(2, "2", "李四", "八年级", "八（2）班")
    assert of_class(said, [here, there]) == (1,)


@pytest.mark.parametrize(("text", "kind"), LEDGERS)
def test_the_book_of_deeds_is_wanted(text: str, kind: Kind | None) -> None:
    assert by_steps(text, TODAY, CARE) == ShowLedger(kind)


@pytest.mark.parametrize("text", NO_LEDGER.split())
def test_what_is_said_of_books_wants_none(text: str) -> None:
    assert not isinstance(hear(text, TODAY, CARE), ShowLedger)
