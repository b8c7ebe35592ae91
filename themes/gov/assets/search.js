// The search page. It builds its form only where scripts run; without them the page lists links.

import "../scripts/elements.js";
import "../scripts/search-words.js";
import "../scripts/search-names.js";
import "../scripts/search-index.js";
import "../scripts/search-query.js";
import "../scripts/search-results.js";
import "../scripts/search-answers.js";
import "../scripts/search-page.js";
