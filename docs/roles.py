"""Writes docs/roles.md from the one table of who may do what: ``python -m docs.roles``. A test compares the two."""

from collections.abc import Mapping
from pathlib import Path

from bot.domain.roles import MAY, WIDENED_BY, Action, Role

PAGE = Path(__file__).with_name("roles.md")

ROLES: Mapping[Role, tuple[str, str]] = {
    Role.RESIDENT: ("resident", "居民"),
    Role.HOUSEHOLDER: ("household", "住户"),
    Role.STEWARD: ("steward", "红管家"),
    Role.SQUAD_LEAD: ("squad lead", "小队长"),
    Role.BUILDING_LEAD: ("building lead", "楼栋长"),
    Role.COMMUNITY_WORKER: ("community worker", "网格员"),
}

ACTIONS: Mapping[Action, tuple[str, str]] = {
    Action.REPORT: ("report something", "上报诉求"),
    Action.REPORT_FOR: ("report for somebody else", "替人上报"),
    Action.SUPPORT: ("join a report", "附议诉求"),
    Action.URGE: ("ask to hurry up", "催办"),
    Action.ACCEPT: ("accept (the reporter, supporters, their delegates)", "验收（上报人、附议人及代办人）"),
    Action.SEND_BACK: ("send back", "退回"),
    Action.WITHDRAW: ("withdraw one's report", "撤回自己的诉求"),
    Action.REOPEN: ("reopen what silence accepted", "重新打开默认验收的诉求"),
    Action.RATE: ("rate", "评分"),
    Action.ANSWER: ("answer a steward's question", "回答红管家的提问"),
    Action.SEE_ISSUES: ("see the building's open issues", "看本楼诉求"),
    Action.SEE_STATS: ("see the building's figures", "看本楼统计"),
    Action.CLAIM: ("claim", "接单"),
    Action.PROGRESS: ("note progress", "记进展"),
    Action.PAUSE: ("pause", "暂缓"),
    Action.RESUME: ("resume", "恢复"),
    Action.ASK_RESIDENT: ("ask the reporter", "询问居民"),
    Action.RESOLVE: ("resolve", "办结"),
    Action.RELEASE: ("release", "退单"),
    Action.TRANSFER: ("transfer", "转派"),
    Action.NOT_OURS: ("say that it is others' to mend", "注明不归本社区"),
    Action.MERGE: ("merge duplicates", "合并重复诉求"),
    Action.MARK_INCIDENT: ("mark as an incident", "标记为群体事件"),
    Action.ASSIGN: ("assign", "指派"),
    Action.CALL_BACK: ("ring and ask afterwards", "回访"),
    Action.DISPATCH: ("dispatch by hand", "人工派单"),
    Action.DUTY: ("come on and off duty", "上下岗"),
    Action.SEE_CONFIDENTIAL: ("read confidential issues of the squad", "看本队不公开的诉求"),
    Action.SEE_SQUAD_STATS: ("see the squad's figures", "看本队统计"),
    Action.SEE_ALL_STATS: ("see the community's figures", "看全社区统计"),
    Action.SETUP: ("set up a group (/setup)", "登记群（/setup）"),
    Action.CHANGE_BUILDING: ("change a building's settings", "改本楼设置"),
    Action.CHANGE_SQUAD: ("change a squad's settings", "改小队设置"),
    Action.SET_EAGERNESS: ("/quiet, /listen (group administrators, too)", "/quiet、/listen（群管理员也可以）"),
    Action.SEE_ROSTER: ("see and export the roster", "看、导出名册"),
    Action.CHANGE_ROSTER: ("bring the roster", "导入名册"),
    Action.INVITE: ("make and revoke invitation codes", "生成、作废邀请码"),
    Action.BIND: ("ask to speak for a household", "申请绑定房屋"),
    Action.CONFIRM_BINDING: ("confirm who lives where", "确认绑定"),
    Action.MOVE_OUT: ("move out", "搬出解绑"),
    Action.MOVE_OTHERS_OUT: ("let others move out", "为他人解绑"),
    Action.NAME_DELEGATE: ("name a delegate", "指定代办人"),
    Action.NAME_DELEGATE_FOR: ("name a delegate for a household without Telegram", "为不用 Telegram 的住户指定代办人"),
    Action.APPOINT_STEWARD: ("appoint stewards", "任免红管家"),
    Action.APPOINT_SQUAD_LEAD: ("appoint squad leads", "任免小队长"),
    Action.APPOINT_BUILDING_LEAD: ("appoint building leads", "任免楼栋长"),
    Action.APPOINT_WORKER: ("appoint community workers", "任免网格员"),
    Action.SEE_WHO: ("see who is who", "看谁负责什么"),
    Action.SEE_TRAIL: ("see the trail of changes among people", "看人员变更记录"),
    Action.SEE_OWN: ("see, export and erase what is kept of oneself", "查看、导出、注销自己的资料"),
    Action.HANDOVER: ("take the hand-over pack", "导出交接包"),
    Action.PROPOSE_POLL: ("propose a poll", "提议意见征集"),
    Action.START_POLL: ("start a poll", "发起意见征集"),
    Action.ALLOW_POLL: ("allow a proposed poll", "同意他人的意见征集"),
    Action.CLOSE_POLL: ("close a poll", "结束意见征集"),
    Action.OPEN_VOTE: ("open a vote", "发起表决"),
    Action.CAST_BALLOT: ("cast the household's ballot", "代表本户投票"),
    Action.GIVE_PROXY: ("give a proxy", "委托投票"),
    Action.ENTER_PAPER_BALLOT: ("enter a paper ballot", "录入纸质票"),
    Action.CONFIRM_PAPER_BALLOT: ("confirm a paper ballot (as a second person)", "复核纸质票（第二人）"),
    Action.EXTEND_VOTE: ("extend a vote", "延长表决"),
    Action.WITHDRAW_VOTE: ("withdraw a vote", "撤回表决"),
    Action.WRITE_OUTCOME: ("write the outcome", "写结果说明"),
    Action.SEE_VOTES: ("see votes", "看表决"),
    Action.PROPOSE: ("propose a topic", "提出议题"),
    Action.SUPPORT_TOPIC: ("support a topic", "附议议题"),
    Action.ARGUE: ("argue for or against a topic", "讨论议题"),
    Action.DECIDE_TOPIC: ("open a vote on a topic, or decline it", "把议题交表决，或不采纳"),
    Action.RAISE: ("raise something to the council", "提交月悦谈"),
    Action.CALL_EVENT: ("call an event", "召集活动"),
    Action.CHANGE_EVENT: ("change or cancel an event", "改、取消活动"),
    Action.IMPORT_CALENDAR: ("import a calendar file", "导入日历文件"),
    Action.RSVP: ("say whether one comes", "报名"),
    Action.CHECK_IN: ("check in at the door", "签到"),
    Action.SEE_GUESTS: ("see who comes", "看报名名单"),
    Action.REMIND_SELF: ("be reminded", "提醒自己"),
    Action.REMIND_CHAT: ("remind a whole chat", "提醒全群"),
    Action.CALENDAR_FEED: ("subscribe to a calendar", "订阅日历"),
    Action.CHANGE_FEED: ("renew a building's calendar address", "更换本楼日历地址"),
    Action.MINUTES: ("take the council's minutes", "记月悦谈纪要"),
    Action.COUNCIL_AGENDA: ("run the council's agenda", "管理月悦谈议程"),
    Action.APPOINT_BENCH: ("seat the council's benches", "安排月悦谈席位"),
    Action.STAND_UP_ANSWER: ("name next steps at the stand-up", "在周周碰定下一步"),
    Action.SEE_STAND_UP: ("see the stand-up's sheet", "看周周碰的表"),
}

_BEFORE = """# Who may do what / 谁可以做什么

Made from the table `MAY` in [`bot/domain/roles.py`](../bot/domain/roles.py) by `python -m docs.roles`: this page, the
refusals and the services read the same lines. A lead's role holds in their own building, a steward's and a squad lead's
in their own squad, a community worker's everywhere. Everybody is a resident; who is bound to a household
speaks for it. ✅ᵇ: a building may leave it to each household (`/settings`).

楼栋长只管自己的楼，红管家和小队长只管自己的小队，网格员管全社区。人人都是居民，绑定了房屋的可以代表本户。
✅ᵇ：楼栋可以在 `/settings` 里放开给每一户。

"""


def document() -> str:
    """Return the page."""
    head = " | ".join(f"{en} {zh}" for en, zh in ROLES.values())
    lines = [f"| | {head} |", "| --- |" + " :-: |" * len(ROLES)]
    lines += [f"| {ACTIONS[action][0]} {ACTIONS[action][1]} | {_row(action)} |" for action in Action]
    return _BEFORE + "\n".join(lines) + "\n"


def _row(action: Action) -> str:
    return " | ".join(_mark(action, role) for role in ROLES)


def _mark(action: Action, role: Role) -> str:
    if role in MAY[action]:
        return "✅"
    return "✅ᵇ" if action in WIDENED_BY and role is Role.HOUSEHOLDER else ""


if __name__ == "__main__":
    PAGE.write_text(document(), encoding="utf-8")
