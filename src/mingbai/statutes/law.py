"""The law as one value: every parameter by its key, and what an installation has chosen where the law leaves a choice."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any

from mingbai.errors import BadStatute, NotInForce
from mingbai.statutes.files import text_of
from mingbai.statutes.ground import CONFIRMED, UNCONFIRMED, Ground, Instrument
from mingbai.statutes.parameter import Parameter, Value, Version
from mingbai.text.words import Words

__all__ = ["FILES", "Law", "parse_instruments", "parse_parameters", "shipped"]

FILES = ("counting.toml", "fees.toml", "publication.toml", "receipt.toml", "remedies.toml", "reply.toml")
"""The files of parameters in `data`, by theme."""
UNITS = ("workday", "day", "month", "year", "hour", "times", "month-day", "choice", "scale", "list")


class Law:
    """Parameters by key, each with its versions; a choice made by an installation is a version from a day on."""

    def __init__(self, parameters: Mapping[str, Parameter], instruments: Mapping[str, Instrument]) -> None:
        self.parameters = dict(parameters)
        self.instruments = dict(instruments)
        # What is asked for nearly always: the last version of each rule that has not ended.
        self._last = {
            key: each.versions[-1]
            for key, each in self.parameters.items()
            if each.versions[-1].value is not None
        }

    def on(self, key: str, day: date) -> Version:
        """Return the version of *key* in force on *day*. Raises `NotInForce`, and `BadStatute` for an unknown key."""
        last = self._last.get(key)
        if last is not None and day >= last.since:
            return last
        return self.parameter(key).on(day)

    def find(self, key: str, day: date) -> Version | None:
        """Return the version of *key* in force on *day*, None where there is none."""
        try:
            return self.on(key, day)
        except NotInForce:
            return None

    def parameter(self, key: str) -> Parameter:
        """Return the parameter *key*. Raises `BadStatute` for an unknown key."""
        try:
            return self.parameters[key]
        except KeyError:
            raise BadStatute(f"没有参数 {key}", f"there is no parameter {key}") from None

    def ground(self, instrument: str, article: str = "", status: str = CONFIRMED) -> Ground:
        """Return the ground that *article* of *instrument* (a key of instruments.toml) is."""
        return _ground(self.instruments, {"instrument": instrument, "article": article, "status": status}, "")

    def chosen(self, key: str, value: Value, *, since: date, by: str) -> "Law":
        """Return the law with *value* chosen for *key* from *since* on, by the decision that *by* names.

        Versions in force before *since* stay as they are, so a choice moves no day that was counted before it. Raises
        `BadStatute` where the law leaves no choice, where *value* is none of the choices, or where *since* is not later
        than the last version.
        """
        parameter = self.parameter(key)
        zh, en = parameter.title
        if parameter.choices is None:
            raise BadStatute(f"{zh}由法律规定，不能另行选择", f"{en} is set by law and leaves no choice")
        if type(value) is not type(parameter.versions[-1].value):
            raise BadStatute(f"{zh}的值不对：{value}", f"{value} is not a value of {en}")
        if value not in parameter.choices:
            among = "、".join(map(str, parameter.choices))
            raise BadStatute(f"{zh}只能是：{among}", f"{en} must be one of: {among}")
        if since <= parameter.versions[-1].since:
            last = parameter.versions[-1].since
            raise BadStatute(
                f"{zh}自{last}起已有规定，新的选择须晚于该日",
                f"{en} has a version from {last}: a new choice must begin later",
            )
        return self._with(parameter, (*parameter.versions, _decision(value, since, by)))

    def decided(self, key: str, value: Value, *, since: date, by: str) -> "Law":
        """Return the law with a choice that was made under an earlier law, which may have changed since.

        It holds from *since* up to the next version of the rule, though the rule may leave no choice any more: what was
        counted by it stays as it was. A version of the law's own from *since* on goes before it.
        """
        parameter = self.parameters.get(key)
        if parameter is None or any(each.since == since for each in parameter.versions):
            return self
        versions = sorted((*parameter.versions, _decision(value, since, by)), key=lambda each: each.since)
        return self._with(parameter, tuple(versions))

    def _with(self, parameter: Parameter, versions: tuple[Version, ...]) -> "Law":
        changed = Parameter(
            parameter.key,
            parameter.title,
            parameter.unit,
            versions,
            parameter.choices,
            parameter.begins,
            parameter.rolls,
        )
        return Law({**self.parameters, parameter.key: changed}, self.instruments)


def _decision(value: Value, since: date, by: str) -> Version:
    decision = Instrument(by, Words(by, by), None, None, since, None, UNCONFIRMED)
    return Version(since, value, Ground(decision, "", UNCONFIRMED))


@cache
def shipped() -> Law:
    """Return the law that comes with Mingbai."""
    instruments = parse_instruments(text_of("mingbai.statutes", "data/instruments.toml"), "instruments.toml")
    parameters: dict[str, Parameter] = {}
    for name in FILES:
        for each in parse_parameters(text_of("mingbai.statutes", f"data/{name}"), name, instruments):
            if each.key in parameters:
                raise _bad(name, f"{each.key} 出现两次", f"{each.key} stands twice")
            parameters[each.key] = each
    return Law(parameters, instruments)


def parse_instruments(text: str, name: str) -> dict[str, Instrument]:
    """Return the instruments in the text of a file, which *name* names in errors. Raises `BadStatute`."""
    made: dict[str, Instrument] = {}
    for data in _toml(text, name).get("instrument", ()):
        _only(data, {"key", "title", "en", "number", "edition", "since", "until", "status"}, name)
        key, since, until = data.get("key", ""), data.get("since"), data.get("until")
        if not key or key in made:
            raise _bad(
                name, f"文件的 key 为空或重复：{key}", f"an instrument's key is empty or stands twice: {key}"
            )
        if not isinstance(since, date) or (until is not None and until < since):
            raise _bad(name, f"{key} 的施行日期有误", f"{key} is in force from no day, or until before that")
        words = Words(data.get("title", ""), data.get("en", ""))
        made[key] = Instrument(
            key, words, data.get("number"), data.get("edition"), since, until, _status(data, key, name)
        )
    return made


def parse_parameters(text: str, name: str, instruments: Mapping[str, Instrument]) -> Iterator[Parameter]:
    """Yield the parameters in the text of a file, which *name* names in errors. Raises `BadStatute`."""
    for key, data in _toml(text, name).items():
        _only(data, {"title", "en", "begins", "rolls", "unit", "choices", "version"}, f"{name} {key}")
        where = f"{name} {key}"
        if data.get("unit") not in UNITS:
            raise _bad(where, f"unit 应为 {'、'.join(UNITS)} 之一", f"unit must be one of {', '.join(UNITS)}")
        versions = tuple(_version(each, instruments, where) for each in data.get("version", ()))
        if not versions or any(a.since >= b.since for a, b in pairwise(versions)):
            raise _bad(where, "应有按日期先后排列的版本", "needs versions, oldest first")
        choices = tuple(data["choices"]) if "choices" in data else None
        if choices and any(v.value not in choices for v in versions if v.value is not None):
            raise _bad(where, "有版本的值不在 choices 之中", "a version's value is none of the choices")
        begins = Words(*data["begins"].split("|")) if "begins" in data else None
        title = Words(data.get("title", ""), data.get("en", ""))
        yield Parameter(key, title, data["unit"], versions, choices, begins, data.get("rolls", True))


def _version(data: Mapping[str, Any], instruments: Mapping[str, Instrument], where: str) -> Version:
    _only(data, {"since", "value", "instrument", "article", "status"}, where)
    since = data.get("since")
    if not isinstance(since, date):
        raise _bad(where, "版本应有 since 日期", "a version needs the day since which it holds")
    value = data.get("value")
    if isinstance(value, list):
        value = tuple(tuple(each) if isinstance(each, list) else each for each in value)
    return Version(since, value, _ground(instruments, data, where))


def _ground(instruments: Mapping[str, Instrument], data: Mapping[str, Any], where: str) -> Ground:
    key = data.get("instrument", "")
    if key not in instruments:
        raise _bad(where, f"instruments.toml 里没有 {key}", f"instruments.toml has no {key}")
    return Ground(instruments[key], data.get("article", ""), _status(data, key, where))


def _status(data: Mapping[str, Any], key: str, where: str) -> str:
    status = data.get("status")
    if status not in (CONFIRMED, UNCONFIRMED):
        raise _bad(
            where,
            f"{key} 的 status 应为 confirmed 或 依据待核",
            f"status of {key} must be confirmed or 依据待核",
        )
    return str(status)


def _toml(text: str, name: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _bad(name, f"不是合法的 TOML（{error}）", f"not valid TOML ({error})") from error


def _only(data: Mapping[str, Any], allowed: set[str], where: str) -> None:
    for key in data:
        if key not in allowed:
            raise _bad(where, f"有不认识的键 {key}", f"unknown key {key}")


def _bad(where: str, zh: str, en: str) -> BadStatute:
    return BadStatute(f"法规数据 {where}：{zh}", f"statute data {where}: {en}")
