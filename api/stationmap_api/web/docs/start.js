/* Swagger UI on this page: it asks our own host alone. */
(() => {
  if (typeof SwaggerUIBundle === "undefined") {
    app.dom.place("failed").hidden = false;
    return;
  }

  /* A path stands in a button: as a link in it, nobody could tell the two apart by ear. */
  const plainPaths = ({ React }) => ({ components: { DeepLink: ({ text }) => React.createElement("span", null, text) } });

  SwaggerUIBundle({
    url: app.config.openapi,
    domNode: app.dom.place("swagger-ui"),
    validatorUrl: null, // its default asks a foreign host
    deepLinking: true,
    syntaxHighlight: false, // its reds on grey are hard to read, and a hundred stations take seconds
    plugins: [plainPaths],
    presets: [SwaggerUIBundle.presets.apis],
  });

  /* What it leaves without a name, out of order or out of reach of the keyboard. */
  function mend() {
    for (const about of document.querySelectorAll("#swagger-ui .information-container:not([role])")) {
      about.setAttribute("role", "region");
      about.setAttribute("aria-label", "关于接口 About the API");
    }
    for (const choice of document.querySelectorAll("#swagger-ui tr[data-param-name] select:not([aria-label])"))
      choice.setAttribute("aria-label", choice.closest("tr").dataset.paramName);
    for (const title of document.querySelectorAll("#swagger-ui .info h1:not([aria-level])")) title.setAttribute("aria-level", "2");
    for (const block of document.querySelectorAll("#swagger-ui pre:not([tabindex])")) block.tabIndex = 0;
  }
  new MutationObserver(mend).observe(app.dom.place("swagger-ui"), { childList: true, subtree: true });
})();
