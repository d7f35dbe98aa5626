"""The witnesses can fail: what they must see they do see, under the strictest policy."""

import pytest

pytestmark = pytest.mark.browser

POLICY = "default-src 'none'; script-src 'nonce-n'; style-src 'nonce-n'"
PAGE = '<!doctype html><html lang="zh"><head><title>t</title></head><body><main><h1>t</h1>{}</main></body></html>'
GOOD = PAGE.format("")
BAD = {
    "dialogue": "<script nonce=n>alert(1)</script>",
    "error": "<script nonce=n>nothing()</script>",
    "console": "<script nonce=n>console.log('heard')</script>",
    "policy": "<b onclick='1'>b</b><script>1</script>",
    "foreign": '<script src="http://127.0.0.2:9/x.js"></script>',
}


@pytest.fixture
def shown(live_server, desktop):
    """Show markup in place of an address of the service, under a strict policy."""

    def show(markup, policy=POLICY, before=lambda page: None):
        page = desktop.new_page()
        headers = {"content-type": "text/html", "content-security-policy": policy}
        page.route(f"{live_server}/tried", lambda route: route.fulfill(status=200, headers=headers, body=markup))
        seen = before(page)
        page.goto(f"{live_server}/tried")
        return page, seen

    return show


def test_a_harmless_page_is_quiet_and_axe_leaves_no_trace(shown, watch, axe):
    page, seen = shown(GOOD, before=watch)
    axe(page)
    assert page.evaluate("typeof axe") == "undefined"
    assert seen.quiet(), seen.told()
    assert [url.rpartition("/")[2] for url in seen.own] == ["tried"]


@pytest.mark.parametrize("kind", [kind for kind in BAD if kind != "foreign"])
def test_what_a_page_must_not_do_is_seen(shown, watch, kind):
    page, seen = shown(PAGE.format(BAD[kind]), before=watch)
    page.evaluate("0")
    assert [told for told in seen.told() if told.startswith(f"{kind}:")]


def test_a_request_to_another_host_is_seen_where_no_policy_stops_it(shown, watch):
    _, seen = shown(PAGE.format(BAD["foreign"]), policy="script-src *", before=watch)
    assert seen.foreign == ["http://127.0.0.2:9/x.js"]


def test_axe_names_the_fault_and_where_it_is(shown, axe):
    page, _ = shown(PAGE.format('<img src="data:," id="bare">'))
    with pytest.raises(AssertionError, match=r"critical image-alt.*#bare"):
        axe(page)
    axe(page, without=["image-alt"])


def test_a_phone_in_zhengzhou_may_be_asked_where_it_is(live_server, phone):
    page = phone.new_page()
    page.goto(f"{live_server}/healthz")
    where = "new Promise((done) => navigator.geolocation.getCurrentPosition((at) => done(at.coords.latitude)))"
    assert page.evaluate(where) == pytest.approx(34.7579)
    assert page.evaluate("[navigator.language, screen.width, navigator.maxTouchPoints > 0]") == ["zh-CN", 390, True]


def test_a_picture_is_kept_where_a_folder_is_named(shown, tmp_path, monkeypatch, request):
    monkeypatch.setenv("STATIONMAP_PICTURES", str(tmp_path / "kept"))
    page, _ = shown(GOOD)
    request.getfixturevalue("picture")(page, "tried")
    assert (tmp_path / "kept" / "tried.png").read_bytes().startswith(b"\x89PNG")
