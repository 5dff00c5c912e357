"""News of a child or a teacher that leaves or is away."""

from duty.commands import ChangeRoster, RosterWish
from language.hear.asked import is_question, is_reported
from language.hear.message import Message
from language.hear.regex import regex
from language.hear.roster_wishes import children_in

_LEAVE = r"(?:病|事|产|婚|丧|长|陪产|探亲|护理|育儿)"
_WITH_THEM = r"(?:随|跟|和|与)着?[他她]?(?:父母?|母|P|爸|妈|爸妈|家人|家里|全家)"
_TO_STUDY = r"(?:上学|读书|念书|就读|上高中|上初中|读[^,.\n]{1,4}(?:校|班|高|专)|定居)"
_GONE = (
    rf"(?:(?<!我)请[^,.\n他她]{{0,6}}假|{_LEAVE}假|假条|休学|复学|销假|转学|转[走班校园](?!告)|转(?:专业|系)"
    r"|转[咗了]?[到去往入出][^,.\n]{0,10}|转至|退学|退班|辍学|离校|离职|调走|调离|调到|调班|调去|入伍|参军|当兵|毕业了"
    r"|返校|复课|回校了?(?=$|[ ,.])|转来(?=我|了|的|$)"
    rf"|(?:去|到|在|回|返)[^,.\n我]{{1,8}}{_TO_STUDY}|升学|学籍|居家隔离|隔离|住院|集训|借读|走读"
    r"|保留学籍|停学|休假|产检|开除|借调|支教(?!的?老?师|队)|挂职|退休|出国|移民|随迁|转回|(?:在家|卧床"
    r"|居家)[^,.\n]{0,3}(?:休养|养伤|养病|静养)|因[伤病][^,.\n]{0,4}(?:休养|休息|缺课|缓考)|缓考|换(?:学校|班)"
    r"|(?:不在(?:我们?|咱们?)(?:学校|校|班|这[里儿边]?)(?:就读|读书?|上学?)?|(?:周|月|年|期)不在校)了?(?=$|[ ,.])"
    r"|(?:顶岗|跟岗|企业|校外)实习|去[^,.\n]{1,8}(?:报到|实习)|迁[到往去走出]"
    rf"|{_WITH_THEM}[^,.\n]{{0,3}}(?:改嫁|搬|迁|出国|去[^,.\n]{{1,4}}(?:读|住|生活|打工)))"
)
_LEAVES = regex(_GONE)
# 「我休产假，从12月15日到明年5月」
_I_LEAVE = regex(rf"(?:^|[,. D])(?:我|本人)[^,.\nN他她]{{0,8}}[休请][^,.\nN他她]{{0,4}}{_LEAVE}假")
# What a child says, fears or dreams of is no news of it; what makes a deed fail is its reason.
_NO_LEAVE = regex(
    r"转(?:到|去|往|入|出)(?:了)?(?:正题|话题|黑板|后面|前面|身|一圈|操场|办公室|别的话|群里|我)|住院(?:费|部)"
    r"|毕业(?:班|照|典礼|后)|学籍(?:卡|号)|搬(?:桌|书|东西|椅)"
    r"|(?:想|要不要|打算|担心|怕|梦见|(?<=[N他她])听说|如果|要是|万一|喊着|闹着|嚷着|为什么|为啥|怎么)[^,.\n]{0,4}$"
)
_TELLS = regex(
    r"(?:谈|聊|倾|唠|偈|商量|家访|沟通|辅导|补课|送了|送去|慰问|打了?电话|通了?电话|通话|联系|看望|探望|走访|(?<!听)讲|教(?:[会了N]|[他她])|打(?:过|通)|说了"
    r"|微信|电话|去[^,.\n]{0,6}家|答疑|帮扶|没找到|没见|没去|没谈|补(?:了|习|数|英|语|作)|买了|见了)"
)
# The family brings the news.
_THEY_SAY = regex(r"(?:P|家长|父母|家里)(?:来?电?说|讲|告知|通知)")


def leaving(message: Message) -> ChangeRoster | None:
    """「张三转学了」, 「李四请假三天」, 「我休产假到五月」; what also tells of a deed is left to its reader."""
    text = message.outline.text
    if message.plain.cut or _TELLS.search(message.plain.text):
        return None
    found = _LEAVES.search(text)
    if found is None or not ("N" in text or len(message.care.spoken) == 1 or _I_LEAVE.search(text)):
        return None
    if _NO_LEAVE.search(text[: found.end()]) or is_reported(_THEY_SAY.sub("", text)) or is_question(text):
        return None
    return ChangeRoster(RosterWish.LEAVE, children_in(message))
