const { escape, list, page } = require("./_includes/shared.cjs");

module.exports = class {
  data() {
    return {
      pagination: { data: "collections.years", size: 1, alias: "group" },
      permalink: ({ group }) => `years/${group.id}/index.html`,
    };
  }

  render({ group }) {
    const entries = group.reports.map(({ url, data }) => ({ url, title: `${data.department_name}：${data.title}` }));
    return page(group.title, `<h1>${escape(group.title)}</h1>\n${list(entries)}`);
  }
};
