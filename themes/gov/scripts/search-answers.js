// What is said of an answer: how many pages there are, what was not found, and what to try instead.

/* global elements */
/* exported searchAnswers */
const searchAnswers = (function () {
  "use strict";

  const said = (terms) => terms.map(({ words }) => `“${words.join("")}”`).join("");

  /** The sentence of the status line. `certain` is whether every page was looked into. */
  function sentence(query, found, count, certain) {
    const { terms, missing, apart, loose, years, departments } = found;
    const near = years.length || departments.length ? "。相近的列在下面，可以改查" : "";
    const nowhere = missing.length ? `${said(missing)}在全站都没有。` : "";
    if (!count) {
      const what = query ? `“${query}”` : "符合条件的页面";
      const rest = nowhere && terms.length ? "也没有符合条件的其他结果。" : "";
      return `没有找到${what}。${nowhere}${rest}请检查有没有错字，换一个短一些的词，或者放宽年度、部门等条件${near}。`;
    }
    const many = `找到${certain ? "" : "约"} ${count} 条结果${near}`;
    if (apart.length) return `${nowhere}没有一页同时有${said([...terms, ...apart])}；不要求${said(apart)}，${many}`;
    if (nowhere) return `${nowhere}按其余的词${said(terms)}，${many}`;
    if (loose) return `没有连在一起的“${query}”；分成${said(terms)}来找，${many}`;
    return many;
  }

  /** What to try instead, as paragraphs of buttons; `again` searches for the query that it is given. */
  function offers(query, found, again) {
    const { make, button } = elements;
    const rows = [];
    if (found.years.length) {
      const asked = [...found.terms, ...found.apart].find(({ year }) => year);
      rows.push(["没有这一年度的报告，相近的年度：", found.years.map((year) => [`${year}年度`, query.replace(String(asked.year), year)])]);
    }
    if (found.departments.length) {
      const changed = ({ name, text }) => [name, query.includes(text) ? query.replace(text, name) : name];
      rows.push(["是不是要找：", found.departments.map(changed)]);
    }
    return rows.map(([label, choices]) =>
      make("p", { class: "offer" }, label, ...choices.map(([text, next]) => button(text, () => again(next)))));
  }

  return { sentence, offers };
})();
