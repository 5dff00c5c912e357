"""Words that stand against a record, where the whole of a message would make one that no step heard."""

from language.hear.masked import CHILD, COMING_DAY, STAFF, STRANGER
from language.hear.regex import regex

# Whatever the whole may say: with such a word nothing is recorded that the steps did not hear.
AGAINST = regex(
    rf"[没未别勿莫吗?谁借删❌✖✗✘×{COMING_DAY}{STRANGER}{STAFF}]|嘛(?=$|[?\n])|(?<![T钟时])吧"
    # 不 of what is done, but not of what a child does or is.
    r"|不(?:[是对用必再让肯愿要准许在去谈聊访送补打做联接收成着到通了拢算行能]|完了|回[复我]?(?!家)|上[^课学]|下去|方便|重复|记得"
    rf"|想[谈聊去见补送访打]|[和跟找]{CHILD})|[差缺剩欠]下?{CHILD}"
    r"|(?<![总可运计口笔心预打])算(?!了|术|式)|(?<!噩)梦|了我|(?<=[访谈心课问补送系导话])的事"
    # To come, wished or agreed on.
    r"|(?<!的)[打计]算|准备|[想要]去|希望|等|下次|下个?[周月]|改天|回头|约好|安排|应该|推迟|改期|报备"
    r"|(?:[邀求]|P[^,.我]{0,4}[请让喊叫要留拉约])我[^,.:了过]{1,16}(?=,[^了过]*$|$)|已约|(?:时间|约|排|放)(?:在|定|于)"
    r"|第[二2]天|次日|隔[天日](?!的|就|一)|转天|翌日|留下(?!来)[^,.了]{0,3},[^了过的]*$|(?:来|办公室|我这儿?|我这里),[^,.了过]{0,2}[给陪帮][^,.了过的]*$|平时|通常|每次|从D[起开]"
    r"|^[^了过]*(?:晚上|今晚|放学后?|下午|中午|待会儿?|一会儿?)我?[给跟和找去陪][^,.:了过完的到]*$"
    # Only its papers.
    r"|(?:材料|照片|报告|资料)(?:都|也|已经?)?(?:[交发写丢传]|上传|打印)"
    # Only perhaps, or only asked for; and letters that nobody read: 「qu guo le」.
    rf"|了再(?!也|[^,.\n]*[了过的])|(?:差|缺|剩下?)(?:了|一?个)?{CHILD}|[之以]?[前内](?=[把要会将]|完成)"
    r"|guo(?![a-z])|(?<![a-z])qu ?le(?![a-z])"
    r"|如果|要是|假如|万一|好像|可能|大概|也许|就当|是不是|能不能|忽略|假装"
    # What others gave is only taken.
    rf"|发[^.\n我咱]{{0,12}}{CHILD}家?[^,.\n我咱]{{0,3}}(?:领|分|拿|得|也?有)|{CHILD}家?[^,.\n我咱]{{0,3}}(?:领|分到|拿|得)[到了][^,.\n我咱]{{0,8}}发的"
    # Come to nothing, or taken back.
    rf"|[替帮代]我(?!们)|{CHILD}(?:同学)?[跟找给帮陪教]{CHILD}(?![^,.]{{0,8}}[都两俩各P])|赶[场集街圩]天|(?:^|[,.])[DN的]*P[跟找给][他她N]的?P|听说的|统一[发领]|自己解决|互相|彼此|和好|房间"
    r"|把[^,.]{1,8}[还退](?:给|了|回)|撤销|取消|占线|泡汤|黄了|关机|停机|空号|失败"
)
