// Runs before the first paint, so that a chosen theme or language does not flash. src/preferences.js writes what is read here.
try {
  var theme = localStorage.getItem("yct-page.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  if (localStorage.getItem("yct-page.locale") === "en") document.documentElement.lang = "en";
} catch (blocked) {
  // Storage is switched off: the system's theme and Chinese it is.
}
