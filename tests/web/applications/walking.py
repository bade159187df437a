"""Going through the pages of the office as a browser without scripts does: log a letter, register it, post and confirm a form."""

from datetime import date
from typing import Any

from django.test import Client
from django.utils import timezone

from mingbai_web.applications.models import Application, Item
from mingbai_web.orgs.models import Body

__all__ = ["APPLICANT", "logged", "posted", "registered", "today"]

APPLICANT = {
    "applicant": "natural_person",
    "name": "赵一𠮷",
    "phone": "0000-0000000",
    "address": "清河区某路1号",
    "channel": "signed-post",
    "arrived_at_1": "00:01",
}


def today() -> date:
    return timezone.localdate()


def posted(client: Client, address: str, data: dict[str, Any], *, confirm: bool = True) -> Any:
    """Fill in the form at *address* as a browser without scripts does: get it, post it, confirm what it says."""
    page = client.get(address)
    assert page.status_code == 200, page.content.decode()[:2000]
    hidden = {name: page.context["form"][name].value() or "" for name in ("seen", "key")}
    found = client.post(address, {**hidden, **data})
    if confirm and found.status_code == 200:
        assert found.context["confirmation"].sentence.zh.endswith("。")
        assert not found.context["confirmation"].sentence.zh.endswith("。。")
        found = client.post(address, {**hidden, **data, "confirm": "1"})
    return found


def logged(client: Client, about: str = "申请公开旧改名单") -> Item:
    now = timezone.localtime()
    found = posted(
        client,
        "/office/items/new/",
        {
            "body": str(Body.objects.get(name="清河区人民政府").subject),
            "carrier": "mail",
            "arrived_at_0": now.strftime("%Y-%m-%d"),
            "arrived_at_1": "00:01",
            "about": about,
            "tracking": "XA00000000044",
        },
    )
    assert found.status_code == 302, found.content.decode()
    return Item.objects.get(subject=found["Location"].strip("/").split("/")[-1])


def registered(client: Client, matters: str) -> list[Application]:
    item = logged(client)
    found = posted(
        client,
        f"/office/items/{item.subject}/register/",
        {**APPLICANT, "matters": matters, "arrived_at_0": today().isoformat()},
    )
    assert found.status_code == 302, found.content.decode()
    return list(Application.objects.order_by("pk"))
