"""Make frozen dataclasses quick to create: a breakdown is thousands of small values.

Both ways make a new object of an open twin (a class with the same slots that lets itself be assigned to), fill it, and
give it its own class before anybody sees it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, fields
from typing import ParamSpec, TypeVar, cast

Record = TypeVar("Record")
Parameters = ParamSpec("Parameters")


def quick(cls: type[Record]) -> type[Record]:
    """Return a frozen, slotted dataclass with an `__init__` that takes half the time; nothing else of it changes.

    The generated `__init__` of a frozen dataclass calls `object.__setattr__` for every field.

    >>> from dataclasses import dataclass
    >>> @quick
    ... @dataclass(frozen=True, slots=True)
    ... class Point:
    ...     x: int
    ...     y: int = 0
    >>> Point(1) == Point(x=1, y=0), Point(2)
    (True, Point(x=2, y=0))
    """
    setattr(cls, "__init__", _written(cls, "become(self, Open)", returns=False))  # noqa: B010  # mypy refuses the plain assignment
    return cls


def maker(cls: Callable[Parameters, Record]) -> Callable[Parameters, Record]:
    """Return a function that makes records of a quick class: it takes what the class takes, in half the time of a call.

    Python calls a class by way of its type, `__new__` and `__init__`; a plain function spares that, which counts where
    a notice needs hundreds of one kind.

    >>> from dataclasses import dataclass
    >>> @quick
    ... @dataclass(frozen=True, slots=True)
    ... class Point:
    ...     x: int
    ...     y: int = 0
    >>> maker(Point)(1), maker(Point)(1) == Point(1)
    (Point(x=1, y=0), True)
    """
    return cast(Callable[Parameters, Record], _written(cast(type, cls), "self = Open()", returns=True))


def _written(cls: type, first: str, *, returns: bool) -> Callable[..., object]:  # the fields are known at run time only
    """Return a function that takes the fields of a class as its `__init__` does and assigns each; `first` gives it `self`."""
    plain_fields = fields(cls)
    if any(field.default_factory is not MISSING or not field.init for field in plain_fields) or hasattr(cls, "__post_init__"):
        raise TypeError(f"{cls.__name__} does more in __init__ than take its fields")
    names = [field.name for field in plain_fields]
    lines = [first, *(f"self.{name} = {name}" for name in names), "self.__class__ = Closed", *(["return self"] if returns else [])]
    taken = names if returns else ["self", *names]
    source = f"def write({', '.join(taken)}):\n" + "".join(f"    {line}\n" for line in lines)
    scope = {
        "become": object.__dict__["__class__"].__set__,
        "Open": type(cls.__name__, (), {"__slots__": tuple(names)}),
        "Closed": cls,
    }
    exec(source, scope)  # as the dataclasses module does; the names are those of our own fields
    made: Callable[..., object] = scope["write"]
    for attribute in ("__defaults__", "__annotations__", "__qualname__", "__module__", "__doc__"):
        setattr(made, attribute, getattr(cls.__init__, attribute))  # type: ignore[misc]  # that of this class, and no other's
    return made
