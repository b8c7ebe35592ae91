const { escape, page } = require("./shared.cjs");

const heads = (texts, scope) => texts.map((text) => `<th scope="${scope}">${escape(text)}</th>`).join("");

const row = ({ labels, cells }) =>
  `<tr>${heads(labels, "row")}${cells.map((text) => `<td>${escape(text)}</td>`).join("")}</tr>`;

const table = ({ caption, heads: labels, columns, rows }) => `<table>
<caption>${escape(caption)}</caption>
<thead>
<tr>${heads(labels, "col")}${heads(columns, "col")}</tr>
</thead>
<tbody>
${rows.map(row).join("\n")}
</tbody>
</table>`;

module.exports = (data) =>
  page(
    data.title,
    `<p><a href="/years/${escape(data.year)}/">${escape(data.year)}年</a>
<a href="/departments/${escape(data.department)}/">${escape(data.department_name)}</a></p>
<h1>${escape(data.title)}</h1>
${data.tables.map(table).join("\n")}
${data.content}`,
  );
