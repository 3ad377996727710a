/** SARIF 2.1.0, written as the findings come. */
import { isAbsolute } from "node:path";
import { pathToFileURL } from "node:url";
import { catalog } from "yct-envelope";
import { localized } from "../language.js";
import { placeOf, withinOf } from "../place.js";
import { version } from "../version.js";

const SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
const LEVELS = { error: "error", warning: "warning", info: "note" };

export function sarif({ say, total }) {
  const rules = catalog().rules;
  const indices = new Map(rules.map(({ id }, index) => [id, index]));
  let isFirst = true;
  const notifications = [];
  return {
    begin: () => {
      const driver = { name: "yct-envelope", version: version(), language: say("zh-CN", "en"), rules: rules.map((rule) => descriptor(rule, say)) };
      return `{"$schema":${JSON.stringify(SCHEMA)},"version":"2.1.0","runs":[{"tool":{"driver":${JSON.stringify(driver)}},"columnKind":"utf16CodeUnits","results":[`;
    },
    item: (item) =>
      item.findings
        .map((finding) => {
          const comma = isFirst ? "\n" : ",\n";
          isFirst = false;
          return comma + JSON.stringify(result(item, finding, indices, say));
        })
        .join(""),
    unread: (file, why) => {
      notifications.push({ level: "error", message: { text: why }, locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(file) } } }] });
      return "";
    },
    end: () => {
      const invocation = { executionSuccessful: total.unread === 0, ...(notifications.length > 0 && { toolExecutionNotifications: notifications }) };
      return `${isFirst ? "" : "\n"}],"invocations":[${JSON.stringify(invocation)}]}]}\n`;
    },
  };
}

function descriptor({ id, severity, title, explanation }, say) {
  return {
    id,
    shortDescription: { text: localized(title, say) },
    fullDescription: { text: localized(explanation, say) },
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

function result(item, finding, indices, say) {
  const { rule, severity, message, help, related, fixes, path } = finding;
  const within = withinOf(item, finding, say);
  const artifactLocation = { uri: uriOf(item.file) };
  const physical = (one) => ({ artifactLocation, region: regionOf(placeOf(item, one)) });
  const places = (related ?? []).filter(({ span }) => span).map(({ message: text, span }) => ({ physicalLocation: physical({ span, end: {} }), message: { text } }));
  const edits = item.line === undefined ? fixes.filter((fix) => fix.regions) : [];
  return {
    ruleId: rule,
    ruleIndex: indices.get(rule),
    level: LEVELS[severity],
    message: { text: (within && `(${within}) `) + message + (help ? `\n${help}` : "") },
    locations: [{ physicalLocation: physical(finding), ...(path.length > 0 && { logicalLocations: [{ fullyQualifiedName: path.join(".") }] }) }],
    ...(places.length > 0 && { relatedLocations: places }),
    ...(edits.length > 0 && {
      fixes: edits.map(({ title, regions }) => ({
        description: { text: title },
        artifactChanges: [{ artifactLocation, replacements: regions.map(({ text, ...region }) => ({ deletedRegion: regionOf(region), insertedContent: { text } })) }],
      })),
    }),
  };
}

const regionOf = ({ line, column, endLine, endColumn }) => ({
  startLine: line,
  ...(column !== undefined && { startColumn: column }),
  ...(endLine !== undefined && { endLine, endColumn }),
});

function uriOf(file) {
  if (isAbsolute(file)) return pathToFileURL(file).href;
  return file.replaceAll("\\", "/").split("/").map(encodeURIComponent).join("/");
}
