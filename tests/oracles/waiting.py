"""Waiting for a condition in a page whose policy forbids what Playwright's own waiting does: to evaluate texts."""

_SCRIPT = """async () => {
    const end = Date.now() + 30000;
    while (!(await CONDITION)) {
        if (Date.now() > end) throw new Error("it did not come true");
        await new Promise((done) => setTimeout(done, 20));
    }
}"""


def until(page, condition):
    """Wait until an expression is true, or a promise of it is."""
    page.evaluate(_SCRIPT.replace("CONDITION", f"({condition})"))
