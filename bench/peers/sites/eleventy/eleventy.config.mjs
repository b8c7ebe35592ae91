// Reports by department and by year; no template language in the narratives.

function lists(reports, key, title) {
  const found = new Map();
  for (const report of reports) {
    const id = report.data[key];
    if (!found.has(id)) found.set(id, { id, title: title(report.data), reports: [] });
    found.get(id).reports.push(report);
  }
  return [...found.values()];
}

export default function (config) {
  const reports = (api) => api.getFilteredByTag("reports");
  config.addCollection("departments", (api) => lists(reports(api), "department", (data) => data.department_name));
  config.addCollection("years", (api) => lists(reports(api), "year", (data) => `${data.year}年`));
  return { markdownTemplateEngine: false };
}
