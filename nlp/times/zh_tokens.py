"""The smallest pieces of Chinese times, found in one pass from left to right.

No pattern repeats a long repetition, and every repetition is bounded or a run of one class of characters, so that the
pass takes time linear in the text, whatever somebody writes.
"""

import re
from dataclasses import dataclass

from nlp.times.zh_words import EVENTS, HOLIDAY_WORDS, NUMBERLIKE_HOLIDAYS, PARTS, SHORT_PARTS, any_of

_DIGIT = "一二三四五六七八九"
_NUMERAL = "〇零一二三四五六七八九十廿卅百两俩"
_SMALL = rf"(?:\d{{1,2}}|[{_DIGIT}十廿卅]{{1,3}})"
_ANY = rf"(?:\d{{1,4}}|[{_NUMERAL}]{{1,4}})"
_WEEK = "(?:周|星期|礼拜)"
_WEEKDAY = r"(?:[一二三四五六日天](?![次趟])|[1-6](?![\d个天次趟回节:.-]))"
_TO = r"\s?(?:-{1,2}|~|到|至)\s?"
_NO_DAY = r"(?![点时号个月分十天栋幢楼单层户年秒千百元块刻手次日])"
_MORE_DAYS = "".join(rf"(?:[、和,及与]?{day}{_NO_DAY})?" for day in "二三四五六日")
_NO_DATE = {
    "号": "[楼栋院线门店铺机码房厅馆幢座室桥位球商库车桌井弄柜单仓套坑棚亭令台]|"
    "电梯|公馆|公寓|出口|地块|文件|病房|包间|包厢",
    "日": "[语元子]|本(?!小区|社区|楼|栋|单元|周|月|群|次)|报(?![名到修备案])|三餐",
}
"""What follows where it is no day: a house, a newspaper."""
_POINTS = (
    "建议|意见|要求|原因|理由|希望|说明|注意|问题|想法|好处|不足|感受|体会|内容|补充|声明|疑问|看法|优势|需要|共识|请求"
)

PATTERNS = {
    # What only looks like a time
    "no_time": (
        rf"(?:[早晚下中上]上?午?|晚上)(?:好|愉快)|(?:一|整)(?:整?个)?(?:上午|下午|晚上|中午)|[新又这]的?一[年天](?![之以]?[前后内])|[男女]一号|三天两头|半天(?![之以]?[内后])|一天到晚|一天天|一年四季|一年一度|有一天|哪一?天|"
        rf"(?<![今明昨])[有快慢多少早晚大小高低好近远差这那]一点(?![钟半整\d{_DIGIT}十零])|一点[都也儿点]|"
        rf"[有这那提讲列几下](?:{_SMALL})\s?点(?![钟半整\d{_DIGIT}十零])|{_SMALL}\s?点\s?(?:小|重要|宝贵)?(?:{_POINTS})|"
        rf"[〇零\d{_DIGIT}十]{{1,3}}分之|一日[之三游]|周[围边岁]|"
        rf"{_ANY}\s?[/／]\s?{_ANY}\s?(?:以上|的?(?:业主|住户|人|票|同意|多数))|24/7|7[/*]24"
    ),
    # Recurrences
    "every": (
        rf"(?P<every_gap>每隔|(?<!间)隔(?!壁)|每逢|每到|每|逢(?={_WEEK}))\s?(?P<every_n>{_ANY}|半)?\s?个?半?\s?"
        rf"(?:(?P<every_unit>分钟|刻钟|小时|钟头|工作日|周末|天|日|月|季度|年)|"
        rf"(?P<every_week>{_WEEK})(?:(?P<every_day>{_WEEKDAY})(?P<every_more>{_MORE_DAYS}))?|"
        r"(?=上午|下午|中午|早|晚|夜|清晨|凌晨|傍晚))(?!\s?\d+(?:\.\d+)?\s?[元块毛])|天天(?!气)"
    ),
    "times": rf"(?:一共|总共|连续|共)\s?(?P<times>{_ANY})\s?[次回]",
    "once": rf"(?P<once>{_ANY})[次回]",
    # Years, quarters, months
    "year": (
        rf"(?:(?P<year_n>(?:19|20)\d\d|[一二][九〇零][{_DIGIT}〇零]{{2}}|\d\d(?=年\s?\d{{1,2}}月))年|"
        r"(?P<year_rel>今|明|(?<!以)后|去|大前|前|本|次|下|上)年)(?![级纪龄代])"
    ),
    "half_year": r"(?P<half_year>[上下])半年",
    "quarter": r"第?(?P<quarter>[一二三四1-4])季度|Q(?P<q>[1-4])(?!\d)|(?P<quarter_rel>上|这|本|下)(?:一?个)?季度",
    "iso": r"(?P<iso_y>(?:19|20)\d\d)(?P<iso_sep>[-/.])(?P<iso_m>\d{1,2})(?P=iso_sep)(?P<iso_d>\d{1,2})(?!\d)",
    "dmy": r"(?P<dmy_d>\d{1,2})[-/](?P<dmy_m>\d{1,2})[-/](?P<dmy_y>20\d\d)(?!\d)",
    "slash": (
        r"(?P<slash_m>1[0-2]|0?[1-9])(?:/(?P<slash_d>3[01]|[12]\d|0?[1-9])(?![\d/.%])|"
        r"\.(?P<dot_d>3[01]|[12]\d|0?[1-9])(?=\s?(?:[上下中]午|早上|晚上?\d|周[一二三四五六日]|\(周|\d{1,2}(?:点|:\d\d))))"
    ),
    # Lengths, before whatever begins with the same number
    "length": (
        rf"(?:{_ANY}{_TO})?(?P<length_n>(?:[1-9]\d{{0,3}}|0(?=\.))(?:\.\d{{1,2}})?|[{_NUMERAL}]{{1,4}}(?:点[{_DIGIT}])?|半)\s?"
        r"(?P<length_mid>个半|个多|多个|半个|个|半|多)?\s?"
        r"(?P<length_unit>小时|钟头|工作日|秒钟?|分钟|分(?=半)|刻钟|天(?![花线台生空])|"
        r"日(?=[之以]?内|[之以]?后)|(?<=[两俩半])日|周(?![年围边岁])|星期(?![一二三四五六日天])|礼拜(?![一二三四五六日天])|"
        r"(?<=[个半多])(?:月|季度)|年(?![级代龄货轻度]))(?P<length_half>半(?![夜天径价数个年]))?钟?整?"
    ),
    "month": (
        rf"(?:(?P<month_n>1[0-2]|0?[1-9]|十[一二]?|[{_DIGIT}])月|"
        r"(?P<month_rel>上上|下下|上|下|这|本|当|今)(?:一?个)?月)份?(?![租薪嫂饼球亮票]|天(?!气))"
    ),
    "edge": (
        r"(?:(?<=月)|(?<=月份)|(?<=年)|(?P<edge_own>[月年]))"
        r"(?P<edge>底|末|终|初(?![一二三四五六七八九十中始期级])|[上中下]旬|中(?![的间国期心午秋央文小学]))"
    ),
    "last_day": r"最后(?:的?一)?天",
    "nth_weekday": (
        rf"(?:第(?P<nth>[一二三四五1-5])|(?P<nth_last>最后)的?[一1]?|倒数第(?P<nth_back>[一二三]))个?{_WEEK}"
        r"(?P<nth_day>[一二三四五六日天末])"
    ),
    "nth_week": rf"(?:第(?P<nth_week>[一二三四五1-5])|最后一)个?{_WEEK}",
    "ordinal": rf"第\s?{_ANY}\s?[天日年号点栋个周月]?",
    # Weeks and days
    "week": (
        rf"(?P<week_rel>上上|下下|上|下|这|本|今|当)(?:一?个)?{_WEEK}(?P<week_day>{_WEEKDAY}|末|[7])?(?![年边围])"
    ),
    "weekday": rf"{_WEEK}(?P<weekday>{_WEEKDAY})(?P<weekday_more>{_MORE_DAYS})",
    "weekend": r"周末|双休日",
    "workdays": r"工作日|平日",
    "day_list": r"(?:(?:大后|[今明后])天?[、和]?){2,4}(?<=[天后])(?:[两三四]天)?",
    "day": (
        r"(?P<day>大前|大后|(?<![以之])前|[昨今明]|(?<![以之今然])后)天(?!天)|(?P<day_short>[昨今明])[日儿](?!起)|"
        r"(?P<day_after>后)日|(?P<day_part>[昨今明])(?=[早晚晨夜])|(?P<day_next>次日)"
    ),
    "month_day": (
        rf"(?<![路街弄巷元栋座幢])(?P<month_day>3[01]|[12]\d|0?[1-9]|三十一?|二?十[{_DIGIT}]?|廿[{_DIGIT}]?|[{_DIGIT}])"
        rf"(?:号(?!{_NO_DATE['号']}|\d{{1,4}}\s?(?:号|栋|楼|单元|室|门))|日(?!{_NO_DATE['日']})|(?:(?<=月\d)|(?<=月\d\d))(?![\d个天年人元块.%:户名号日]))"
    ),
    "holiday": (
        rf"(?:(?P<holiday>{any_of(HOLIDAY_WORDS)})节?|"
        rf"(?P<holiday_short>{any_of(NUMBERLIKE_HOLIDAYS)})(?=节|小?长?假|期间|放假|当天)节?)"
        r"(?P<holiday_off>假期|小?长假|放假期间|期间)?"
    ),
    # Hours
    "colon": (
        r"(?P<colon_h>2[0-4]|[01]?\d):(?P<colon_m>[0-5]\d)(?::[0-5]\d)?(?:\s?(?P<colon_half>[aApP]\.?[mM]\.?))?(?![:\d])|"
        r"(?P<half_h>1[0-2]|0?[1-9])\s?(?P<half>[aApP][mM])(?![a-zA-Z])"
    ),
    "clock": (
        rf"(?:差(?P<lacks>一刻|{_SMALL}分钟?)(?:钟?到)?)?(?P<hour>2[0-4]|1\d|0?\d|二?十[{_DIGIT}]?|[{_DIGIT}两零])\s?"
        rf"(?:点(?![赞评滴子缀心数儿位])(?!(?:\d|[{_DIGIT}])(?![\d{_DIGIT}十分刻号栋幢楼单个位户人层组室门座]))|"
        r"(?<!一)时(?![间候段刻期代光速常不而尚髦令机区装薪]))(?P<sharp>钟|整|正)?"
        rf"(?:(?P<half_past>半(?!个|小时|天|年))|(?P<sign>差|过)?(?P<quarters>[一三13])刻|"
        rf"(?P<minute_sign>差|过)?(?P<minute>[零〇]?[{_DIGIT}]|[{_DIGIT}]?十[{_DIGIT}]?|[0-5]?\d)分|"
        rf"(?P<minute_bare>[零〇][{_DIGIT}]|[{_DIGIT}]?十[{_DIGIT}]?|[0-5]\d)(?![\d个人块元户名位号栋楼:]))?"
    ),
    "borrow": rf"(?P<borrow>{_SMALL})(?={_TO}{_SMALL}\s?(?P<borrow_unit>点|时|号|日|月))",
    "part": any_of(PARTS.keys() - SHORT_PARTS) + "|晨|夜|早(?![起了就已点餐饭中晚])|晚(?![了点餐饭辈])",
    "event": rf"(?:{any_of(EVENTS)})" + r"(?=[之以]?[前后])",
    # What stands between and around them
    "to": r"一?直到|到了?|至(?!少|今|于)|\s?(?:-{1,2}|~)\s?|[和与](?=[^,。;；!！?？\n]{1,24}之间)",
    "deadline": (
        r"截止(?:时间|日期)?\s?[:是为到至于]{1,2}\s?|截止(?=\s?[今明后本下周星礼\d])|截至|最晚|最迟|不晚于|不迟于"
    ),
    "before": (
        r"或?[之以]前|前(?![面后台门任排端往夕方半来去提天年辈])|"
        r"(?:报名|投票|缴费)?截止(?![时日:到至是为于])|为止|止(?![步血痛])"
    ),
    "ahead": r"未来|接下来的?|今后|往后|之后(?=\s?[\d一二两三四五六七八九十半])",
    "after": r"[之以过]后|后(?![面台门排端勤续悔来果天年])",
    "within": r"[之以]?内(?![容部外存衣科地])",
    "between": r"之间|期间",
    "lately": r"(?:过去|最近|近)(?=的?\s?[\d一二两三四五六七八九十半])",
    "passing": r"(?:再|(?<=[要等得会请还就先])|(?<![\u4e00-\u9fff]))过(?=\s?[\d一二两三四五六七八九十半])",
    "starting": r"起|开始",
    "from": r"从|自(?![己动行然来])",
    # Numbers and words that belong to nothing above
    "junk": rf"\d[\d.,]*|[{_NUMERAL}千万亿]+|[A-Za-z][A-Za-z0-9_.-]*",
}
_FIRST = (
    "0-9A-Za-z〇零一二三四五六七八九十廿卅百两俩半千万亿每隔逢天总连共今明后去前本次下上这当第Q月年底末初中旬最倒周星礼双工平"
    "大昨三有快慢多少早晚小高低好近远差那提讲列几哪凌拂清晨正晌午傍黄夜深到直至和与\\-~\\s之以或截为止报投缴过内未接往再从自"
    "吃放睡起开元终情妇植愚劳青儿建教国圣五六不"
)
_TOKEN = re.compile(
    rf"(?=[{_FIRST}])(?:" + "|".join(f"(?P<is_{kind}>{pattern})" for kind, pattern in PATTERNS.items()) + ")"
)
_HINT = re.compile(
    r"[点周月号日天年晚早夜午时晨昏晓分秒刻节旦庆班饭旬季假今明昨]|\d[:/.-]\d|\d\s?[apAP][mM]|Q\d|期间|星期|礼拜|圣诞|放学|钟头"
)
"""Every time has one of these, and most messages have none."""


@dataclass(slots=True)
class Token:
    """A piece of a time, with what stands between it and the piece before; not frozen, because that is slow to make."""

    kind: str
    match: re.Match[str]
    gap: str | None
    """Up to two characters; None where there are more, or nothing before."""

    @property
    def begin(self) -> int:
        """Offset of the first character."""
        return self.match.start()

    @property
    def until(self) -> int:
        """Offset behind the last character."""
        return self.match.end()

    @property
    def said(self) -> str:
        """The words themselves."""
        return self.match[0]

    def __getitem__(self, name: str) -> str:
        """A named piece of it, empty where it was not said."""
        return self.match[name] or ""


_LONGEST_GAP = 2
_KINDS = {f"is_{kind}": kind for kind in PATTERNS}


def tokens(text: str) -> list[Token]:
    """Return the pieces in order; the text is plain already."""
    if _HINT.search(text) is None:
        return []
    found: list[Token] = []
    end = -1 - _LONGEST_GAP
    for match in _TOKEN.finditer(text):
        begin, until = match.span()
        gap = text[end:begin] if begin - end <= _LONGEST_GAP else None
        found.append(Token(_KINDS[match.lastgroup or ""], match, gap))
        end = until
    return found
