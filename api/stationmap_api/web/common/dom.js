/* What every page of the service begins with: its config, and its elements. */
const app = {
  config: JSON.parse(document.getElementById("config").textContent),
  nonce: document.currentScript ? document.currentScript.nonce : "",
};

app.dom = {
  ...stationmap.elements,

  place: (id) => document.getElementById(id),

  /* Put these in place of all that an element held. */
  fill(element, ...children) {
    element.replaceChildren(...children.filter((child) => child !== null && child !== undefined));
    return element;
  },

  /* A button that says what it does in both languages. */
  button(chinese, english, act, attributes) {
    const button = app.dom.make("button", { type: "button", ...attributes }, app.dom.both(chinese, english));
    button.addEventListener("click", act);
    return button;
  },

  /* A link that tells nobody where it was followed from. */
  link(chinese, english, href, attributes) {
    return app.dom.make("a", { href, rel: "noreferrer noopener", ...attributes }, app.dom.both(chinese, english));
  },
};
