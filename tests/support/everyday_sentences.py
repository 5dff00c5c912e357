"""Sentences as teachers write them every day, put together from parts: none of them speaks of danger."""

import random
from collections.abc import Iterator

from language.hear.lexicon import spelled

_WHEN = spelled(
    """
    今天 昨天 昨晚 今早 刚才 上周三 前天晚上 中午 课间 放学后 晚自习前 周末 下午 这周 刚刚 上个月 11月5日 周五下午
    大课间 家长会后
    """
)
_CHILD = spelled("他 她 孩子 这孩子 学生 娃")
_FAMILY = spelled(
    """
    妈妈 爸爸 奶奶 爷爷 外婆 外公 家长 家里 姑姑 舅舅 叔叔 姐姐 哥哥 监护人 爸妈 父母 姨妈 大伯 婶婶 姥姥 阿妈 阿爸
    """
)
# With {f} for somebody of the family of {k}, the child.
_TOLD = """
    给{k}{f}打了电话|跟{k}{f}通了电话|{k}{f}的电话打通了|{k}{f}电话已打|和{k}{f}视频了一会儿|微信上联系了{k}{f}|给{k}{f}发了微信
    联系了{k}{f}|{k}{f}来学校了|在校门口碰到{k}{f}|单独留{k}{f}谈了谈|{k}{f}来接的时候聊了几句|{k}{f}回了电话|{k}{f}给我发了语音
    去了{k}家|去{k}家走了一趟|家访了{k}，{f}在家|去家里坐了坐，{f}在|到{k}家的时候{f}正做饭|在院子里和{f}聊|上门看了看{k}
    跟{k}聊了聊|找{k}谈了谈|和{k}在操场走了走|陪{k}坐了一会儿|跟{k}说了几句|把{k}叫到办公室聊了聊|课后和{k}谈心|跟{k}谈完了
    给{k}补了数学|辅导了{k}英语作文|陪{k}做完了作业|教{k}背单词|给{k}讲了两道题|听{k}读了课文
    给{k}送了棉衣|给{k}买了双鞋|把米和油送到{k}家|给{k}充了饭卡|送了{k}一套文具|给{k}带了感冒药
    {k}{f}没接电话|打了三次{k}{f}都没接|{k}{f}的电话关机|给{k}{f}留了言，还没回|{k}{f}在外地，没联系上|微信发了，{k}{f}没回
    去{k}家没人|去{k}家扑了个空，门锁着|到{k}家等了半天没人回来|{k}家大门锁着，邻居说下地去了|去找{k}，不在教室
    {k}今天请假，没谈成|{k}说不想谈，改天|{k}去训练了，没谈|{k}不让我跟{f}说|{k}没要|{k}{f}说家里不方便，不让去
    转告{k}{f}|告诉{k}{f}一声|跟{k}{f}说一下|替我问问{k}{f}|帮我转给{k}{f}|请通知{k}{f}|回复{k}{f}|麻烦跟{k}{f}讲
    把下面的发给{k}{f}|把这段话转给{k}{f}|本周情况发给{f}
    明天去{k}家看看|下周找{k}聊|准备给{k}{f}打个电话|打算周末去{k}家|想约{k}{f}来学校|过两天再给{k}{f}回电话|要不就去{k}家里看一看
    {k}的家访推到下周|把{k}的谈心挪到周五|{k}的谈心还欠着|{k}转走了|{k}的学籍转了|{k}跟{f}去外地上学了|{k}休完病假回来了
"""
_MORE = """
    |说最近挺好|聊了期末的情况|讲了作业的事|{f}很配合|{f}说会盯着|{f}在工地上，晚上回|{f}上班走不开|{f}打工忙，月底回来|{f}在厂里加班
    说孩子在家听话|说手机玩得多了点|说字写得快|商量了座位的事|说想换个座位|说睡得晚|说早上起不来|说要少给零花钱|让{f}别给太多零花钱
    {f}笑着送到门口|{f}留我吃饭|{f}塞给我一袋橘子|{f}腿不好，在家歇着|{f}在地里干活|{f}放羊去了|{f}赶集去了|{f}带弟弟睡了
    {k}在写作业|{k}在旁边听着|{k}不好意思地笑|{k}长高了不少|{k}感冒好了|{k}有点咳嗽|{k}说会努力|{k}说想妈妈了，周末视频
    聊了半个小时|说了十来分钟|谈得不错|下次再约|改天再去|晚上再打|等回电|明天再联系|先记一下|记一笔|照片在手机里|路不好走
    明早七点四十到校|周五开家长会|带跳绳和水杯|药在信封里，一天两回|退烧药饭后吃|体检请空腹|校服周三穿|回执签字带回来|下周二打疫苗
    天冷多穿点|作业全对|听写满分|数学进步了十分|字写工整了|上课举手了|值日很认真|篮球赛拿了第二|跑步第一|画得真好
    本周学习情况|作业齐|听写九十|背书过关|1. 作业齐 2. 听写95|出勤全，口算八十
    衣服合身|鞋子大了半码|很高兴|谢谢老师|退回去了|下周再送|家里的药还够|血压稳定|老人身体还行|牛羊都好|收成不错
"""
_ENDS = ["", "", "", "。", "！", "～", "了", "哈", "😄", "。下次再聊"]


def everyday(count: int) -> Iterator[str]:
    """So many sentences, always the same."""
    chance = random.Random(11)
    told, more = _spread(_TOLD), _spread(_MORE)
    for _ in range(count):
        pieces = [
            chance.choice(("", *_WHEN)) + chance.choice(told),
            *chance.choices(more, k=chance.choice((0, 1, 1, 2))),
        ]
        text = chance.choice("，，，，, 。").join(piece for piece in pieces if piece)
        yield text.format(k=chance.choice(_CHILD), f=chance.choice(_FAMILY)) + chance.choice(_ENDS)


def _spread(lines: str) -> list[str]:
    return [piece.strip() for piece in lines.replace("\n", "|").split("|") if piece.strip()]
