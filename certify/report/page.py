"""A self-contained page: no scripts, nothing fetched, readable on a phone, light or dark."""

import html

_STYLE = """
:root{color-scheme:light dark;--ink:#1c1c1c;--soft:#5a5a5a;--paper:#ffffff;--line:#d5d5d5;--card:#f6f6f4}
@media(prefers-color-scheme:dark){:root{--ink:#e8e8e6;--soft:#a8a8a4;--paper:#161615;--line:#3a3a38;
--card:#20201e}}
body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:62rem;
margin:0 auto;padding:1rem}
h1,h2,h3{line-height:1.25;overflow-wrap:anywhere}
h2{margin-top:2.2rem;border-bottom:1px solid var(--line);padding-bottom:.2rem}
a{color:inherit}
code,pre,.formula{font:.9em/1.45 ui-monospace,monospace;overflow-wrap:anywhere;white-space:pre-wrap}
article,details{border:1px solid var(--line);border-left-width:4px;border-radius:6px;background:var(--card);
padding:.6rem .9rem;margin:.8rem 0}
summary{cursor:pointer;overflow-wrap:anywhere}
dl{margin:.4rem 0}dt{color:var(--soft);font-size:.9em;margin-top:.45rem}dd{margin:0;overflow-wrap:anywhere}
ul{padding-left:1.1rem}li{margin:.35rem 0;overflow-wrap:anywhere}
.soft{color:var(--soft)}
.tag{display:inline-block;font-size:.78em;font-weight:600;color:#fff;border-radius:4px;padding:.05rem .4rem}
.figure{background:#fff;overflow-x:auto;border:1px solid var(--line);border-radius:6px;padding:.4rem}
.figure svg{display:block;min-width:44rem;width:100%;height:auto}
"""


def page(title: str, body: str) -> str:
    """A page around a body that is HTML already."""
    name = escaped(title)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{name}</title>\n<style>{_STYLE}</style></head>\n<body>\n<h1>{name}</h1>\n{body}\n</body></html>\n"
    )


def escaped(text: str) -> str:
    """Text as HTML."""
    return html.escape(text)
