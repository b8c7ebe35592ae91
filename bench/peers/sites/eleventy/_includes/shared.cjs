// What the pages have in common.

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

exports.escape = (text) => String(text).replace(/[&<>"']/g, (character) => ENTITIES[character]);

exports.list = (entries) =>
  `<ul>\n${entries.map(({ url, title }) => `<li><a href="${exports.escape(url)}">${exports.escape(title)}</a></li>`).join("\n")}\n</ul>`;

exports.page = (title, main) => `<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>${exports.escape(title)}</title>
</head>
<body>
<main>
${main}
</main>
</body>
</html>
`;
