"""What teachers write every day alarms nobody; the same words of a danger do."""

from collections.abc import Iterator

import pytest

from duty.danger import Grade
from language.hear import risk, risk_accused, risk_hints, risk_reading
from language.hear.risk_patterns import Reader

# Each class of everyday sentences, and behind ! such as are urgent.
CLASSES = {
    "打电话 is not hitting": """
        他爸爸电话打过了，挺配合|妈妈的电话已打|监护人（叔叔）电话已打，号码没变|昨晚语音打完了
        破伤风针打了，家长发来单子
        ! 妈妈打电话来说孩子昨晚被打了|他爸在电话里说要打死他|打了电话给他爸，他爸说孩子该打，昨晚打断了棍子
    """,
    "a parent who does not answer is not a child who is away": """
        给他爸爸发了微信，一直没回|给她妈妈打了三个电话都没接|联系了他爸爸，联系不上，晚上再试
        爸爸在牧场，手机没信号，联系不到
        妈妈没接，晚上再打
        ! 给他妈妈发了微信，孩子一直没回家，到处找|给她妈妈打了电话，妈妈说孩子一夜没回
        联系他爸爸，联系不上，孩子也两天没见人了
    """,
    "parents who work are no children who leave school": """
        他爸说打工忙，回不来|爷爷在放羊，等了他半天|妈妈说厂里走不开，让姨妈来|门锁着，邻居说下地去了
        大门紧锁，邻居讲去县城打工了
        ! 爸爸让他去放羊，不让上学了|他爸说打工缺人手，把他带去工地，书不念了|邻居说他跟人去打工了，书不念了
    """,
    "a child who moves to another school does not leave school": """
        跟父母去浙江读书了，学籍已转|下个月跟爸爸去东莞上学|转走了，不归我管了
        ! 学籍不要了，要去厂里上班|跟爸爸去浙江打工，不读书了
    """,
    "pocket money is no lure": """
        放学时和爷爷说了会儿话，让他少给零花钱|爷爷给他五块零花钱，他买了本子
        ! 叔叔给她钱，叫她别跟人说晚上的事|爷爷给她零花钱，叫她晚上陪睡
    """,
    "a story is not the child": """
        和她谈了，在追剧，说男主跳楼那集看哭了|她说小说女主离家出走后开了家书店|讨论校园霸凌的电影，大家都很有想法
        ! 看完那部剧她说也想跳楼|她说想学男主那样跳楼|追剧追到一半她说活着没意思，想死
    """,
    "not met is not missing": """
        他不在宿舍，扑空了|到宿舍没找到人，说是去洗澡了|屋头没得人，等到天黑都没等到|中午约了她在操场走走
        月底还没到，来得及
        ! 他不在宿舍，到处找不到，手机关机|他走丢了，我们在操场找|孩子还没到家，已经十点了
    """,
    "plans hurt nobody": """
        把他的谈心推后两天|我想着明天要不就去一趟他家里看一看吧|帮我把他的家访推到下星期三吧这几天实在走不开
        ! 把他推下楼梯了
    """,
    "medicine that is brought": """
        给她买药，布洛芬一盒，送她宿舍|药在信封里，一天两回
        ! 她吃了一盒布洛芬|给他买了药，他一口气吃了一整板
    """,
    "a parent who cannot be reached, or wants no call": """
        他妈妈微信把我拉黑了，联系不上|他妈把我电话挂了两次|他爸说：老师你莫打了，我在上班|家里打了三次都是关机
        先打他妈妈，没人听|他妈妈让我8点以后打|还没给他妈打|电话刚撂，他爹打的|家长电话倒是打了
        ! 他妈妈把我拉黑了，孩子也失踪了|他妈把我电话挂了，说要打死他|他爸说：老师你莫管，我打死他
        家里打了三次都是关机，孩子两天没见人
        打他妈妈没人听，孩子在楼顶要跳|他妈妈让我别管，昨晚把他打出血了|电话里他爹说打断了他的腿
        给他妈发微信没回，孩子一夜没回家
        他爸不接，短信也没回，孩子走丢了|他说他爸天天打他，电话也不接
    """,
    "a visitor who is not let in": """
        他爸不准进屋，就在门外头扯了几句|他妈不让进屋，隔着大铁门说了几句|妈妈说孩子睡了别来了，我就没去
        ! 他爸不准他进屋，在门外冻了一夜|他妈不让他进家门，在雪地站到半夜|他爸把他赶出家门了
        后妈不让他进屋睡觉，睡在猪圈
        奶奶说孩子被锁在屋里两天了|他妈不让进屋，里面孩子在惨叫|隔着大铁门听见他爸拿皮带抽他|继父半夜进她房间摸她
        他妈不给饭吃，饿了三天|门锁着，孩子关在里面哭了一天
    """,
    "strong words of small talk, and things that break": """
        家长群又炸了，救命|开会开到七点，饿得要晕过去|在丛林里迷路了怎么办|差点把我自个儿走丢|眼镜摔断了，陪他去配新的
        手套终于收针了|他的书还压在收发室|跟班主任通了电话，摸了摸底
        ! 救命，教室爆炸了|他三天没吃饭，饿得晕过去了|孩子在山里迷路了，到现在没找到|他走丢了|他腿摔断了，骨头露出来了
        他拿针扎自己手腕|他被车压在底下了|班主任摸她大腿|110来了，他跟人动刀|活起没得意思
    """,
    "messages and calls that nobody answers": """
        家长群里@了半天没反应，私聊也没回|敲了半天门没反应，走了|给他妈发了好几条语音，都没回|发微信问他妈，一直没回音
        给她爸打了，没接；给她妈打，通了|给她爸打了，关机；给她妈打，欠费|他妈打了两次，都占线|电话，他爸，打了
        电话他妈我打过了
        他爸爸把我电话按掉了|妈妈那边不用我打了|给他爸打了三次，第三次通了，约他回来见面
        他家长没接电话，发短信过去也没回
        ! 给他爸打了一顿，背上全是青的|他给他爸打了，胳膊抬不起来|给他发消息说想跳楼，后面就没反应了
        他昏倒了，怎么喊都没反应
        他妈发微信没回，孩子昨晚也没回家|电话里他妈说要掐死他
    """,
    "illness and work of the grown-ups at home": """
        他爷爷瘫在床上，留了200块钱|爷爷中风瘫痪多年|父母去新疆拾花未归，跟着大伯|五一去看他，在帮大人采茶
        家长不肯来学校
        她说她妈在厂里上班|他大不让进门|奶奶让我周末过去吃饭，顺带家访
        ! 奶奶瘫在床上，孩子三天没吃饭|明天就跟她姨去厂里上班，说不想读了，劝不住|下周和她表姐去东莞进厂，不读了
        他大不让进门，娃在外头冻了一夜|他爸不让他进门，在外面蹲了一夜|他爸不让他来学校了，说去打工
    """,
    "things and turns that only sound of danger": """
        热水袋、护手霜，已给|手套、围巾、热水袋各一|织了条围巾，戴她脖子上了|春衣还压在快递站|围着火盆聊了聊
        正在去他家的路上堵车
        家里遭了火灾，送去500元和衣服|分别找他俩各谈一回|名单里少了一个，补进来|材料写不完，救命
        把他绑到我这儿，就是要结对
        下课别走，我要跟你谈谈|今天请病假了，没到校|答应来找我谈，等到放学也没影儿|跟丁老师谈心去了，这会儿还没回来
        ! 围巾勒着脖子，差点没气|热水泼到脸上，起泡了|被压在车底下|宿舍着火，人还没出来|家里遭火灾，孩子烧伤送医院了
        堵在厕所里打
        别找我，我走了|点名少了一个，到处找不到|救命，有人在打他|他们把他绑在树上打|放学别走，等着挨揍，他收到这样的纸条
        请假回家，到现在没到家|答应来找我，没来，家里也没回，手机关机
    """,
    "words for what must stay a secret": """
        药吃了，好多了|他说没脸来见我
        ! 给同桌发消息说药已经吃了，让别告诉老师|他把药全咽了，说谁也别说，药都吃完了
        现在躲着不出来，说没脸活了|说没脸再活下去
    """,
    "leave that ends no schooling": """
        下学期退宿改走读|当兵去了，保留学籍两年|今晚不回宿舍住，我接回家
        ! 退宿了，要去厂里打工，不读书了|不上学了，去工地搬砖|退学去打工了|家里让她嫁人，书不念了
        今晚没回宿舍，到处找不到
        他离家出走了|铺盖收拾走了，进厂去了|他爸逼他退学放羊|手机关机，宿舍床是空的，找不到人|书不念了，跟人去广东打工
    """,
    "what is given away, heard behind somebody, agreed on, or long without news": """
        毕业把书都送给学弟了|一直哭，哄了半天好了|书架约了人来装|约了架空小说的作者讲座|他走了两公里路来上学
        ! 她把最心爱的贴纸全都送给同桌说以后用不着了|他在电话里光哭，听见后头有江水声|他们约好架了，放学操场见
        孩子跑出去两天没消息|骑车走了两宿没信儿
    """,
}


def _spread(lines: str) -> list[str]:
    return [text.strip() for text in lines.replace("\n", "|").split("|") if text.strip()]


EVERYDAY = [text for lines in CLASSES.values() for text in _spread(lines.partition("!")[0])]
URGENT = [text for lines in CLASSES.values() for text in _spread(lines.partition("!")[2])]


@pytest.mark.parametrize("text", EVERYDAY)
def test_what_teachers_write_every_day_is_not_urgent(text: str) -> None:
    assert risk.risk(text).grade is not Grade.URGENT


@pytest.mark.parametrize("text", URGENT)
def test_the_same_words_of_a_danger_are_urgent(text: str) -> None:
    assert risk.risk(text).grade is Grade.URGENT


def test_whoever_works_far_away_is_still_named_where_he_does_harm() -> None:
    assert "爸爸" in risk.risk("爸爸打工回来就打他").accused


def _tables() -> Iterator[Reader]:
    for module in (risk, risk_accused, risk_hints, risk_reading):
        yield from (value for value in vars(module).values() if isinstance(value, Reader))


def test_nothing_in_a_table_is_repeated_without_end() -> None:
    """Or a row of thousands of digits would be read from each of them to its end."""
    endless = [pattern for table in _tables() for _, pattern in table.patterns if set(pattern) & set("*+")]
    assert endless == []
