"""One line of text for each thing that is scored, for the lists of misses and false findings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pipeline.evaluate_gold import GoldItem
from schemas.breakdown import Target, Task


def show_item(what: str, item: GoldItem) -> str:
    """Return a gold item as one line."""
    match what:
        case "sections":
            return f"{item.get('label') or ''}{item.get('title')}"
        case "tasks":
            return f"{item.get('number') or '-'} {item.get('title')}"
        case "officials" | "departments":
            return f"{item.get('name')} [{item.get('role')}]"
        case "deadlines":
            return str(item.get("end"))
        case _:
            return show_amount(item.get)


def show_task(task: Task) -> str:
    """Return a task as one line."""
    return f"{task.number or '-'} {task.title}"


def show_party(party: Any) -> str:
    """Return an official or a department as one line."""
    return f"{party.name} [{party.role}]"


def show_target(target: Target) -> str:
    """Return a target as one line, with the words it was read from."""
    return f"{show_amount(lambda key: getattr(target, key))}  «{target.evidence.quote}»"


def show_amount(get: Callable[[str], Any]) -> str:
    """Return action, indicator and amount as one line."""
    top = f"~{get('value_max')}" if get("value_max") is not None else ""
    comparator = "" if get("comparator") == "exactly" else f"{get('comparator')} "
    amount = f"{comparator}{get('value')}{top} {get('unit') or ''}"
    return f"{get('action') or '-'} | {get('indicator')} | {amount} ({get('measure')})"
