"""Polls in free text: what asks the neighbours to choose, and what only talks of choosing."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp import polls
from nlp.normal import simplify
from nlp.times import en, zh
from nlp.times.found import TimeFound, TimeKind

NOW = datetime(2026, 3, 4, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
"""A Wednesday morning."""

WIDE = {ord(narrow): chr(ord(narrow) + 0xFEE0) for narrow in ",:;!?()"}
"""Chinese keyboards write these."""


def times_in(text: str) -> tuple[TimeFound, ...]:
    """Find the times in the language of the text."""
    find = en.find if text.isascii() or "—" in text else zh.find
    return find(text, NOW)


ASKED: list[tuple[str, str, tuple[str, ...]]] = [
    # Either, or
    ("大家投票:充电桩装东门还是西门?周五晚8点截止", "充电桩装东门还是西门?", ("东门", "西门")),
    ("投票:楼道刷米黄还是浅灰?", "楼道刷米黄还是浅灰?", ("米黄", "浅灰")),
    ("【投票】信箱换成铁的、木的还是不锈钢的?", "信箱换成铁的、木的还是不锈钢的?", ("铁", "木", "不锈钢")),
    ("大家表决一下,快递柜放在南门还是放在北门?", "快递柜放在南门还是放在北门?", ("南门", "北门")),
    ("请各位邻居投票:大扫除定周六还是周日?", "大扫除定周六还是周日?", ("周六", "周日")),
    ("意见征集:花坛种月季还是桂花", "花坛种月季还是桂花", ("月季", "桂花")),
    (
        "Poll: repaint the lobby — blue, green or white? closes Sunday 20:00",
        "repaint the lobby",
        ("blue", "green", "white"),
    ),
    (
        "Vote: should the bike rack go by the east gate or the west gate?",
        "should the bike rack go by the east gate or the west gate?",
        ("east gate", "west gate"),
    ),
    (
        "Quick poll - should we have the barbecue on Saturday or Sunday?",
        "should we have the barbecue on Saturday or Sunday?",
        ("Saturday", "Sunday"),
    ),
    ("Let's vote: new doormat, black or brown?", "new doormat", ("black", "brown")),
    (
        "Please vote, everyone: bench under the oak or bench by the pond?",
        "bench under the oak or bench by the pond?",
        ("under the oak", "by the pond"),
    ),
    # Options with letters or numbers in the line
    ("投票 门禁换哪种? A. 刷卡 B. 人脸 C. 密码", "门禁换哪种?", ("刷卡", "人脸", "密码")),
    ("大家选一下:垃圾桶放哪里?1.东侧 2.西侧 3.不动", "垃圾桶放哪里?", ("东侧", "西侧", "不动")),
    ("电梯广告收入怎么用?①修绿化②存着③发米面油,大家投票", "电梯广告收入怎么用?", ("修绿化", "存着", "发米面油")),
    ("晾衣杆装几根,1️⃣两根 2️⃣四根 3️⃣不装,接龙", "晾衣杆装几根", ("两根", "四根", "不装")),
    ("地垫颜色选A红色B蓝色,大家投个票", "地垫颜色", ("红色", "蓝色")),
    ("Vote please: which lock? A) key B) card C) code", "which lock?", ("key", "card", "code")),
    (
        "Which day for the clean-up? 1) Saturday 2) Sunday. Please vote",
        "Which day for the clean-up?",
        ("Saturday", "Sunday"),
    ),
    ("poll: lobby music? (a) jazz (b) piano (c) none at all", "lobby music?", ("jazz", "piano", "none at all")),
    # Options on lines
    ("投票:凉亭修成什么样\n- 木顶\n- 瓦顶\n- 不修", "凉亭修成什么样", ("木顶", "瓦顶", "不修")),
    ("大家选:\n楼道声控灯换哪种\n1. 红外\n2. 雷达", "楼道声控灯换哪种", ("红外", "雷达")),
    (
        "意见征集:活动室周末几点开门?\n1️⃣ 八点\n2️⃣ 九点\n3️⃣ 十点\n可多选",
        "活动室周末几点开门?",
        ("八点", "九点", "十点"),
    ),
    (
        "Poll\nWhat goes into the courtyard?\n- swings\n- a slide\n- a sandpit",
        "What goes into the courtyard?",
        ("swings", "a slide", "a sandpit"),
    ),
    (
        "Where should the bins go?\n1. north side\n2. south side\n3. leave them",
        "Where should the bins go?",
        ("north side", "south side", "leave them"),
    ),
    ("Vote on the new fence\n① wood\n② steel", "the new fence", ("wood", "steel")),
    ("Choose one:\nHallway lights\nA: warm white\nB: cold white", "Hallway lights", ("warm white", "cold white")),
    ("门口雨棚颜色,大家投票\n• 灰色\n• 绿色", "门口雨棚颜色", ("灰色", "绿色")),
    # Options that are introduced
    ("投票:电梯间挂什么画?选项:山水、花鸟、不挂", "电梯间挂什么画?", ("山水", "花鸟", "不挂")),
    (
        "Poll: what to plant on the roof? Options: herbs, roses, nothing",
        "what to plant on the roof?",
        ("herbs", "roses", "nothing"),
    ),
    ("Poll: stair carpet? red / grey / none", "stair carpet?", ("red", "grey", "none")),
    # Yes and no: the bot adds the answers
    ("要不要给二单元加装扶手?大家说说", "要不要给二单元加装扶手?", ()),
    ("同意把自行车棚改成充电棚的扣1", "把自行车棚改成充电棚", ()),
    ("大家投票:是否同意更换物业公司", "是否同意更换物业公司", ()),
    ("加装电梯的事表决一下,同意的扣1,不同意的扣2", "加装电梯的事", ("同意", "不同意")),
    ("Who's in favour of a second bike rack?", "a second bike rack?", ()),
    ("Show of hands: should we replace the intercom?", "should we replace the intercom?", ()),
    ("Poll: shall we hire a gardener, yes or no?", "shall we hire a gardener", ("yes", "no")),
    ("All in favour of quiet hours from ten, please put a thumbs up", "quiet hours from ten", ()),
    ("React 👍 or 👎: should the gate stay locked at night?", "should the gate stay locked at night?", ()),
    # That a vote be held
    ("大门换锁这事咱们搞个投票吧", "大门换锁", ()),
    ("建议发起投票,决定要不要封闭垃圾道", "要不要封闭垃圾道", ()),
    ("Can we have a vote on the parking rules?", "the parking rules?", ()),
    ("let's put the new camera to a vote", "the new camera", ()),
    ("I suggest we hold a vote about the playground fence", "the playground fence", ()),
]

SEVERAL = [
    "投票:活动室添什么(可多选)A.书 B.棋 C.茶具",
    "大家选,最多选两项:1.秋千 2.滑梯 3.单杠",
    "意见征集,多选:\n- 象棋\n- 羽毛球\n- 合唱",
    "Poll, pick two: herbs, roses or ferns?",
    "Vote! Choose all that apply: A) benches B) lamps C) trees",
    "Poll: courtyard wishes (multiple choice)\n- swing\n- bench\n- herbs",
]

ONE = [
    "投票(单选):A.书 B.棋",
    "Poll: which one, herbs or roses?",
    "大家投票:充电桩装东门还是西门?",
]

CLOSES = [
    ("大家投票:充电桩装东门还是西门?周五晚8点截止", "2026-03-06T20:00"),
    ("投票截止时间:3月10日18:00。刷哪种漆?A.米黄 B.浅灰", "2026-03-10T18:00"),
    ("Poll: repaint the lobby — blue, green or white? closes Sunday 20:00", "2026-03-08T20:00"),
    ("Vote by Friday 18:00: new mats, yes or no?", "2026-03-06T18:00"),
    ("投票:大扫除定周六还是周日?", None),
    ("Poll: barbecue on Saturday at 18:00 or Sunday at 12:00?", None),
]

NOT_ASKED = [
    "你吃米饭还是面?",
    "今天周一还是周二?",
    "师傅上午来还是下午来?",
    "这灯是坏了还是停电了?",
    "昨晚的选秀节目我给三号选手投票了",
    "帮我外甥投个票,少儿绘画比赛,点链接",
    "美国大选投票结果出来了吗",
    "麻烦大家给我女儿投一票,谢谢",
    "我投票了,你投了吗",
    "上次投票的结果公布了没有",
    "股东大会表决通过了分红",
    "你说我要不要去医院看看",
    "晚饭选哪家好呢,纠结",
    "他喜欢玩成语接龙",
    "楼上漏水了,3栋402",
    "电梯又坏了,还是老问题",
    "垃圾没人收,1号楼和2号楼之间",
    "这里有A座和B座",
    "买了1.5升的油和2斤米",
    "我选择躺平",
    "不同意见可以商量",
    "世界杯你支持阿根廷还是法国?",
    "欧洲议会今天投票",
    "评选最美家庭,请给我们家投票",
    "楼长选出来了吗",
    "is it Monday or Tuesday?",
    "Tea or coffee?",
    "are you coming by bus or by car?",
    "please vote for my nephew in the singing contest",
    "did you watch the vote on Eurovision last night",
    "the exit polls look close this time",
    "the election is on Sunday, my polling station is the school",
    "I voted already",
    "what was the result of the vote?",
    "parliament votes on the budget tomorrow",
    "the lamp pole is leaning, somebody will get hurt",
    "Is the lift broken or just slow?",
    "the pollen is awful this week",
    "A. Miller in flat 3 says the B. line is closed",
    "either the pump or the valve is leaking",
    "who wants a free sofa? pick up today",
    "I have to choose a school for my son",
    "Raise your hand if your heating is off, mine is since yesterday",
    "1. lamp broken on the second floor\n2. door does not close",
    "Vote for number 7 on the talent show, text 12345",
    "投票站就在学校门口",
]


@pytest.mark.parametrize(("text", "question", "options"), ASKED)
def test_a_poll_is_read(text: str, question: str, options: tuple[str, ...]) -> None:
    asked = polls.read(text, times_in(text))
    assert asked is not None
    assert (asked.question, asked.options) == (question, options)


@pytest.mark.parametrize(("text", "question", "options"), [row for row in ASKED if not row[0].isascii()])
def test_wide_punctuation_changes_nothing(text: str, question: str, options: tuple[str, ...]) -> None:
    asked = polls.read(text.translate(WIDE), times_in(text))
    assert asked is not None
    assert (simplify(asked.question), asked.options) == (simplify(question), options)


@pytest.mark.parametrize("text", [text for text, _, _ in ASKED])
def test_the_cue_stands_in_the_text(text: str) -> None:
    found = polls.cue(text)
    assert found
    assert found in text


@pytest.mark.parametrize("text", SEVERAL)
def test_several_may_be_chosen(text: str) -> None:
    asked = polls.read(text, ())
    assert asked is not None
    assert asked.several
    assert len(asked.options) == 3


@pytest.mark.parametrize("text", ONE)
def test_one_is_to_be_chosen(text: str) -> None:
    asked = polls.read(text, ())
    assert asked is not None
    assert not asked.several
    assert len(asked.options) == 2


@pytest.mark.parametrize(("text", "closes"), CLOSES)
def test_when_it_closes(text: str, closes: str | None) -> None:
    asked = polls.read(text, times_in(text))
    assert asked is not None
    if asked.closes is None:
        assert closes is None
    else:
        moment = asked.closes.end if asked.closes.kind is TimeKind.DEADLINE else asked.closes.start
        assert moment is not None
        assert moment.isoformat()[:16] == closes


@pytest.mark.parametrize("text", NOT_ASKED)
def test_talk_of_choosing_is_no_poll(text: str) -> None:
    assert polls.cue(text) is None
    assert polls.read(text, times_in(text)) is None


def test_what_is_read_is_bounded() -> None:
    lines = "\n".join(f"- {number}号方案" for number in range(60))
    asked = polls.read(f"投票:{'怎么办' * 20}\n{lines}\n" + "- 再一个\n" * 4000, ())
    assert asked is not None
    assert asked.question == "怎么办" * 20
    assert len(asked.options) == 40


def test_more_than_telegram_takes_is_read_all_the_same() -> None:
    lines = "\n".join(f"{number}. 选项{number}" for number in range(1, 21))
    asked = polls.read(f"投票:选哪个\n{lines}", ())
    assert asked is not None
    assert asked.options == tuple(f"选项{number}" for number in range(1, 21))


@pytest.mark.parametrize(
    ("text", "question", "options"),
    [
        ("充电桩装东门还是西门", "充电桩装东门还是西门", ("东门", "西门")),
        ("花坛种什么\n月季\n桂花", "花坛种什么\n月季\n桂花", ()),
        ("Benches: pond or gate?", "Benches", ("pond", "gate")),
    ],
)
def test_what_somebody_calls_a_poll_needs_no_cue(text: str, question: str, options: tuple[str, ...]) -> None:
    asked = polls.read(text, (), asked=True)
    assert asked is not None
    assert (asked.question, asked.options) == (question, options)


PIECES = st.lists(
    st.sampled_from(
        [
            "投票",
            "还是",
            "、",
            "?",
            ":",
            "\n",
            "- ",
            "A.",
            "B.",
            "1.",
            "2.",
            "①",
            "1️⃣",
            "东门",
            "扣1",
            "vote",
            "poll: ",
            " or ",
            ", ",
            "blue",
            "(",
            ")",
            "【",
            " — ",
            "可多选",
            "周五晚8点截止",
            "closes Sunday 20:00",
            "同意的",
            "/",
            " ",
        ]
    ),
    max_size=30,
).map("".join)


@given(st.one_of(st.text(max_size=200), PIECES))
def test_nothing_that_is_written_makes_it_fail(text: str) -> None:
    asked = polls.read(text, times_in(text))
    assert (asked is None) == (polls.cue(text) is None)
    if asked is not None:
        assert len(asked.question) <= 300
        assert len(asked.options) != 1
        assert all(option == option.strip() and option for option in asked.options)
