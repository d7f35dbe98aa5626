/* Everything a page says is made here: elements whose words are text nodes, never markup. */
const app = { config: JSON.parse(document.getElementById("config").textContent) };

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
};
