"""Read the 内 behind a time that is itself the aim: 压缩至2个工作日内 is no span in which something is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.fields.quantities import Quantity
from extractors.fields.target_entry import Entry
from extractors.fields.target_heads import Head
from extractors.fields.target_tails import read_tail

_DONE = ("办结", "完成", "办理完毕", "答复", "审结", "办毕", "出证", "发证", "拿证")
"""What is done within the time, which the words before it have named."""


def within_time(folded: str, start: int, quantity: Quantity, previous: Entry | None) -> Quantity:
    """Return the quantity with the 内 behind it as its comparator, or as it is where 内 makes a span of it.

    It is one where a change leads to the time (办理时间压缩至2个工作日内) or goes on in a list of such times; 2个工作日内办结 is a span.
    """
    if previous is not None and not folded[previous.end : quantity.start].strip(" 、和及") and previous.quantity.kind == "time":
        aimed = previous.tail.predicate is not None
    else:
        tail = read_tail(folded, start, quantity.start)
        aimed = tail.predicate is not None and (tail.predicate.to or tail.predicate.at)
    if not aimed:
        return quantity
    end = quantity.end + 1
    done = next((word for word in _DONE if folded.startswith(word, end)), "")
    return replace(quantity, end=end + len(done), after="at_most")


def is_part(head: Head, quantity: Quantity, told: Sequence[Entry]) -> bool:
    """Say whether a time is part of one that the sentence promises before it: 压缩至2个工作日内,其中营业执照1个工作日."""
    if quantity.kind != "time" or not told or told[-1].quantity.kind != "time":
        return False
    return head.whole[1] > head.whole[0] and (head.among or any(entry.head.among for entry in told))
