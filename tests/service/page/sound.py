"""A page taken apart, and whether it is sound."""

import re
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br", "hr", "img"}


class Page(HTMLParser):
    """A page taken apart; raises where elements are not closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.labelled: list[str] = []
        self.described: list[str] = []
        self.levels: list[int] = []
        self.addresses: list[str] = []
        self.actions: list[tuple[str, str]] = []
        self.fields: dict[str, str] = {}
        self.scripts: list[dict[str, str | None]] = []
        self.handlers: list[str] = []
        self.text = ""
        self.unnamed: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        assert len(given) == len(attrs), f"{tag} has an attribute twice"
        if tag not in VOID:
            self._open.append(tag)
        self.handlers += [name for name in given if name.startswith("on")]
        if tag == "script":
            self.scripts.append(given)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "label":
            self.labelled.append(str(given["for"]))
        self.described += str(given.get("aria-describedby") or "").split()
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag in ("a", "link") and given.get("href"):
            self.addresses.append(str(given["href"]))
        if tag == "script" and given.get("src"):
            self.addresses.append(str(given["src"]))
        if tag == "form":
            self.actions.append((str(given.get("method", "get")), str(given["action"])))
        if tag in ("input", "textarea", "select") and given.get("type") != "hidden":
            self.fields[str(given["id"])] = str(given.get("value") or "")
        if given.get("tabindex") == "0" and not given.get("aria-label"):
            self.unnamed.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag, f"{tag} closes another element"

    def handle_data(self, data: str) -> None:
        self.text += data


def check(text: str) -> Page:
    """That a page is sound."""
    page = Page(text)
    assert len(page.ids) == len(set(page.ids)), "an id stands twice"
    assert set(page.labelled) == set(page.fields), "a field without a label, or a label without a field"
    assert set(page.described) <= set(page.ids)
    assert page.levels[0] == 1
    assert page.levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(page.levels, page.levels[1:], strict=False))
    assert page.handlers == []
    assert all(script.get("src") for script in page.scripts), "a script in line"
    assert page.unnamed == [], "a region one can tab to without a name"
    return page
