/* Keys: with Alt anywhere; alone where nobody types, if the clerk wants it so. */
app.keys = (() => {
  const single = app.dom.place("single");

  const typing = (target) => target instanceof Element && target.matches("input:not([type=checkbox]), textarea, select");

  /* What an event asks for, as a name of `acts`; "" for nothing. */
  const meant = (event) => {
    if (event.ctrlKey || event.metaKey || event.isComposing) return "";
    if (event.key === "F2") return "search";
    const field = typing(event.target);
    // a choice of the browser's own opens with Alt and an arrow, too
    if (event.altKey && field && event.target.id !== "where") return "";
    if (!event.altKey && (field || !single.checked || (event.shiftKey && event.key !== "+"))) return "";
    const digit = /^(?:Digit|Numpad)([0-9])$/.exec(event.code);
    // with Alt, Windows writes a character by the digits of the number pad
    if (digit && !(event.altKey && event.code.startsWith("Numpad"))) return digit[1] === "0" ? "fresh" : `need${digit[1]}`;
    if (event.key === "ArrowDown") return "next";
    if (event.key === "ArrowUp") return "previous";
    if (event.code === "KeyC") return "copy";
    const size = { "+": "more", "=": "more", "-": "fewer" }[event.key];
    if (size || event.altKey) return size || "";
    return event.key === "/" || event.key === "Escape" ? "search" : "";
  };

  return {
    /* Calls `acts[name](digit)`. */
    start(acts) {
      single.checked = app.desk.remembered("single") !== "no";
      single.addEventListener("change", () => app.desk.remember("single", single.checked ? "yes" : "no"));
      document.addEventListener("keydown", (event) => {
        const name = meant(event);
        if (!name) return;
        event.preventDefault();
        if (name.startsWith("need")) acts.need(Number(name.slice(4)));
        else acts[name]();
      });
    },
  };
})();
