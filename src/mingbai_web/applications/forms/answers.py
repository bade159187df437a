"""The answer: first how it ends, part by part; then what each part has to carry, as the articles ask."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mingbai.outcomes import Ending, ending, endings
from mingbai.text.words import Words
from mingbai_web.look.acting import ActForm
from mingbai_web.look.templatetags.look import capital, said
from mingbai_web.papers.letters import Part

__all__ = ["MOST", "EndingsForm", "ReplyForm"]

MOST = 4
"""Parts that one reply may have here."""
_LONG = 4_000
_GROUPS = {
    "granted": Words("予以公开", "granted"),
    "partly_granted": Words("部分公开", "partly granted"),
    "refused": Words("不予公开", "refused"),
    "unavailable": Words("无法提供", "unavailable"),
    "declined": Words("不予处理", "declined"),
    "other": Words("其他处理", "otherwise closed"),
}
"""The outcomes as the report groups them, by how the keys of its rows begin."""


class EndingsForm(forms.Form):
    """How the application is answered; more than one where its matters are answered differently (条例第三十七条)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(key, capital(each.words)) for key, each in endings().items() if each.replies]
        self.fields["ending"] = forms.ChoiceField(
            label=_("处理结果"), choices=offered, widget=forms.RadioSelect
        )
        for number in range(2, MOST + 1):
            self.fields[f"ending_{number}"] = forms.ChoiceField(
                label=_("另一部分（区分处理时）"), required=False, choices=[("", "—"), *offered]
            )

    @property
    def groups(self) -> list[tuple[Words, list[dict[str, Any]]]]:
        """Return the outcomes as the report groups them, each with the article that it rests on."""
        chosen = self["ending"].value()
        offered: dict[str, list[dict[str, Any]]] = {group: [] for group in _GROUPS}
        for key, each in endings().items():
            if each.replies:
                row = each.rows["2021"]
                group = next(group for group in _GROUPS if row.startswith(group))
                offered[group].append(
                    {
                        "key": key,
                        "id": f"id_ending_{key}",
                        "words": each.words,
                        "ground": each.rests_on,
                        "checked": key == chosen,
                    }
                )
        return [(_GROUPS[group], found) for group, found in offered.items()]

    @property
    def divided(self) -> bool:
        """Return whether a second part was chosen."""
        return any(self[f"ending_{number}"].value() for number in range(2, MOST + 1))

    @property
    def chosen(self) -> list[str]:
        """Return the keys of the endings, one a part."""
        names = ["ending", *(f"ending_{number}" for number in range(2, MOST + 1))]
        return [self.cleaned_data[name] for name in names if self.cleaned_data.get(name)]


class ReplyForm(ActForm):
    """What the reply says: of each part what it is about and what its outcome has to carry."""

    def __init__(
        self, chosen: Sequence[str], *args: Any, matter: str, search: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.parts: list[Ending] = [ending(key) for key in chosen]
        several = len(self.parts) > 1
        for at, part in enumerate(self.parts):
            head = f"{at + 1}. " if several else ""
            self.fields[f"matter_{at}"] = forms.CharField(
                label=f"{head}{_('所申请的信息')}", max_length=300, initial=matter
            )
            for means in part.carries:
                self.fields[f"{means.key}_{at}"] = forms.CharField(
                    label=f"{head}{said(means.words)}",
                    max_length=_LONG,
                    widget=forms.Textarea({"rows": 3}),
                    initial=search if means.key == "search" else None,
                )
        if several and not any(part.gives for part in self.parts):
            self.fields["counted_as"] = forms.ChoiceField(
                label=_("计入年报的哪一项"),
                required=False,
                choices=[("", _("按表格顺序的第一项"))]
                + [(part.key, capital(part.words)) for part in self.parts],
            )
        self.fields["enclosures"] = forms.CharField(
            label=_("附件"),
            required=False,
            max_length=_LONG,
            widget=forms.Textarea({"rows": 2}),
            help_text=_("只以纸质、光盘等随附的，一行一件。电子文件在保存草稿以后附上。"),
        )

    def replied(self) -> tuple[Part, ...]:
        """Return the parts as they were filled in."""
        given: Mapping[str, Any] = self.cleaned_data
        return tuple(
            Part(
                part.key,
                given[f"matter_{at}"].strip(),
                {means.key: given[f"{means.key}_{at}"].strip() for means in part.carries},
            )
            for at, part in enumerate(self.parts)
        )

    @property
    def enclosed(self) -> tuple[str, ...]:
        """Return the enclosures."""
        lines = self.cleaned_data.get("enclosures", "").splitlines()
        return tuple(line.strip() for line in lines if line.strip())
