/** Prints, as JSON, how many milliseconds the import and the first call take, in this process, which has done nothing else. The request comes as an argument. */
const [text] = process.argv.slice(2);
const begun = performance.now();
const { parseRequest } = await import("yct-envelope");
const imported = performance.now();
parseRequest(text);
console.log(JSON.stringify({ import: imported - begun, call: performance.now() - imported }));
