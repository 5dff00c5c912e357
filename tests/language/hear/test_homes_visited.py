"""What is told of a child's home: when it is a visit, though the words for it stand far from the home."""

import pytest

from duty.kinds import Kind
from tests.language.hear.classroom import CARE, TODAY, by_steps, ids
from tests.language.hear.deeds_heard import recorded, told

VISIT, WARMTH = Kind.HOME_VISIT, Kind.WARMTH


@pytest.mark.parametrize(
    "text",
    [
        # The home first, and at the end that one went.
        "许知远家我是跟校长一起去的",
        "许知远家去啦，平房",
        "许知远的家今天终于去成了",
        "许知远家我晚饭后溜达过去的，离学校不到一里地",
        "许知远屋企今日去咗，佢阿嫲好客气",
        "许知远家离学校70公里，今天跟着校车去的",
        "许知远家在六楼没电梯，爬上去的，妈妈卧床",
        "许知远家在江对岸，坐渡船去的，见到她伯娘",
        "许知远家原先那条路塌方，绕道走了三个钟头才到，下午访的",
        "许知远家刚出来，她爸今天难得在家",
        "许知远的家里我刚出来，他外婆硬要给我橘子",
        "许知远今天去家里看过",
        # A place before the child.
        "到二连许知远家，一家人边剥桃子边聊",
        "今天去乡下看了许知远，在帮大人采茶",
        "下团场看了许知远，爸爸是护边员",
        "骑摩托去冬窝子看了许知远一家",
        "今日到访许知远户，宣讲资助政策",
        # The talk was had there.
        "今天住在许知远家了，结亲周嘛，跟她爸妈聊到很晚",
        "许知远家今天去的，他躲房间里没出来，跟他爸聊的",
        "许知远家的院子好大葡萄架下面聊的",
        "去过许知远家啦，妈妈特别热情，还给我装了一袋橘子",
    ],
)
def test_who_went_there_visited(text: str) -> None:
    assert told(by_steps(text, TODAY, CARE)) == {(VISIT, ids("许知远")[0], 0)}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("去了许知远家，带了一袋面两桶油", {VISIT, WARMTH}),
        ("许知远屋头去了，给他婆送了点药和鸡蛋", {VISIT, WARMTH}),
        ("给许知远送了米，又去了他家看了看", {VISIT, WARMTH}),
        ("去许知远家送了水果", {WARMTH}),
        ("到许知远家送了对联和糖，送温暖", {WARMTH}),
    ],
)
def test_a_visit_with_a_gift_is_both_where_each_is_told_for_itself(text: str, kinds: set[Kind]) -> None:
    assert told(by_steps(text, TODAY, CARE)) == {(kind, ids("许知远")[0], 0) for kind in kinds}


@pytest.mark.parametrize(
    "text",
    [
        "许知远家里困难，他爸去了外地",
        "许知远家里有事，今天没去",
        "许知远家里有事，下午回去的",
        "许知远家里有事，晚上他自己去的",
        "许知远家在江对岸，打算坐渡船去",
        "许知远家在江对岸，昨天去的是李老师",
        "许知远家有网吧，昨天去的",
        "许知远昨天去家里拿书了",
        "许知远家昨天谁去的",
        "许知远家是村主任昨天去的",
        "许知远家是他姑姑昨天去的",
        "许知远家去是去了，家里就一条狗",
        "到许知远屋里去哒，冇得人，喊哒几声就回来哒",
        "去许知远家送缴费通知，家长接过去就把门关了，没让进",
        "今天随驻村队去许知远家，他家门上挂把锁",
    ],
)
def test_who_did_not_go_or_met_nobody_did_not(text: str) -> None:
    assert not recorded(by_steps(text, TODAY, CARE))
