/** JUnit XML: a test suite a file, a test case an envelope; of an archive, a case for each envelope that has findings, and one for the archive. It is held until its end, since its counts stand first. */
import { placeOf, withinOf } from "../place.js";

export function junit({ say }) {
  const suites = new Map();
  const suiteOf = (file) => suites.get(file) ?? suites.set(file, { cases: [], failures: 0, errors: 0 }).get(file);
  return {
    item: (item) => {
      const suite = suiteOf(item.file);
      suite.failures += Number(item.errors > 0);
      suite.cases.push(testCase(item, say));
      return "";
    },
    archive: (file) => {
      suiteOf(file).cases.push(`    <testcase name="${escaped(say("存档读到末尾", "the archive was read to its end"))}" classname="${escaped(file)}"/>\n`);
      return "";
    },
    unread: (file, why) => {
      const suite = suiteOf(file);
      suite.errors++;
      suite.cases.push(`    <testcase name="${escaped(file)}" classname="${escaped(file)}">\n      <error message="${escaped(why)}"/>\n    </testcase>\n`);
      return "";
    },
    end: () => {
      const all = [...suites].map(([file, { cases, failures, errors }]) => ({ text: `  <testsuite name="${escaped(file)}" tests="${cases.length}" failures="${failures}" errors="${errors}" skipped="0">\n${cases.join("")}  </testsuite>\n`, tests: cases.length, failures, errors }));
      const sum = (name) => all.reduce((count, one) => count + one[name], 0);
      return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="yct-envelope" tests="${sum("tests")}" failures="${sum("failures")}" errors="${sum("errors")}">\n${all.map(({ text }) => text).join("")}</testsuites>\n`;
    },
  };
}

function testCase(item, say) {
  const { file, line, id, part, findings } = item;
  const name = line === undefined ? file : [`${file}:${line}`, id, part].filter((word) => word !== undefined).join(" ");
  const open = `    <testcase name="${escaped(name)}" classname="${escaped(file)}"`;
  if (findings.length === 0) return `${open}/>\n`;
  const list = (wanted) => findings.filter(({ severity }) => (severity === "error") === wanted);
  const text = (ones) => escaped(ones.map((finding) => sentence(item, finding, say)).join("\n"));
  const [errors, others] = [list(true), list(false)];
  const failure = errors.length > 0 ? `      <failure type="${escaped(errors[0].rule)}" message="${escaped(errors[0].message)}">${text(errors)}</failure>\n` : "";
  const remarks = others.length > 0 ? `      <system-out>${text(others)}</system-out>\n` : "";
  return `${open}>\n${failure}${remarks}    </testcase>\n`;
}

function sentence(item, finding, say) {
  const { line, column } = placeOf(item, finding);
  const within = withinOf(item, finding, say);
  return `${line}${column === undefined ? "" : `:${column}`}${within && ` (${within})`} ${finding.severity} ${finding.rule} ${finding.message}`;
}

const escaped = (text) =>
  text
    .toWellFormed()
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "\ufffd")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
