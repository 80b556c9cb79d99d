"""Times in Chinese: what neighbours write, and what only looks like a time."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from re._parser import SubPattern, parse  # type: ignore[import-not-found]
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.times import zh_tokens
from nlp.times.found import TimeFound, TimeKind
from nlp.times.zh import find

NOW = datetime(2026, 3, 4, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
"""A Wednesday morning."""
LONGEST = 24
"""The longest bounded repetition."""

SAID = [
    # Days
    ("明天物业来修门禁", "明天", "on 2026-03-05"),
    ("后天小区停电,大家提前充电", "后天", "on 2026-03-06"),
    ("大后天有人上门抄表", "大后天", "on 2026-03-07"),
    ("改到下周三再议", "下周三", "on 2026-03-11"),
    ("消防演练定在下下周一", "下下周一", "on 2026-03-16"),
    ("这周五贴公示", "这周五", "on 2026-03-06"),
    ("周五贴公示", "周五", "on 2026-03-06"),
    ("星期天有跳蚤市场", "星期天", "on 2026-03-08"),
    ("禮拜六大掃除", "禮拜六", "on 2026-03-07"),
    ("周二收旧衣服", "周二", "on 2026-03-10"),
    ("15号交物业费", "15号", "on 2026-03-15"),
    ("3号以后再说,先记下", "3号", "on 2026-04-03"),
    ("3月20日换水表", "3月20日", "on 2026-03-20"),
    ("1月8號開會", "1月8號", "on 2027-01-08"),
    ("二十八号体检", "二十八号", "on 2026-03-28"),
    ("2026年4月12日投票", "2026年4月12日", "on 2026-04-12"),
    ("验收日期 2026-3-19 不变", "2026-3-19", "on 2026-03-19"),
    ("4/18 一起去植树", "4/18", "on 2026-04-18"),
    ("本月最后一个周六清理楼道", "本月最后一个周六", "on 2026-03-28"),
    ("下个月第一个星期日义诊", "下个月第一个星期日", "on 2026-04-05"),
    ("5月的第二个周三复查", "5月的第二个周三", "on 2026-05-13"),
    ("下个月10号装充电桩", "下个月10号", "on 2026-04-10"),
    ("两周后的周三再碰头", "两周后的周三", "on 2026-03-18"),
    ("三天后出结果", "三天后", "on 2026-03-07"),
    ("再过两个月换滤芯", "再过两个月", "on 2026-05-04"),
    ("国庆节楼下挂灯笼", "国庆节", "on 2026-10-01"),
    ("下月最后一天停用旧卡", "下月最后一天", "on 2026-04-30"),
    ("昨天的快递丢了", "昨天", "on 2026-03-03 ?past"),
    ("上周三报的修还没来", "上周三", "on 2026-02-25 ?past"),
    ("两天前就漏水了", "两天前", "on 2026-03-02 ?past"),
    ("4月31号停水", "4月31号", "on nothing ?no_such_day"),
    ("今天小区停水吗", "今天", "on 2026-03-04"),
    ("周三的会照常", "周三", "on 2026-03-04 ?day"),
    # Moments
    ("明晚7点半在活动室开会", "明晚7点半", "at 2026-03-05T19:30"),
    ("下周三晚上八点议事", "下周三晚上八点", "at 2026-03-11T20:00"),
    ("今天下午3点修电梯", "今天下午3点", "at 2026-03-04T15:00"),
    ("後天早上九點集合", "後天早上九點", "at 2026-03-06T09:00"),
    ("周六19:30看露天电影", "周六19:30", "at 2026-03-07T19:30"),
    ("周日 09:00 拔河比赛", "周日 09:00", "at 2026-03-08T09:00"),
    ("本月最后一个周六10点大扫除", "本月最后一个周六10点", "at 2026-03-28T10:00 ?am_or_pm"),
    ("半小时后恢复供水", "半小时后", "at 2026-03-04T10:30"),
    ("一个半小时之后来看看", "一个半小时之后", "at 2026-03-04T11:30"),
    ("20分钟后楼下见", "20分钟后", "at 2026-03-04T10:20"),
    ("晚上七点一刻签到", "晚上七点一刻", "at 2026-03-04T19:15"),
    ("晚上7点差5分点名", "晚上7点差5分", "at 2026-03-04T18:55"),
    ("下午差一刻三点出发", "下午差一刻三点", "at 2026-03-04T14:45"),
    ("中午12点放饭", "中午12点", "at 2026-03-04T12:00"),
    ("明天中午一点发药", "明天中午一点", "at 2026-03-05T13:00"),
    ("凌晨2点有人放炮", "凌晨2点", "at 2026-03-05T02:00"),
    ("今晚12点断网维护", "今晚12点", "at 2026-03-05T00:00"),
    ("傍晚6点取菜", "傍晚6点", "at 2026-03-04T18:00"),
    ("3月5日(周四)下午2点半听证", "3月5日(周四)下午2点半", "at 2026-03-05T14:30"),
    ("3月12日 14:05 送水", "3月12日 14:05", "at 2026-03-12T14:05"),
    ("周六下午两点钟修自行车", "周六下午两点钟", "at 2026-03-07T14:00"),
    ("下周一上午十点二十分面谈", "下周一上午十点二十分", "at 2026-03-09T10:20"),
    ("三天后下午4点复验", "三天后下午4点", "at 2026-03-07T16:00"),
    ("7点开会", "7点", "at 2026-03-04T19:00 ?am_or_pm"),
    ("周五8点开会", "周五8点", "at 2026-03-06T08:00 ?am_or_pm"),
    ("明天19时30分准时开始", "明天19时30分", "at 2026-03-05T19:30"),
    ("下午5点整关门", "下午5点整", "at 2026-03-04T17:00"),
    ("明天的下午三点三刻来人", "明天的下午三点三刻", "at 2026-03-05T15:45"),
    ("15号晚8点竞选", "15号晚8点", "at 2026-03-15T20:00"),
    ("2026/3/9 8:05 装灯", "2026/3/9 8:05", "at 2026-03-09T08:05 ?am_or_pm"),
    ("昨晚11点还在装修", "昨晚11点", "at 2026-03-03T23:00 ?past"),
    ("早上9点停过一次水的那种事", "早上9点", "at 2026-03-05T09:00"),
    # Ranges
    ("15号下午3点到5点停电", "15号下午3点到5点", "from 2026-03-15T15:00 to 2026-03-15T17:00"),
    ("明天上午9:00-11:30消杀", "明天上午9:00-11:30", "from 2026-03-05T09:00 to 2026-03-05T11:30"),
    ("周六下午2至4点亲子活动", "周六下午2至4点", "from 2026-03-07T14:00 to 2026-03-07T16:00"),
    ("3月10日到12日封路", "3月10日到12日", "from 2026-03-10 to 2026-03-12"),
    ("20-23号外墙清洗", "20-23号", "from 2026-03-20 to 2026-03-23"),
    ("下周一到下周三停气", "下周一到下周三", "from 2026-03-09 to 2026-03-11"),
    ("周五晚10点到周六早6点施工", "周五晚10点到周六早6点", "from 2026-03-06T22:00 to 2026-03-07T06:00"),
    ("今晚10点至次日凌晨2点停水", "今晚10点至次日凌晨2点", "from 2026-03-04T22:00 to 2026-03-05T02:00"),
    ("这周末晒被子", "这周末", "from 2026-03-07 to 2026-03-08"),
    ("下周都在修", "下周", "from 2026-03-09 to 2026-03-15"),
    ("这个月不收费", "这个月", "from 2026-03-01 to 2026-03-31"),
    ("下个月换届", "下个月", "from 2026-04-01 to 2026-04-30"),
    ("明年再改造", "明年", "from 2027-01-01 to 2027-12-31"),
    ("第二季度公开账目", "第二季度", "from 2026-04-01 to 2026-06-30"),
    ("大后天上午清运", "大后天上午", "from 2026-03-07T08:00 to 2026-03-07T12:00"),
    ("今晚谁在家", "今晚", "from 2026-03-04T18:00 to 2026-03-05T00:00"),
    ("国庆假期车库开放", "国庆假期", "from 2026-10-01 to 2026-10-07"),
    ("从4月1日至4月15日报名", "从4月1日至4月15日", "from 2026-04-01 to 2026-04-15"),
    ("未来三天有雨", "未来三天", "from 2026-03-05 to 2026-03-07"),
    # Deadlines
    ("月底前交齐材料", "月底前", "by 2026-03-31"),
    ("周五晚8点截止", "周五晚8点截止", "by 2026-03-06T20:00"),
    ("下班前回复我", "下班前", "by 2026-03-04T18:00"),
    ("明天中午12点之前报名", "明天中午12点之前", "by 2026-03-05T12:00"),
    ("请在3月18号以前缴费", "3月18号以前", "by 2026-03-18"),
    ("3天内整改", "3天内", "by 2026-03-07"),
    ("两小时之内派人", "两小时之内", "by 2026-03-04T12:00"),
    ("报名到下周日为止", "到下周日为止", "by 2026-03-15"),
    ("年底前完工", "年底前", "by 2026-12-31"),
    ("最晚周四给答复", "最晚周四", "by 2026-03-05"),
    ("截止到15号中午12点", "截止到15号中午12点", "by 2026-03-15T12:00"),
    ("意见征集截至4月2日", "截至4月2日", "by 2026-04-02"),
    ("本周五前投票", "本周五前", "by 2026-03-06"),
    # Durations
    ("会议大概3个小时", "3个小时", "for 3:00:00"),
    ("停水半个月", "半个月", "for 15 days, 0:00:00"),
    ("装修一个半月", "一个半月", "for 45 days, 0:00:00"),
    ("晾两天就好", "两天", "for 2 days, 0:00:00"),
    ("每户发言15分钟以内的话", "15分钟以内", "by 2026-03-04T10:15"),
    ("排队排了四十五分钟", "四十五分钟", "for 0:45:00"),
    ("修了一个小时二十分钟", "一个小时二十分钟", "for 1:20:00"),
    ("公示期七天", "七天", "for 7 days, 0:00:00"),
    ("培训两个半小时", "两个半小时", "for 2:30:00"),
    # Recurrences
    ("每周三晚7点跳舞", "每周三晚7点", "FREQ=WEEKLY;BYDAY=WE from 2026-03-04T19:00 at 19:00"),
    ("每月最后一个周六大扫除", "每月最后一个周六", "FREQ=MONTHLY;BYDAY=-1SA from 2026-03-28"),
    ("隔周周三收大件", "隔周周三", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE from 2026-03-04"),
    ("每周二、周四下午4点练太极", "每周二、周四下午4点", "FREQ=WEEKLY;BYDAY=TU,TH from 2026-03-05T16:00 at 16:00"),
    ("每周一三五早上7点晨跑", "每周一三五早上7点", "FREQ=WEEKLY;BYDAY=MO,WE,FR from 2026-03-06T07:00 at 07:00"),
    (
        "工作日每天8点开闸",
        "工作日每天8点",
        "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR from 2026-03-05T08:00 at 08:00 ?am_or_pm",
    ),
    ("每天早上8点浇花", "每天早上8点", "FREQ=DAILY from 2026-03-05T08:00 at 08:00"),
    ("每隔两天消毒一次", "每隔两天", "FREQ=DAILY;INTERVAL=2 from 2026-03-04 ?day"),
    ("每两天倒一次垃圾", "每两天", "FREQ=DAILY;INTERVAL=2 from 2026-03-04"),
    ("每年3月5日学雷锋", "每年3月5日", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=5 from 2026-03-05"),
    ("每月15号公布账目", "每月15号", "FREQ=MONTHLY;BYMONTHDAY=15 from 2026-03-15"),
    ("每月1号和16号巡检", "每月1号和16号", "FREQ=MONTHLY;BYMONTHDAY=1,16 from 2026-03-16"),
    ("每个月月底对账", "每个月月底", "FREQ=MONTHLY;BYMONTHDAY=-1 from 2026-03-31"),
    (
        "每周一到周五9点到17点值班",
        "每周一到周五9点到17点",
        "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR from 2026-03-05T09:00 to 2026-03-05T17:00 at 09:00",
    ),
    ("每周末开放图书角", "每周末", "FREQ=WEEKLY;BYDAY=SA,SU from 2026-03-07"),
    ("每晚9点锁门", "每晚9点", "FREQ=DAILY from 2026-03-04T21:00 at 21:00"),
    ("每季度开一次业主会", "每季度", "FREQ=MONTHLY;INTERVAL=3 from 2026-03-04"),
    ("每3个小时巡逻一遍", "每3个小时", "FREQ=HOURLY;INTERVAL=3 from 2026-03-04T10:00"),
    (
        "每周六上午9点到11点义卖",
        "每周六上午9点到11点",
        "FREQ=WEEKLY;BYDAY=SA from 2026-03-07T09:00 to 2026-03-07T11:00 at 09:00",
    ),
    ("每周四晚8点,共6次", "每周四晚8点,共6次", "FREQ=WEEKLY;COUNT=6;BYDAY=TH from 2026-03-05T20:00 at 20:00"),
    (
        "每天晚上10点直到月底",
        "每天晚上10点直到月底",
        "FREQ=DAILY;UNTIL=20260331T140000Z from 2026-03-04T22:00 at 22:00",
    ),
    (
        "每兩週的週日下午聚餐",
        "每兩週的週日下午",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU from 2026-03-08T13:00 in the afternoon",
    ),
    ("天天晚上吵到睡不着", "天天晚上", "FREQ=DAILY from 2026-03-04T18:00 in the evening"),
    # Found wanting later
    (
        "从下周一起每天早上8点巡逻",
        "从下周一起每天早上8点",
        "FREQ=DAILY from 2026-03-09T08:00 at 08:00",
    ),
    (
        "3月1日到3月31日,每天晚上7点收衣服",
        "3月1日到3月31日,每天晚上7点",
        "FREQ=DAILY;UNTIL=20260331T110000Z from 2026-03-04T19:00 at 19:00",
    ),
    ("2月20日到3月10日报名", "2月20日到3月10日", "from 2026-02-20 to 2026-03-10"),
    ("22:00-次日6:00禁止施工", "22:00-次日6:00", "from 2026-03-04T22:00 to 2026-03-05T06:00"),
    ("投票截止时间:3月10日18:00", "截止时间:3月10日18:00", "by 2026-03-10T18:00"),
    ("下周内完成", "下周内", "by 2026-03-15"),
    ("半年后复检", "半年后", "on 2026-09-04"),
    ("3号楼15号停水", "15号", "on 2026-03-15"),
    ("2025年终总结", "2025年终", "from 2025-12-01 to 2025-12-31 ?past"),
    (
        "周一至周五8:30-17:30营业",
        "周一至周五8:30-17:30",
        "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR from 2026-03-05T08:30 to 2026-03-05T17:30 at 08:30",
    ),
    ("下班后我去拿", "下班", "at 2026-03-04T18:00"),
    ("2月30日见", "2月30日", "on nothing ?no_such_day"),
]

NOT_SAID = [
    "12号楼3单元停水",
    "价格3.5到4.5",
    "唱了一下午",
    "三年级的孩子",
    "下午好,各位邻居",
    "3栋2单元501漏水",
    "电话12345678找老王",
    "3号楼电梯坏了",
    "我有5点建议",
    "一点都不吵",
    "有一点漏",
    "请快一点",
    "三天两头停电",
    "等了半天没人来",
    "一会儿过去看看",
    "每户3.5元一方",
    "升级到2.10.3版就好了",
    "来了20个人,每人15块",
    "手机13800138000",
    "文化路15号对面的店",
    "这几点都同意",
    "比分3:2,打得不错",
    "晚安,早点休息",
    "大家早上好",
    "门口有两个包裹",
    "占了三分之一的车位",
    "2/3以上业主同意",
    "费用是1.5倍",
    "差点摔倒",
    "周围都是灰",
    "一号线出口",
    "张三李四王五",
    "第二天性",
    "编号2026030501",
    "12号楼的灯不亮",
]


def shown(found: TimeFound) -> str:
    """A time as the tables have it."""
    doubts = "".join(f" ?{doubt.value}" for doubt in found.doubts)
    return _value(found) + doubts


def _value(found: TimeFound) -> str:
    start, end = _moment(found, found.start), _moment(found, found.end)
    match found.kind:
        case TimeKind.DATE:
            return f"on {start}"
        case TimeKind.DATETIME:
            return f"at {start}"
        case TimeKind.RANGE:
            return f"from {start} to {end}"
        case TimeKind.DEADLINE:
            return f"by {end}"
        case TimeKind.DURATION:
            return f"for {found.duration}"
        case TimeKind.RECURRENCE:
            to = f" to {end}" if found.end else ""
            at = f" at {found.at:%H:%M}" if found.at else f" in the {found.daypart}" if found.daypart else ""
            return f"{found.rrule} from {start}{to}{at}"


def _moment(found: TimeFound, moment: datetime | None) -> str:
    if moment is None:
        return "nothing"
    return f"{moment:%Y-%m-%d}" if found.whole_days else f"{moment:%Y-%m-%dT%H:%M}"


@pytest.mark.parametrize(("text", "span", "expected"), SAID, ids=[text for text, _, _ in SAID])
def test_a_time_is_understood(text: str, span: str, expected: str) -> None:
    found = find(text, NOW)
    assert [(text[time.begin : time.until], shown(time)) for time in found] == [(span, expected)]


@pytest.mark.parametrize("text", NOT_SAID)
def test_what_only_looks_like_a_time(text: str) -> None:
    assert find(text, NOW) == ()


@pytest.mark.parametrize("clock", ["2026-03-31T23:30", "2024-02-29T00:00", "9999-12-31T12:00", "0001-01-01T00:00"])
@given(text=st.one_of(st.text(), st.lists(st.sampled_from(sorted({*"".join(row[0] for row in SAID)}))).map("".join)))
def test_no_text_is_too_much(clock: str, text: str) -> None:
    now = datetime.fromisoformat(clock).replace(tzinfo=UTC)
    found = find(text, now)
    ends = [0, *(time.until for time in found)]
    assert all(end <= time.begin < time.until <= len(text) for end, time in zip(ends, found, strict=False))
    assert all(moment.tzinfo is UTC for time in found for moment in (time.start, time.end) if moment)


WORDS = sorted({text for text, _, _ in SAID} | {span for _, span, _ in SAID} | {*NOT_SAID})


@given(said=st.lists(st.sampled_from(WORDS), max_size=6))
def test_sentences_may_run_into_each_other(said: list[str]) -> None:
    text = "".join(said)
    assert all(text[time.begin : time.until].strip() for time in find(text, NOW))


def test_every_piece_is_bounded() -> None:
    """No repetition in a repetition, and without bounds only runs of one class: so one piece is read in linear time.

    A piece begins once at each place at most, and what is read is not read again: so is the whole text.
    """
    unbounded = [node for pattern in zh_tokens.PATTERNS.values() for node in _repeats(_parsed(pattern), inside=False)]
    assert unbounded == []


def _parsed(pattern: str) -> Any:
    return parse(pattern.replace("(?P=iso_sep)", "-"))


def _repeats(nodes: Any, *, inside: bool) -> Iterator[str]:
    """Yield what may take more than linear time: repetitions in others, and unbounded ones of more than a class."""
    for name, value in nodes:
        repeats = str(name) in ("MAX_REPEAT", "MIN_REPEAT") and value[1] > 1
        if repeats and inside and value[1] > 1:
            yield f"a repetition in a repetition: {value}"
        if repeats and value[1] > LONGEST and (len(value[2]) > 1 or str(value[2][0][0]) not in ("IN", "LITERAL")):
            yield f"an unbounded repetition: {value}"
        for part in _parts(value):
            yield from _repeats(part, inside=inside or repeats)


def _parts(value: Any) -> Iterator[Any]:
    if isinstance(value, SubPattern):
        yield value
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from _parts(part)


HOSTILE = [
    "1",
    "一",
    "每",
    "3月",
    "1点到",
    "周一、",
    "周一到",
    "一个半",
    "明天到",
    "12:",
    "2026-",
    "最后",
    "和",
    "今明后",
    "两天",
    "从",
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_twice_the_text_is_twice_the_work(unit: str) -> None:
    half, whole = (unit * 4096)[:2048], (unit * 4096)[:4096]
    assert _calls(whole) <= 2.2 * _calls(half)


def _calls(text: str) -> int:
    """Return how many functions are called: what the pieces cost, without a clock."""
    calls = 0

    def count(*_: object) -> None:
        nonlocal calls
        calls += 1

    sys.setprofile(count)
    try:
        find(text, NOW)
    finally:
        sys.setprofile(None)
    return calls
