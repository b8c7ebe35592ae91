const { list, page } = require("./_includes/shared.cjs");

const TITLE = "示例市绩效公开";

exports.data = { permalink: "index.html" };

exports.render = ({ collections }) => {
  const entries = (kind) => collections[kind].map(({ id, title }) => ({ url: `/${kind}/${id}/`, title }));
  return page(TITLE, `<h1>${TITLE}</h1>\n${list(entries("departments"))}\n${list(entries("years"))}`);
};
