/* Everything a page says is made here: elements whose words are text nodes, never markup. */
const app = {
  config: JSON.parse(document.getElementById("config").textContent),
  nonce: document.currentScript ? document.currentScript.nonce : "",
};

app.dom = {
  /* An element with attributes and children; a string child becomes a text node. */
  make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) element.setAttribute(name, value);
    element.append(...children);
    return element;
  },

  /* Chinese, with English beside it. */
  both(chinese, english) {
    const span = app.dom.make("span", {}, chinese);
    if (english) span.append(" ", app.dom.make("span", { lang: "en" }, english));
    return span;
  },

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
