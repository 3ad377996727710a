/** Two independent XML parsers as judges: what we write they read, and what saxes refuses we refuse. */
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import { alteredRequest, damagedRequest, damagedResponse, hostilePieces, hostileText, request, response, shapedRequest, shapedResponse } from "./arbitraries.mjs";
import { canonicalRequest, canonicalResponse, eventFields, methods, requestNodes, responseNodes, variants } from "./model.mjs";
import { envelopeNodes, isWellFormed, readByLibxml, readBySaxes } from "./readers.mjs";
import { law } from "./running.mjs";
import { requestTextWith } from "./samples.mjs";
import { buildRequest, buildResponse, lint, parseRequest, parseResponse, sampleRequest, sampleResponse } from "./watched.mjs";

const readers = { saxes: readBySaxes, libxml2: readByLibxml };

suite("every built envelope reads to the same fields at both layers", () => {
  for (const [reader, read] of Object.entries(readers)) {
    law(`a request, by ${reader}`, request, (value) => {
      const text = buildRequest(value);
      assert.deepEqual(envelopeNodes(read, text), ["arg0", requestNodes(canonicalRequest(value))]);
      assert.equal(text.split("<![CDATA[").length, 2, "the parameters are one CDATA section");
    });
    law(`a response, by ${reader}`, response, ({ methodCode, value }) => {
      const text = buildResponse(methodCode, value);
      assert.deepEqual(envelopeNodes(read, text), ["return", responseNodes(methodCode, canonicalResponse(methodCode, value))]);
    });
  }

  law("a response's JSON, by JSON.parse: every leaf a string", response, ({ methodCode, value }) => {
    const { resultCode, resultDesc = "", result } = canonicalResponse(methodCode, value);
    const leaves = (record) => Object.fromEntries(Object.entries(record).map(([name, leaf]) => [name, String(leaf)]));
    const expected = { resultCode, resultDesc };
    if (result) expected.result = Array.isArray(result) ? result.map(leaves) : leaves(result);
    assert.deepEqual(JSON.parse(buildResponse(methodCode, value, { format: "json" })), expected);
  });
});

suite("hostile text comes back unchanged from every text field", () => {
  const whole = [...hostilePieces.filter((piece) => piece.trim() === piece), "x]]", "]]>]]>", "一\u{20bb7}\r\n\t<![CDATA[]]>&amp;lt;"];
  const texts = [...hostilePieces.map((piece) => `a${piece}b`), ...whole];

  const assertKept = (name, back) =>
    test(name, () => {
      for (const text of texts) assert.equal(back(text), text);
      for (const text of texts) assert.equal(back(` \n${text}\t\r\n`), text);
      fc.assert(fc.property(hostileText, (text) => assert.equal(back(text), text)), { numRuns: 50, seed: 1 });
    });
  const textNames = (fields) => fields.filter(({ kind }) => kind === "text" || kind === "secret").map(({ name }) => name);

  for (const { method, event } of variants) {
    const keepIn = (fields, holder) => {
      for (const name of textNames(fields)) {
        assertKept([method.methodCode, event?.eventCode, name].filter(Boolean).join(" "), (text) => {
          const value = sampleRequest(method.methodCode, event && { eventCode: event.eventCode });
          holder(value)[name] = text;
          return holder(parseRequest(buildRequest(value)))[name];
        });
      }
    };
    keepIn(method.params, (value) => value.methodParams);
    keepIn(eventFields(method, event?.eventCode), (value) => value.methodParams.eventParams);
  }

  for (const { methodCode, result } of methods) {
    for (const format of ["xml", "json"]) {
      const sent = (value) => parseResponse(methodCode, buildResponse(methodCode, value, { format }));
      assertKept(`${methodCode} resultDesc in ${format}`, (resultDesc) => sent({ resultCode: "-1", resultDesc }).resultDesc);
      for (const name of textNames(result.fields)) {
        assertKept(`${methodCode} result ${name} in ${format}`, (text) => {
          const value = sampleResponse(methodCode);
          [value.result].flat()[0][name] = text;
          return [sent(value).result].flat()[0][name];
        });
      }
    }
  }
});

suite("well-formedness is judged as saxes judges it", () => {
  const isXmlError = ({ rule, severity }) => severity === "error" && rule.startsWith("xml/");

  /**
   * The document's own well-formedness, then that of the fragment where the document holds exactly one in its place; undefined where saxes
   * takes what libxml2 refuses: `<?p??>`, and names whose prefixes are not declared.
   */
  function judgement(text) {
    let root;
    try {
      root = readBySaxes(text);
    } catch {
      return false;
    }
    const [name, content] = root;
    const params = typeof content === "string" ? [] : content.filter(([child]) => child === "methodParams");
    const plain = ["arg0", "request"].includes(name) && params.length === 1 && text.split("methodParams").length === 3;
    if (isWellFormed(text)) return isWellFormed(text, readByLibxml) || undefined;
    return plain ? false : undefined;
  }

  const assertAgreed = (text, options) => {
    if (/<!DOCTYPE/i.test(text)) return;
    const wellFormed = judgement(text);
    const { format, diagnostics } = lint(text, options);
    const errors = diagnostics.filter(isXmlError);
    if (wellFormed === true) assert.deepEqual(errors, []);
    if (wellFormed === false) assert.ok(errors.length > 0 || format !== "xml", "saxes refuses it");
  };

  law("of a request", fc.oneof(shapedRequest, alteredRequest, { weight: 6, arbitrary: damagedRequest }), ({ text }) => assertAgreed(text));
  law("of a response", fc.oneof(shapedResponse, { weight: 3, arbitrary: damagedResponse }), ({ text, methodCode }) => {
    if (!text.trimStart().startsWith("{")) assertAgreed(text, { method: methodCode });
  });

  const inContent = [
    "<></>", "<a/ >", "< a/>", "<a / >", "</a>", "<a>", "<a></b>", "<a></A>", "<1/>", "<-a/>", "<.a/>", "<a b/>", "<a b=1/>", '<a b="1/>', `<a b="1'/>`, '<a b="1"c="2"/>', '<a b="1" b="2"/>', '<a b="<"/>',
    '<a b="&"/>', '<a b="&x;"/>', '<a b="&#0;"/>', '<a b = />', "<a =''/>", '</a b="1">', "<a></a/>", "<a></ a>", "a]]>b", "<![CDATA[a", "<![cdata[a]]>", "<! [CDATA[a]]>", "<![CDATA [a]]>", "<!-- a", "<!-- a -- b -->",
    "<!-- a --->", "<!-a-->", "<!>", "<!a>", "<??>", "<? a?>", "<?a", "<?a>", "<?xml?>", '<?xml version="1.0"?>', '<?XML version="1.0"?>', "<?Xml a?>", "<?a~b?>", "&", "& ", "&a", "&;", "&nope;", "&#;", "&#x;", "&#a;", "&#xg;", "&#X41;", "&#1;",
    "&#xD800;", "&#xFFFE;", "&#x110000;", "&#65", "\u0000", "\u0001", "\u000C", "\uFFFE", "<a\u0001/>", "<a b='\u0001'/>", "<!--\u0001-->", "<![CDATA[\u0001]]>", "<?a \u0001?>", "<a\u00A0b='1'/>", "<a><b></a></b>", "<×/>", "<a×/>", "<a b＝'1'/>",
  ];
  const around = [
    "", " ", "text", "<!-- -->", "<?p?>", "<a/><b/>", "<a/>text", "text<a/>", "<a/>&#32;", "<a/><![CDATA[]]>", "<![CDATA[]]><a/>", "<a/><?xml version='1.0'?>", " <?xml version='1.0'?><a/>", "<!-- --><?xml version='1.0'?><a/>", "<?xml?><a/>",
    "<?xml version='1.0'>", "<?xml version='1.0'? ><a/>", "<?xml version=1.0?><a/>", "<?xml version='1.0' encoding='UTF-8?><a/>", "<?xml encoding='UTF-8' version='1.0'?><a/>", "<?xml version='1.0' standalone='maybe'?><a/>", "<?xml version='1.0' standalone='yes' encoding='UTF-8'?><a/>",
    "<?xml version='1.0' encoding=''?><a/>", "<?xml version='1.0' encoding='1'?><a/>", "<?xml version='1.0' version='1.0'?><a/>", "<?xml version='1.0' a='b'?><a/>", "<?xml version='1.0'encoding='UTF-8'?><a/>", "<?XML version='1.0'?><a/>", "<?xml version=''?><a/>", "<?xml VERSION='1.0'?><a/>",
  ];
  const sound = [
    "<a/>", "<a />", "<a\n\t/>", "<a></a >", "<a b='1' c=\"2\"/>", "<a b = '1'/>", "<a b='>'/>", "<a b=\"'\"/>", "<a b='&lt;&#65;'/>", "<a b=''/>", "<_/>", "<:/>", "<a:b:c/>", "<a-b.c·/>", "<医/>", "<𠮷/>", "<xml/>", "<a><![CDATA[]]></a>", "<![CDATA[]]]]>", "<![CDATA[a]]>]",
    "<![CDATA[<b>&x;]]>", "<![CDATA[]]]]><![CDATA[>]]>", "<!---->", "<!-- <a> & -->", "<!--->-->", "<?p?>", "<?p ?>", "<?p <a> ? > ?>", "<?xml-stylesheet?>", "&amp;&lt;&gt;&quot;&apos;", "&#65;&#x41;&#x0041;&#x10FFFF;", "&#9;&#10;&#13;", "]]", "]]&gt;", ">", "'\"", "\u007F\u0085\u2028\uFEFF", "😀", "\uFFFD",
  ];
  const settled = ["<a/>", "\uFEFF<a/>", "<?xml version='1.0'?><a/>", '<?xml\nversion = "1.1"\tencoding = "x-a.b_c"\rstandalone = "no" ?><a/>', "<a/> \n<!-- --><?p?>", "<!-- --><?p?> <a/>"];

  const escaped = (text) => text.replace(/<!\[CDATA\[([^]*)\]\]>/, (_, inner) => inner.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;"));

  /** The content in an element of its own, and inside an envelope's parameters: in a value and between values. */
  function documents(content) {
    const inside = [requestTextWith("refundGeneral", { refundReason: `a${content}` }), requestTextWith("refundGeneral").replace("<refundAmout>", () => `${content}<refundAmout>`)];
    return [`<a>${content}</a>`, ...inside.map(escaped), ...(content.includes("]]>") ? [] : inside)];
  }

  const assertJudged = (text, expected) => {
    const errors = lint(text, { kind: "request" }).diagnostics.filter(isXmlError);
    assert.equal(isWellFormed(text), expected, "saxes");
    assert.equal(errors.length === 0, expected, `${errors.map(({ rule }) => rule)}`);
  };
  for (const content of inContent) test(`${JSON.stringify(content)} is refused at both layers`, () => documents(content).forEach((text) => assertJudged(text, false)));
  for (const content of sound) test(`${JSON.stringify(content)} is taken at both layers`, () => documents(content).forEach((text) => assertJudged(text, true)));
  for (const text of around) test(`${JSON.stringify(text)} is no document`, () => assertJudged(text, false));
  for (const text of settled) test(`${JSON.stringify(text)} is a document`, () => assertJudged(text, true));
});
