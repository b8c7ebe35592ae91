// The reader's own settings, joined from their parts when the site is built.

import "../scripts/elements.js";
import "../scripts/choices.js";
import "../scripts/spoken-text.js";
import "../scripts/reading-aloud.js";
import "../scripts/display-tools.js";
