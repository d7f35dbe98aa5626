/* The chosen station, large: to be read out, and as a text to be sent. */
app.station = (() => {
  const { make, both, place } = app.dom;
  const { text, node, plain } = app.telling;
  const IN_TEXT = ["far", "address", "access", "open", "asked", "phone"];
  let shown = null;

  const line = ({ key, zh, en }) => {
    const english = make("span", { lang: "en" });
    english.append(node(en));
    const paragraph = make("p", { "data-key": key });
    paragraph.append(node(zh), " ", english);
    return paragraph;
  };

  /* What a caller can keep: Chinese alone, with a link that their telephone opens. */
  const message = (feature, sentences) => {
    const facts = feature.properties;
    const lines = sentences.filter((one) => IN_TEXT.includes(one.key)).map((one) => text(one.zh));
    const made_up = app.config.meta.notice ? ["【演示】站点为虚构，请勿前往。"] : [];
    const [amap] = app.navigate.links(feature);
    return [`【户外劳动者服务站点】${plain(facts.name || facts.id)}`, ...lines, `地图：${amap.href}`, ...made_up].join("\n");
  };

  const way = ({ zh, en, href }) => {
    const link = make("a", { href, target: "_blank", rel: "noopener noreferrer" });
    link.append(both(zh, en));
    return link;
  };

  const draw = (feature, context) => {
    shown = feature;
    place("station").hidden = !feature;
    place("empty").hidden = Boolean(feature);
    place("message").value = "";
    if (!feature) return;
    const [name, ...rest] = app.sentences.of(feature, context);
    place("station-name").replaceChildren(make("bdi", {}, feature.properties.name || feature.id));
    place("station-number").replaceChildren(both(`第 ${context.row + 1} 个，共 ${context.count} 个`, `${context.row + 1} of ${context.count}`));
    place("sentences").replaceChildren(...rest.map(line));
    place("message").value = message(feature, [name, ...rest]);
    // geo: means nothing to a desk
    place("ways").replaceChildren(...app.navigate.links(feature).filter((link) => link.id !== "system").map(way));
  };

  /* Without a secure origin there is no clipboard to write to, only the old command. */
  const copy = async () => {
    const field = place("message");
    if (navigator.clipboard) {
      try {
        await navigator.clipboard.writeText(field.value);
        return true;
      } catch (error) {
        if (!(error instanceof DOMException)) throw error;
      }
    }
    const before = document.activeElement;
    field.select();
    const copied = document.execCommand("copy");
    if (copied && before) before.focus();
    return copied;
  };

  return {
    draw,
    copy: async () => (shown ? copy() : null),
    focus: () => place("station-name").focus(),
  };
})();
