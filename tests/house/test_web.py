"""Rules for what browsers run and show: short files, no markup out of text, nothing inline, nobody asked."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).parents[2]
FILES = sorted(
    path
    for room in ("stationmap", "api")
    for kind in ("js", "css", "html")
    for path in (ROOT / room).rglob(f"*.{kind}")
)
# Whatever makes markup or code of text, Leaflet's ways included.
SINKS = {
    "a property that takes markup": r"\.(?:inner|outer)HTML\b|\bsrcdoc\b",
    "a method that takes markup": r"\b(?:insertAdjacentHTML|createContextualFragment|parseFromString|setHTMLUnsafe)\b",
    "document.write": r"\bdocument\.write(?:ln)?\b",
    "code out of text": r"\beval\s*\(|\bFunction\s*\(|\bset(?:Timeout|Interval)\s*\(\s*[\"'`]",
    "an address that runs": r"javascript:",
    "an import": r"\bimport\s*\(|^\s*import\b|\bimportScripts\b",
    "Leaflet's markup": r"\bbindPopup\s*\(\s*(?!\(\w*\)\s*=>)|\bhtml\s*:\s*[\"'`]",
    "a handler or a style as an attribute": r"[{,]\s*[\"']?(?:on[a-z]+|style)[\"']?\s*:\s*[\"'`]",
    "a handler or a style that is set": r"setAttribute\(\s*[\"'`](?:on[a-z]+|style)[\"'`]",
}
# Hosts that our own files name, and why; comments may cite what they rest on.
HOSTS = {
    "uri.amap.com": "a link that opens Amap",
    "api.map.baidu.com": "a link that opens Baidu's map",
    "apis.map.qq.com": "a link that opens Tencent's map",
    "maps.apple.com": "a link that opens Apple's map",
    "www.w3.org": "the name of SVG, which is no address to load",
}
# What a page's scripts may name for all: where it begins, and what runs apart from any page.
NAMES = {
    "elements.js": {"stationmap"},
    "dom.js": {"app"},
    "service-worker.js": {"SHELL", "PAGE", "FILES", "anew", "page", "file"},
}
COMMENTS = {"js": r"/\*.*?\*/|(?<![:\"\'`])//[^\n]*", "css": r"/\*.*?\*/", "html": r"<!--.*?-->"}


def _name(path):
    return str(path.relative_to(ROOT))


def uncommented(text, kind):
    return re.sub(COMMENTS[kind], "", text, flags=re.DOTALL)


def sinks(text):
    return [name for name, pattern in SINKS.items() if re.search(pattern, uncommented(text, "js"), re.MULTILINE)]


def inline(text):
    """Attributes of markup that a strict policy refuses, and elements whose content no nonce names."""
    bare = re.sub(r"(<(script|style)\b[^>]*>).*?</\2>", r"\1", uncommented(text, "html"), flags=re.DOTALL)
    found = re.findall(r"<[a-z][^>]*\s((?:on[a-z]+|style)\s*=)", bare, flags=re.IGNORECASE)
    return found + re.findall(r"javascript:|<base\b|<iframe\b|<object\b|<embed\b", bare, flags=re.IGNORECASE)


def hosts(text, kind):
    addresses = re.findall(r"(?:https?:)?//[\w\[][^\s\"'`<>)]*", uncommented(text, kind))
    named = {urlsplit(address).netloc for address in addresses}
    return sorted(host for host in named if "." in host and host not in HOSTS)


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_what_a_browser_gets_is_short_and_ends_well(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    assert "\r" not in text
    assert text.endswith("\n")


@pytest.mark.parametrize("path", [path for path in FILES if path.suffix == ".js"], ids=_name)
def test_a_script_makes_no_markup_and_no_code_of_text(path):
    text = path.read_text(encoding="utf-8")
    assert sinks(text) == []
    assert not re.search(r"</script|<script|<!--", text, flags=re.IGNORECASE)  # it would end or double its element


@pytest.mark.parametrize("path", [path for path in FILES if path.suffix == ".js"], ids=_name)
def test_a_script_adds_no_name_to_the_page_but_those_of_the_house(path):
    """What they make hangs on `stationmap`, which all pages share, or on `app`, which those of the service have."""
    names = re.findall(
        r"^(?:async )?(?:const|let|var|function|class)\b\*? *([\w$]+|[{\[])", path.read_text("utf-8"), re.MULTILINE
    )
    assert set(names) == NAMES.get(path.name, set())


@pytest.mark.parametrize("path", [path for path in FILES if path.suffix == ".html"], ids=_name)
def test_a_page_has_nothing_inline_and_says_its_language_and_title(path):
    text = path.read_text(encoding="utf-8")
    assert inline(text) == []
    assert re.search(r'<html lang="zh-CN">', text)
    assert re.search(r"<title>[^<]+</title>", text)
    assert 'name="viewport"' in text
    assert not re.search(r"user-scalable|maximum-scale", text)  # everybody may zoom


@pytest.mark.parametrize("path", [path for path in FILES if path.suffix == ".css"], ids=_name)
def test_a_style_imports_nothing(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"@import|@font-face|expression\(|</style", text, flags=re.IGNORECASE)


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_no_foreign_host_is_named_without_a_reason(path):
    assert hosts(path.read_text(encoding="utf-8"), path.suffix[1:]) == []


@pytest.mark.parametrize(
    "text",
    [
        "box.innerHTML = name;",
        "box.insertAdjacentHTML('beforeend', name)",
        "new Function(name)",
        "eval (name)",
        "setTimeout('go()', 1)",
        "document.write(name)",
        "dot.bindPopup(name)",
        "L.divIcon({ html: `<b>${name}</b>` })",
        "make('b', { onclick: 'go()' })",
        'make("b", { "style": `color: ${colour}` })',
        "box.setAttribute('onclick', name)",
        "await import(name)",
    ],
)
def test_the_check_of_scripts_finds_what_it_should(text):
    assert sinks(text) != []


def test_the_checks_leave_alone_what_is_good():
    assert (
        sinks("/* never innerHTML */ L.polygon(ring, { style: shade, onEachFeature: name }); box.style.color = c;")
        == []
    )
    assert sinks("dot.bindPopup(() => make('p', {}, name))") == []
    assert inline("<p class='a'>on load = x</p><style>p { style: 1 }</style>") == []
    assert inline("<p onclick='x'>") != []
    assert inline('<p class="a" style="b">') != []
    assert hosts('fetch("https://evil.example/a")', "js") == ["evil.example"]
    assert hosts('a.href = "//evil.example/a"', "js") != []
    assert hosts("/* https://docs.example */ const a = 1 // https://docs.example", "js") == []
