"""Why hours stay unread: stable codes with a sentence in Chinese and in English."""

from __future__ import annotations

from dataclasses import dataclass

from stationmap.errors import Fault, InputError

__all__ = ["LONGEST_PART", "REASONS", "HoursReason", "reason_of", "refusal"]

LONGEST_PART = 40
"""Characters of the text that a reason repeats."""

REASONS: dict[str, tuple[str, str]] = {
    "blank": ("没有写开放时间", "no hours are given"),
    "too_long": ("文字过长，最多 255 个字符", "longer than 255 characters"),
    "control_characters": ("含有控制字符", "holds control characters"),
    "host_hours": (
        "只写了营业时间，未写几点：按所在单位的时间，尚不清楚",
        "names the host's own hours, which are not known",
    ),
    "not_understood": ("看不懂「{part}」", "“{part}” is not understood"),
    "incomplete": ("「{part}」没有写完", "“{part}” is left incomplete"),
    "bad_time": ("没有「{part}」这个时间", "“{part}” is no time of day"),
    "equal_times": ("「{part}」开门和关门是同一时间", "“{part}” opens and closes at the same time"),
    "ambiguous_half": ("「{part}」分不清上午还是下午", "“{part}” may be before or after noon"),
    "times_out_of_order": ("「{part}」时段重叠或先后颠倒", "“{part}”: the times overlap or run backwards"),
    "contradictory": ("「{part}」与其他内容矛盾", "“{part}” contradicts the rest"),
    "ambiguous_scope": ("「{part}」属于哪几天或哪一季不清楚", "“{part}”: which days or season it is for is not clear"),
    "season_without_dates": ("「{part}」没有写起止日期", "“{part}” has no dates"),
    "impossible_date": ("没有「{part}」这个日期", "“{part}” is no date"),
    "variable_times": ("「{part}」随日出日落变化，尚不能换算", "“{part}” follows the sun, which is not worked out"),
    "school_holidays": ("「{part}」学校假期没有公布的日历", "“{part}”: there is no calendar of school holidays"),
    "open_ended": ("「{part}」没有写关门时间", "“{part}” has no closing time"),
    "holiday_unclear": ("「{part}」与节假日的关系不清楚", "“{part}”: how it bears on public holidays is not clear"),
    "unsupported": ("写法「{part}」暂不支持", "“{part}” is not supported"),
    "invalid_expression": ("「{part}」不是有效的 opening_hours 写法", "“{part}” is not valid opening_hours syntax"),
}
"""Sentences by code; ``{part}`` stands for the part of the text that is at fault."""


@dataclass(frozen=True, slots=True)
class HoursReason:
    """Why a text of hours was left unread.

    Parameters
    ----------
    code : str
        A key of `REASONS`; stable.
    part : str
        The part of the text at fault, shortened to 40 characters; may be empty.

    Examples
    --------
    >>> HoursReason("not_understood", "另行通知").zh
    '看不懂「另行通知」'
    """

    code: str
    part: str = ""

    @property
    def zh(self) -> str:
        """The sentence in Chinese."""
        return REASONS[self.code][0].format(part=self.part)

    @property
    def en(self) -> str:
        """The sentence in English."""
        return REASONS[self.code][1].format(part=self.part)


def refusal(code: str, part: str = "") -> InputError:
    """Make the error that carries a reason out of the grammar.

    Parameters
    ----------
    code : str
        A key of `REASONS`.
    part : str
        The part of the text at fault.

    Examples
    --------
    >>> reason_of(refusal("bad_time", "25:00")).en
    '“25:00” is no time of day'
    """
    clean = "".join(ch if ch.isprintable() else " " for ch in part[:LONGEST_PART]).strip()
    reason = HoursReason(code, clean)
    return InputError(f"{reason.zh} {reason.en}", (Fault("hours", clean, code),))


def reason_of(error: InputError) -> HoursReason:
    """Take the reason from an error of `refusal`.

    Parameters
    ----------
    error : InputError

    Examples
    --------
    >>> reason_of(refusal("blank")).code
    'blank'
    """
    fault = error.faults[0]
    return HoursReason(fault.reason, fault.value)
