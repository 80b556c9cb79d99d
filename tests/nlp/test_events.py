"""Events and reminders in free text: what invites the neighbours, and what only names a time."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp import events
from nlp.times import en, zh
from nlp.times.found import TimeFound

NOW = datetime(2026, 3, 4, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
"""A Wednesday morning."""

WIDE = {ord(narrow): chr(ord(narrow) + 0xFEE0) for narrow in ",:;!?()"}
"""Chinese keyboards write these."""


def times_in(text: str) -> tuple[TimeFound, ...]:
    """Find the times in the language of the text."""
    find = en.find if text.isascii() else zh.find
    return find(text, NOW)


SAID: list[tuple[str, str, str | None]] = [
    ("每周三晚7点周周碰,地点党群服务中心", "周周碰", "党群服务中心"),
    ("周六下午两点活动室包饺子,欢迎参加", "包饺子", "活动室"),
    ("本周日上午9点在中心广场举行跳蚤市场,欢迎大家来摆摊", "跳蚤市场", "中心广场"),
    ("3月20日晚7点业主大会,地点:会议室", "业主大会", "会议室"),
    ("通知:明晚7点半在二楼活动室召开业主大会", "业主大会", "二楼活动室"),
    ("这周六早上8点南门集合,一起去植树", "植树", "南门"),
    ("每月最后一个周六上午10点月悦谈", "月悦谈", None),
    ("健康讲座\n时间:3月12日下午3点\n地点:社区活动中心\n免费,欢迎参加", "健康讲座", "社区活动中心"),
    ("周五晚上七点小广场放露天电影《长津湖》,自带板凳", "露天电影《长津湖》", "小广场"),
    ("下周二上午九点半,义诊,地点在架空层", "义诊", "架空层"),
    ("合唱队每周四下午三点在活动室排练", "合唱队排练", "活动室"),
    ("元宵节灯谜会,3月8日晚6点,中心花园,带上孩子一起来", "元宵节灯谜会", "中心花园"),
    ("各位邻居,周日下午三点凉亭茶话会,不见不散", "茶话会", "凉亭"),
    ("3月15日10:00消防演练,请大家准时参加", "消防演练", None),
    ("周六上午大扫除,9点楼下集合", "大扫除", "楼下"),
    ("乒乓球友谊赛,本周六14:00,会所,报名找老李", "乒乓球友谊赛", "会所"),
    ("周六晚上6点在天台聚餐,每家带一个菜", "聚餐", "天台"),
    ("monthly council on the last Saturday at 10", "monthly council", None),
    ("Flea market, Saturday 10-14, courtyard, bring a table", "Flea market", "courtyard"),
    ("Barbecue this Saturday at 6pm in the courtyard, everyone welcome", "Barbecue", "courtyard"),
    ("AGM on Thursday 12 March at 19:00, community hall", "AGM", "community hall"),
    ("Yoga class every Tuesday at 7pm in the creative room", "Yoga class", "creative room"),
    ("Book club meets tomorrow at 8pm @ library", "Book club", "library"),
    ("Join us for a movie night on Friday at 20:00 on the rooftop", "movie night", "rooftop"),
    ("You are invited: spring picnic, Sunday at noon, main lawn", "spring picnic", "main lawn"),
    ("Clean-up day on 14 March from 9 to 12, bring gloves", "Clean-up day", None),
    ("Choir rehearsal every Thursday 18:30, room 4", "Choir rehearsal", "room 4"),
    (
        "Residents' meeting next Monday at 7 pm, lobby of block B. Please come!",
        "Residents' meeting",
        "lobby of block B",
    ),
    ("Kids' chess tournament Saturday 2pm, sign up with Ana", "Kids' chess tournament", None),
    ("Save the date: summer party on 20 June at 5pm in the garden", "summer party", "garden"),
    ("Stewards' stand-up every Wednesday at 19:00 at the service centre", "Stewards' stand-up", "service centre"),
    ("POTLUCK\nSunday 6pm\nWhere: roof terrace\nBring a dish", "POTLUCK", "roof terrace"),
    ("Fire drill on Friday at 10am, meet at the main gate", "Fire drill", "main gate"),
]

REMIND: list[tuple[str, str]] = [
    ("提醒我明早8点拿药", "拿药"),
    ("周五晚上6点提醒大家挪车", "挪车"),
    ("明天下午三点提醒我去交物业费", "去交物业费"),
    ("请提醒一下所有人后天上午9点倒垃圾桶消毒", "倒垃圾桶消毒"),
    ("帮我设个提醒,周日10点给花浇水", "给花浇水"),
    ("remind everyone Friday 18:00 to move the bikes", "move the bikes"),
    ("Remind me tomorrow at 8am to take my pills", "take my pills"),
    ("please remind us on Sunday at 9 about the recycling", "the recycling"),
    ("Set a reminder for Monday 7pm: water the roses", "water the roses"),
    ("can you remind all residents every Friday at 17:00 to close the roof door?", "close the roof door"),
]

NOT_SAID = [
    "我7点去接你",
    "明天9点到12点停水,请提前储水",
    "停水通知:3月6日8:00-18:00二次供水检修",
    "电梯维保通知,周五上午10点1号梯停运",
    "温馨提醒:明天上午10点消杀,请关好门窗",
    "每天晚上7点广场舞太吵了,能不能管管",
    "我周六要开会,不能去了",
    "周六下午我妈过来",
    "昨天的讲座真不错",
    "昨晚7点开会你去了没",
    "明天早上8点上班,愁",
    "快递明天下午三点到",
    "师傅周五上午来修水管",
    "周末去哪玩",
    "楼上每天半夜2点搞聚会,扰民",
    "明天儿子考试,求安静",
    "我们公司周五年会",
    "今晚8点球赛你看吗",
    "3栋电梯明天能修好吗",
    "欢迎新邻居",
    "地点在哪",
    "停电到周五下午5点",
    "电视台周六晚上8点播演唱会",
    "活动室的灯坏了三天了",
    "明天物业上门检查燃气,10点开始",
    "谁周六去开家长会,拼车",
    "会议室漏水",
    "提醒过好几次了,楼道还是堆着东西",
    "看电影看到12点",
    "明早7点的闹钟没响",
    "see you at 8",
    "I'll pick you up at 7 tomorrow",
    "I have a meeting at 3pm tomorrow so can't let the plumber in",
    "water will be off on Friday from 9 to 12",
    "lift maintenance notice: Thursday 10:00 to 14:00",
    "the party next door goes on till 2am every Saturday",
    "my daughter's birthday party is on Sunday",
    "the meeting yesterday was far too long",
    "the plumber comes tomorrow at 9",
    "parcel arrives Friday afternoon",
    "are you free on Saturday at 5?",
    "the concert on TV starts at 8pm",
    "let's have lunch tomorrow at 12",
    "football tonight at 9, who do you think will win",
    "the choir practises every evening at 10 and it is far too loud",
    "meeting room ceiling is leaking",
    "heating will be off tomorrow for repairs",
    "I leave for work every day at 7",
    "reminds me of my village",
    "garbage was not collected on Monday",
    "the drill next door starts every morning at 7, unbearable noise",
]


@pytest.mark.parametrize(("text", "title", "place"), SAID)
def test_an_event_is_read(text: str, title: str, place: str | None) -> None:
    said = events.read(text, times_in(text))
    assert said is not None
    assert (said.title, said.place, said.remind) == (title, place, False)
    assert said.when is not None


@pytest.mark.parametrize(("text", "title", "place"), [row for row in SAID if not row[0].isascii()])
def test_wide_punctuation_changes_nothing(text: str, title: str, place: str | None) -> None:
    wide = text.translate(WIDE)
    said = events.read(wide, times_in(wide))
    assert said is not None
    assert (said.title, said.place) == (title, place)


@pytest.mark.parametrize(("text", "title"), REMIND)
def test_a_reminder_is_read(text: str, title: str) -> None:
    said = events.read(text, times_in(text))
    assert said is not None
    assert (said.title, said.remind) == (title, True)
    assert said.when is not None


@pytest.mark.parametrize("text", [*(row[0] for row in SAID), *(row[0] for row in REMIND)])
def test_the_cue_stands_in_the_text(text: str) -> None:
    found = events.cue(text, times_in(text))
    assert found
    assert found in text


@pytest.mark.parametrize("text", NOT_SAID)
def test_a_time_alone_is_no_event(text: str) -> None:
    assert events.cue(text, times_in(text)) is None
    assert events.read(text, times_in(text)) is None


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("每周三晚7点周周碰,3月10日起", "每周三"),
        ("周六上午大扫除,9点楼下集合", "9点"),
        ("3月14日(周六)下午两点活动室包饺子,3月12日前报名", "3月14日"),
    ],
)
def test_the_main_time_recurs_or_has_an_hour(text: str, begins: str) -> None:
    said = events.read(text, times_in(text))
    assert said is not None
    assert said.when is not None
    assert said.when.begin <= text.index(begins) < said.when.until


def test_without_times_there_is_no_event() -> None:
    assert events.cue("周六下午两点活动室包饺子,欢迎参加", ()) is None
    assert events.read("Flea market, courtyard", ()) is None


def test_what_is_read_is_bounded() -> None:
    text = "周六下午两点" + "大型露天" * 60 + "音乐会,欢迎参加,地点:" + "很远的" * 60 + "广场"
    said = events.read(text, times_in(text))
    assert said is not None
    assert 0 < len(said.title) <= 80
    assert said.place is None or len(said.place) <= 80


PIECES = st.lists(
    st.sampled_from(
        [
            "周六下午两点",
            "每周三晚7点",
            "提醒我",
            "remind us ",
            "meeting",
            "开会",
            "地点",
            ":",
            "在",
            "活动室",
            ",",
            ", ",
            "Saturday at 10 ",
            "at ",
            "in the ",
            "courtyard",
            "欢迎参加",
            "\n",
            "举行",
            "@",
            " ",
        ]
    ),
    max_size=25,
).map("".join)


@given(st.one_of(st.text(max_size=200), PIECES))
def test_nothing_that_is_written_makes_it_fail(text: str) -> None:
    times = times_in(text)
    said = events.read(text, times)
    assert (said is None) == (events.cue(text, times) is None)
    if said is not None:
        assert 0 < len(said.title) <= 80
