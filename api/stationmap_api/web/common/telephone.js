/* What a register calls a phone, as an address that calls one number and does nothing else: stars and hashes are
   orders to a telephone or its network (**21*…# sends all calls elsewhere), and of two numbers in one field the first
   is called, never both in a row.

   app.telephone("0371-66123456转801 / 13800000000") → "tel:037166123456,801"; "" where there is no number. */
app.telephone = (() => {
  const ORDER = /[*#]/;
  const RUN = /\+?\(?\d[\d()\-–. ]*/;
  const EXTENSION = /^(?:[,;]|转|轉|分机|ext\.?|x)[:：]?\s*(\d{1,6})(?!\d)/i;
  const SERVICE = /^(?:1[0-2]\d{1,4}|9\d{4})$/; // 110, 12351, 95598: whole as they are

  const size = (text) => text.replace(/\D/g, "").length;

  /* The first number of a row of digits: blanks part groups of one number, or one number from the next. */
  const first = (row) => {
    const longest = { "+": 15, "0": 12, "(": 12 }[row[0]] || 11;
    let number = "";
    for (const group of row.trim().split(/\s+/)) {
      if (number && (SERVICE.test(number) || size(number) + size(group) > longest)) break;
      number += group;
    }
    return number;
  };

  return (phone) => {
    const text = phone.normalize("NFKC");
    const found = ORDER.test(text) ? null : RUN.exec(text);
    if (!found) return "";
    const number = first(found[0]);
    if (size(number) < 3 || size(number) > 15) return "";
    const extension = EXTENSION.exec(text.slice(found.index + found[0].length));
    const plus = number.startsWith("+") ? "+" : "";
    return `tel:${plus}${number.replace(/\D/g, "")}${extension ? `,${extension[1]}` : ""}`;
  };
})();
