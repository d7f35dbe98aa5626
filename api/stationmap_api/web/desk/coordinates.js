/* Positions in a text that somebody pasted: a pair, a text shared by WeChat or Amap, a link of a map application. */
app.coordinates = (() => {
  const NUMBER = "[-+]?\\d{1,3}(?:\\.\\d+|°(?:\\s*\\d{1,2}(?:\\.\\d+)?[′'])?(?:\\s*\\d{1,2}(?:\\.\\d+)?[″\"])?|\\.\\d+°)";
  const VALUE = `\\s*[:：=]?\\s*(${NUMBER})(?![-+\\d.])°?`;
  const ONE = `(?:(?<![A-Za-z])([NSEW]|[北南]纬|[东西]经)${VALUE}|(?:[纬经]度)?${VALUE}(?:\\s*([NSEW])(?![A-Za-z]))?)`;
  const BETWEEN = "[\\s,，、;；/&]*(?:经度|纬度|lng|lon|lat|longitude|latitude)?\\s*[:：=]?\\s*";
  const PAIR = new RegExp(`(?<![\\d.])${ONE}${BETWEEN}${ONE}`, "gi");
  const FROM = /(?:from|origin|start)(?:coord)?=[^&\s]*/gi; // where a route begins is not where somebody is

  /* What a link says of its datum; a text of WeChat or Tencent has GCJ-02 as its application does. */
  const SAID = [
    [/coord_?type=gcj-?02|coordinate=gaode/i, "gcj02"],
    [/coord_?type=wgs-?84|coordinate=wgs84|^geo:|\bgeo:/i, "wgs84"],
    [/coord_?type=bd09|map\.baidu\.com|baidumap:/i, "bd09"],
    [/amap\.com|amapuri:|iosamap:|map\.qq\.com|qqmap:|maps\.apple\.com|高德|腾讯地图|微信/i, "gcj02"],
  ];

  const opened = (text) => {
    try {
      return decodeURIComponent(text);
    } catch (error) {
      if (error instanceof URIError) return text; // a percent sign that encodes nothing
      throw error;
    }
  };

  const degrees = (text) => {
    const [whole, minutes = 0, seconds = 0] = text.split(/[°′'″"]/).map((part) => (part.trim() === "" ? 0 : Number(part)));
    const size = Math.abs(whole) + minutes / 60 + seconds / 3600;
    return text.trim().startsWith("-") ? -size : size;
  };

  const LETTERS = { 北: "N", 南: "S", 东: "E", 西: "W" };
  const side = (text = "") => {
    const letter = text.slice(0, 1).toUpperCase();
    return LETTERS[letter] || letter;
  };

  /* Which of two is the latitude: what letters say; what only a longitude can be; what lies in China; else as written. */
  const ordered = (first, second) => {
    const says = (one, letters) => letters.includes(one.side) && one.side !== "";
    if (says(first, "NS") || says(second, "EW")) return { lat: first, lon: second, sure: true };
    if (says(first, "EW") || says(second, "NS")) return { lat: second, lon: first, sure: true };
    if (Math.abs(first.value) > 90) return { lat: second, lon: first, sure: true };
    if (Math.abs(second.value) > 90) return { lat: first, lon: second, sure: true };
    const inChina = (lat, lon) => lat.value > 3 && lat.value < 54 && lon.value > 73 && lon.value < 136;
    if (inChina(second, first)) return { lat: second, lon: first, sure: true };
    return { lat: first, lon: second, sure: inChina(first, second) };
  };

  const signed = (one) => (one.side === "S" || one.side === "W" ? -Math.abs(one.value) : one.value);

  const read = (text) => {
    const plain = opened(text).replace(FROM, " ").replace(/[０-９．]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
    const said = SAID.find(([pattern]) => pattern.test(plain));
    const found = new Map();
    for (const match of plain.matchAll(PAIR)) {
      // each is a letter and a number, or a number and perhaps a letter
      const [first, second] = [1, 5].map((at) => ({
        value: degrees(match[at + 1] || match[at + 2]),
        side: side(match[at] || match[at + 3]),
      }));
      const { lat, lon, sure } = ordered(first, second);
      const [y, x] = [signed(lat), signed(lon)];
      if (Math.abs(y) <= 90 && Math.abs(x) <= 180) found.set(`${y},${x}`, { lat: y, lon: x, sure, datum: said ? said[1] : "" });
    }
    return [...found.values()];
  };

  /* `read(text)` → [{lat, lon, sure, datum}]: degrees, whether the order is certain, and the datum that the text names,
     or "". */
  return { read };
})();
