"""Writes the table of docs/life.md from the rules: ``python -m docs.life``. A test compares the two."""

from collections.abc import Mapping
from pathlib import Path

from bot.domain.issue import NEXT_STATE, IssueState, Step

PAGE = Path(__file__).with_name("life.md")
BEGINS, ENDS = "<!-- the table, made by python -m docs.life -->", "<!-- its end -->"

STATES: Mapping[IssueState, tuple[str, str]] = {
    IssueState.REPORTED: ("reported", "待派单"),
    IssueState.DISPATCHED: ("dispatched", "已派单"),
    IssueState.CLAIMED: ("claimed", "已接单"),
    IssueState.PAUSED: ("paused", "暂缓"),
    IssueState.WAITING: ("waiting", "等答复"),
    IssueState.RESOLVED: ("resolved", "待验收"),
    IssueState.ACCEPTED: ("accepted", "已验收"),
    IssueState.WITHDRAWN: ("withdrawn", "已撤回"),
    IssueState.DUPLICATE: ("duplicate", "已并入"),
    IssueState.NOT_OURS: ("not ours", "不归社区"),
}

STEPS: Mapping[Step, str] = {
    Step.DISPATCH: "the bot, or the community office by hand",
    Step.CLAIM: "a steward: **接单**, “我来”, “I'll take it”",
    Step.ASSIGN: "a squad lead or community worker: **转派**, “派给Tom”, “assign it to Tom”",
    Step.TRANSFER: "its owner: **转派**, “转给赵师傅”, “hand this over to Tom”",
    Step.PASS_ON: "its owner, a lead, or while nobody has it any steward: **转派**, “转给法律”, “pass it to property”",
    Step.RELEASE: "its owner or a lead: **退单**, “我弄不了，谁接”, “I can't do it”; by itself when the owner leaves",
    Step.PAUSE: "its owner or a lead: **先放放**, “等配件，下周三再弄”, “waiting for parts, Wednesday”",
    Step.RESUME: "its owner or a lead: **继续办**, “配件到了”; the clock, at the date",
    Step.ASK: "its owner: **问报修人**, “请问是几楼？”, “Could you tell us which floor?”",
    Step.ANSWER: "the reporter, or their delegate: a reply to the question, in the building's chat or in private",
    Step.RESOLVE: "its owner, with the proof that the squad wants: **好了**, “修好了，换了门机”, a photo",
    Step.AGREE: "one of those who are asked, while more are needed: **✅**",
    Step.ACCEPT: "the last one needed of those who are asked: **✅**, “修好了”, “works now”",
    Step.SILENCE: "the clock, after two reminders and the building's limit",
    Step.RETURN: "one of those who are asked: **❌**, “没修好，还在漏”, “still leaking”",
    Step.REOPEN: "the reporter, for 14 days after silence has accepted: **❌**",
    Step.WITHDRAW: "the reporter, or who reported it for them: **撤回**, “不用了”, “never mind”",
    Step.MERGE: "the reporter, its owner or a lead, or while nobody has it any steward: “和#12一样”, “same as #12”",
    Step.NOT_OURS: "its owner or a lead, or while nobody has it any steward: **不归我们**, “不归我们管，找自来水公司”",
    Step.GATHER: "a steward: **统一处理**; further reports of the kind join it by themselves",
    Step.SUPPORT: "any neighbour, once: **👍 我也遇到**, “我家也是”, “me too”",
    Step.URGE: "any neighbour, once a day: **催一下**, “有消息吗”, “any news?”",
    Step.NOTE: "its owner: any words about the work",
    Step.NEXT_STEP: "a squad lead, at the stand-up",
    Step.EDIT: "the reporter, by editing the message",
    Step.RATE: "those who were asked: **1–5 ⭐**, “5分”, “4 stars”; it may be changed for a day",
    Step.CALL_BACK: "a squad lead, where the config samples accepted issues",
}
"""Who takes a step, by which button or words. The table of the rules says when."""


def table() -> str:
    """Return the table."""
    lines = ["| step | by | from | to |", "| --- | --- | --- | --- |"]
    for step, by in STEPS.items():
        leads = {state: NEXT_STATE[state, step] for state in IssueState if (state, step) in NEXT_STATE}
        kept = all(state is goal for state, goal in leads.items())
        goals = "the same" if kept else ", ".join(dict.fromkeys(STATES[goal][0] for goal in leads.values()))
        lines.append(f"| {step.value} | {by} | {', '.join(STATES[state][0] for state in leads)} | {goals} |")
    return "\n".join(lines)


def page(before: str) -> str:
    """Return the page with the table as it is now."""
    head, _, rest = before.partition(BEGINS)
    _, _, tail = rest.partition(ENDS)
    return f"{head}{BEGINS}\n\n{table()}\n\n{ENDS}{tail}"


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
