"""What comes again: RFC 5545's RRULE, by the wall clock of a zone."""

from bot.domain.recurrence.moments import between, last, moment, next_after
from bot.domain.recurrence.rule import BadRule, Freq, Rule, Weekday, parse

__all__ = ["BadRule", "Freq", "Rule", "Weekday", "between", "last", "moment", "next_after", "parse"]
