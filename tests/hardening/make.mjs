/** Writes docs/hardening.md and its Chinese twin. */
import { writeFileSync } from "node:fs";
import { figures } from "./figures.mjs";
import { languages, page } from "./pages.mjs";

for (const [language, { file }] of Object.entries(languages)) writeFileSync(new URL(`../../${file}`, import.meta.url), page(language, figures()));
