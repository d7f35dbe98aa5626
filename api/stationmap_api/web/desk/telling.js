/* Words with data in them: `telling.say` keeps the two apart, so that data stay text and cannot turn a line around. */
app.telling = (() => {
  const say = (words, ...data) => ({ words, data });

  /* Data in a text that leaves the page: on its line, without marks that turn a line around. */
  const plain = (value) => String(value).replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "").replace(/\s+/g, " ");

  const text = ({ words, data }) => words.map((word, at) => word + (at < data.length ? plain(data[at]) : "")).join("");

  const node = ({ words, data }) => {
    const span = app.dom.make("span", {});
    words.forEach((word, at) => {
      span.append(word);
      if (at < data.length) span.append(app.dom.make("bdi", {}, String(data[at])));
    });
    return span;
  };

  /* One after the other, parted by what is given. */
  const joined = (parts, between = "") => {
    const words = [""];
    const data = [];
    parts.forEach((part, at) => {
      words[words.length - 1] += (at ? between : "") + part.words[0];
      part.data.forEach((value, place) => {
        data.push(value);
        words.push(part.words[place + 1]);
      });
    });
    return { words, data };
  };

  return { say, text, node, joined, plain };
})();
