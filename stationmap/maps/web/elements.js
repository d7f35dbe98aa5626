/* What the map page and the pages of the service share; this file begins it. Words are text nodes, never markup. */
const stationmap = {
  elements: {
    /* An element with attributes and children; a string child becomes a text node. */
    make(tag, attributes, ...children) {
      const element = document.createElement(tag);
      for (const [name, value] of Object.entries(attributes || {})) element.setAttribute(name, value);
      element.append(...children);
      return element;
    },

    /* Chinese, with English beside it. */
    both(chinese, english) {
      const { make } = stationmap.elements;
      const span = make("span", {}, chinese);
      if (english) span.append(" ", make("span", { lang: "en" }, english));
      return span;
    },
  },
};
