/**
 * The samples that the specification prints, as printed: only its placeholders are filled. What it gets wrong (typographic quotes, a spaced end
 * tag, a start tag for an end tag, a method's name, a field left out) is all that `lint` may tell, and `fix` must leave none of it but what
 * only a person can know.
 */
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { CANARY } from "./model.mjs";
import { errorsOf } from "./reports.mjs";
import { buildRequest, buildResponse, fix, lint, parseRequest, parseResponse } from "./watched.mjs";

/** Replaces each printed text, which must be there, by a valid one. */
function filled(printed, replacements) {
  return Object.entries(replacements).reduce((text, [from, to]) => {
    assert.ok(text.includes(from), from);
    return text.replace(from, to);
  }, printed);
}

const declaration = "<?xml version=”1.0”encoding=”UTF-8”?>";
const spacedEndTag = ["xml/end-tag", "methodParams/eventParams/patCardNo", "</ patCardNo>"];

const repaired = (printed) =>
  printed
    .replace(declaration, '<?xml version="1.0" encoding="UTF-8"?>')
    .replace("</ patCardNo>", "</patCardNo>")
    .replace(/<return>$/, "</return>");

const plainResponse = `<?xml version=”1.0”encoding=”UTF-8”?>
<return>
<resultCode></resultCode>
<resultDesc></resultDesc>
</return>`;

const requests = {
  "2.1": {
    printed: `<?xml version=”1.0”encoding=”UTF-8”?>
<arg0>
<responseType>0</responseType>
<methodCode>refundGeneral</methodCode>
<methodParams>
  <![CDATA[
    <secret>xxxxxxx</secret>
		<refundType>x</refundType>
	    <orderNo>xxxx</orderNo>
        <hisRefundOrderNo>xxx</hisRefundOrderNo>
		<refundAmout>3</refundAmout>
		<refundTime>YYYY-MM-DD HH24:MI:SS</refundTime>
		<refundReason>xxxx</refundReason>
		<partialOrAllrefund>x</partialOrAllrefund>
		<pushMsg>x</pushMsg>
]]>
	</methodParams>
</arg0>`,
    fill: {
      ">xxxxxxx<": `>${CANARY}<`,
      "<refundType>x<": "<refundType>1<",
      "YYYY-MM-DD HH24:MI:SS": "2016-08-27 23:59:59",
      "<partialOrAllrefund>x<": "<partialOrAllrefund>2<",
      "<pushMsg>x<": "<pushMsg>1<",
    },
    value: {
      methodCode: "refundGeneral",
      responseType: "0",
      methodParams: {
        secret: CANARY,
        refundType: "1",
        orderNo: "xxxx",
        hisRefundOrderNo: "xxx",
        refundAmout: 3,
        refundTime: "2016-08-27 23:59:59",
        refundReason: "xxxx",
        partialOrAllrefund: "2",
        pushMsg: "1",
      },
    },
  },
  "2.2": {
    printed: `<?xml version=”1.0”encoding=”UTF-8”?>
<arg0>
<responseType>0</responseType>
    <methodCode>stopReg</methodCode>
<methodParams>
   <![CDATA[
    <secret>xxxxxxx</secret>
		<orderList>xxx,xxx,xxx</orderList>
       ]]>
	</methodParams>
</arg0>`,
    fill: { ">xxxxxxx<": `>${CANARY}<`, "xxx,xxx,xxx": "A1,A2,A3" },
    value: { methodCode: "stopReg", responseType: "0", methodParams: { secret: CANARY, orderList: ["A1", "A2", "A3"] } },
  },
  "2.5.1": {
    printed: `<?xml version=”1.0”encoding=”UTF-8”?>
<arg0>
<responseType>0</responseType>
<methodCode>msgPush</methodCode>
<methodParams>
       <![CDATA[
        <secret>xxxxxxx</secret>
<voucherType>xxxxxx</voucherType>
        <voucherCode>xxxxxx</voucherCode>
        <eventCode></eventCode>
        <eventParams>
             …
</eventParams>
      ]]>
</methodParams>
</arg0>`,
    fill: {
      ">xxxxxxx<": `>${CANARY}<`,
      "<voucherType>xxxxxx<": "<voucherType>2<",
      "<eventCode><": "<eventCode>26<",
      "…": "<patName>a</patName><patCardNo>1</patCardNo><patCardType>9</patCardType><payType>中药</payType><payAmout>0.50</payAmout><hospitalName>b</hospitalName>",
    },
    value: {
      methodCode: "msgPush",
      responseType: "0",
      methodParams: {
        secret: CANARY,
        voucherType: "2",
        voucherCode: "xxxxxx",
        eventCode: "26",
        eventParams: { patName: "a", patCardNo: "1", patCardType: "9", payType: "中药", payAmout: "0.50", hospitalName: "b" },
      },
    },
  },
  "2.5.2.1": {
    printed: `<?xml version=”1.0”encoding=”UTF-8”?>
<arg0>
<responseType>0</responseType>
<methodCode>msgPush</methodCode>
<methodParams>
       <![CDATA[
        <secret>xxxxxxx</secret>
<voucherType>xxxxxx</voucherType>
        <voucherCode>xxxxxx</voucherCode>
        <eventCode>16</eventCode>
        <eventParams>
<patName>xxx</patName>
<patCardNo>123456789</ patCardNo>
<serialNum>12</serialNum>
<currentNum>3</currentNum>
<deptName>内科</deptName>
<doctorName>刘医生</doctorName>
<hisOrderNo>12432435556</hisOrderNo>
<hospitalName>xxxx</hospitalName>
<visitLocation>xxx楼1203室</visitLocation>
</eventParams>
      ]]>
</methodParams>
</arg0>`,
    mistakes: [spacedEndTag],
    fill: { ">xxxxxxx<": `>${CANARY}<`, "<voucherType>xxxxxx<": "<voucherType>1<" },
    value: {
      methodCode: "msgPush",
      responseType: "0",
      methodParams: {
        secret: CANARY,
        voucherType: "1",
        voucherCode: "xxxxxx",
        eventCode: "16",
        eventParams: {
          patName: "xxx",
          patCardNo: "123456789",
          serialNum: "12",
          currentNum: 3,
          deptName: "内科",
          doctorName: "刘医生",
          hisOrderNo: "12432435556",
          hospitalName: "xxxx",
          visitLocation: "xxx楼1203室",
        },
      },
    },
  },
  "2.5.2.2": {
    printed: `<?xml version=”1.0”encoding=”UTF-8”?>
<arg0>
<responseType>0</responseType>
<methodCode>msgPush</methodCode>
<methodParams>
       <![CDATA[
        <secret>xxxxxxx</secret>
<voucherType>xxxxxx</voucherType>
        <voucherCode>xxxxxx</voucherCode>
        <eventCode>26</eventCode>
        <eventParams>
<patName>xxx</patName>
<patCardNo>123456789</ patCardNo>
<patCardType>3</patCardType>
<payType>检查费-B超</payType>
<payAmout>236</payAmout>
<hospitalName>xxxx医院</hospitalName>
</eventParams>
      ]]>
</methodParams>
</arg0>`,
    mistakes: [spacedEndTag],
    fill: { ">xxxxxxx<": `>${CANARY}<`, "<voucherType>xxxxxx<": "<voucherType>1<" },
    value: {
      methodCode: "msgPush",
      responseType: "0",
      methodParams: {
        secret: CANARY,
        voucherType: "1",
        voucherCode: "xxxxxx",
        eventCode: "26",
        eventParams: { patName: "xxx", patCardNo: "123456789", patCardType: "3", payType: "检查费-B超", payAmout: "236", hospitalName: "xxxx医院" },
      },
    },
  },
};

const failed = { "<resultCode><": "<resultCode>3<", "<resultDesc><": "<resultDesc>重复操作<" };
const repeated = { resultCode: "3", resultDesc: "重复操作" };
const succeeded = { "<resultCode><": "<resultCode>0<" };

const eventResponse = plainResponse.replace("<resultCode><", "<resultCode>0<");

const responses = {
  "2.1": { method: "refundGeneral", printed: plainResponse, fill: failed, value: repeated },
  "2.2": { method: "stopReg", printed: plainResponse, fill: succeeded, value: { resultCode: "0" } },
  "2.3": {
    method: "ordersQuery",
    printed: `<?xml version=”1.0”encoding=”UTF-8”?>
<return>
<resultCode></resultCode>
<resultDesc></resultDesc>
<result>
  <tradeTime>2016-08-27 00:00:00</tradeTime>
  <orderMode>x</orderMode>
  <tradeMode>x</tradeMode>
  <orderNo>xxxxxxxxxxxxx</orderNo>
  <refundOrderNo>xxxxxxxxxxxxx</refundOrderNo>
  <hisOrderNo>xxxxxxxxxxxxx</hisOrderNo>
  <hisRefundOrderNo>xxxxxxxxxxxxx</hisRefundOrderNo>
  <agtOrderNo>xxxxxxxxxxxxx</agtOrderNo>
  <agtRefundOrderNo>xxxxxxxxxxxxx</agtRefundOrderNo>
  <agtTraceNo>xxxxxxxxxxxxx</agtTraceNo>
  <agtRefundTraceNo>xxxxxxxxxxxxx</agtRefundTraceNo>
  <payTotalFee>xxxxxxxxxxxxx</payTotalFee>
  <refundTotalFee>xxxxxxxxxxxxx</refundTotalFee>
  <tradeType>xxxxxxxxxxxxx</tradeType>
</result>
</return>`,
    fill: {
      ...succeeded,
      "<orderMode>x<": "<orderMode>2<",
      "<tradeMode>x<": "<tradeMode>3<",
      "<payTotalFee>xxxxxxxxxxxxx<": "<payTotalFee>1990<",
      "<refundTotalFee>xxxxxxxxxxxxx<": "<refundTotalFee>1990<",
      "<tradeType>xxxxxxxxxxxxx<": "<tradeType>2<",
    },
    value: {
      resultCode: "0",
      result: [
        {
          tradeTime: "2016-08-27 00:00:00",
          orderMode: "2",
          tradeMode: "3",
          orderNo: "xxxxxxxxxxxxx",
          refundOrderNo: "xxxxxxxxxxxxx",
          hisOrderNo: "xxxxxxxxxxxxx",
          hisRefundOrderNo: "xxxxxxxxxxxxx",
          agtOrderNo: "xxxxxxxxxxxxx",
          agtRefundOrderNo: "xxxxxxxxxxxxx",
          agtTraceNo: "xxxxxxxxxxxxx",
          agtRefundTraceNo: "xxxxxxxxxxxxx",
          payTotalFee: 1990,
          refundTotalFee: 1990,
          tradeType: "2",
        },
      ],
    },
  },
  "2.5.1": { method: "msgPush", printed: plainResponse, fill: failed, value: repeated },
  "2.5.2.1": { method: "msgPush", printed: eventResponse, fill: {}, value: { resultCode: "0" } },
  "2.5.2.2": {
    method: "msgPush",
    printed: eventResponse.replace("</return>", "<return>"),
    mistakes: [["xml/end-tag", "", "<return>"]],
    fill: {},
    value: { resultCode: "0" },
  },
};

/** What a report says: rule, path, and the text at the span. */
const told = (text, { diagnostics }) => diagnostics.map(({ rule, path, span }) => [rule, path.join("/"), text.slice(span.start, span.end)]);

/** Holds a printed text to exactly its mistakes, and `fix` to mending all but those that are `left` to a person, and nothing else. */
function assertMistakes(text, options, mistakes, left = []) {
  const printed = text.startsWith(declaration) ? [["xml/declaration", "", declaration]] : [];
  assert.deepEqual(told(text, lint(text, options)), [...printed, ...mistakes, ...left]);
  const fixed = fix(text, options);
  assert.equal(fixed.text, repaired(text));
  assert.deepEqual(told(fixed.text, fixed.report), left);
}

suite("the request of section", () => {
  for (const [section, { printed, fill, mistakes = [], value }] of Object.entries(requests)) {
    test(`${section}, repaired, reads and rebuilds`, () => {
      const text = repaired(filled(printed, fill));
      assert.deepEqual(lint(text).diagnostics, []);
      assert.deepEqual(parseRequest(text), value);
      assert.deepEqual(parseRequest(buildRequest(value)), value);
    });
    test(`${section}, as printed, has exactly its mistakes, and fix mends them all`, () => assertMistakes(filled(printed, fill), {}, mistakes));
  }

  const ordersQuery = `<?xml version=”1.0”encoding=”UTF-8”?>
<arg0>
<responseType>0</responseType>
    <methodCode>ordersQuery</methodCode>
<methodParams>
   <![CDATA[
    <secret>xxxxxxx</secret>
		<regMode>x</regMode>
        <tradeMode>x</tradeMode>
        <startTime>2016-08-27 00:00:00</startTime>
        <endTime>2016-08-27 00:00:00</endTime>
       ]]>
	</methodParams>
</arg0>`;
  const filledQuery = filled(ordersQuery, { ">xxxxxxx<": `>${CANARY}<`, "<regMode>x<": "<regMode>1<", "<tradeMode>x<": "<tradeMode>0<" });

  test("2.3, as printed, has exactly its mistakes, and fix leaves the orderMode that it lacks to a person", () =>
    assertMistakes(filledQuery, {}, [], [["field/missing", "methodParams/orderMode", "methodParams"]]));

  test("2.3, with an orderMode, reads and rebuilds", () => {
    const text = repaired(filledQuery).replace("<regMode>", "<orderMode>0</orderMode><regMode>");
    const value = parseRequest(text);
    assert.deepEqual(value.methodParams, { secret: CANARY, orderMode: "0", regMode: "1", tradeMode: "0", startTime: "2016-08-27 00:00:00", endTime: "2016-08-27 00:00:00" });
    assert.deepEqual(parseRequest(buildRequest(value)), value);
  });
});

suite("the frames of section", () => {
  const request = `<arg0>
<responseType>0</responseType>
<methodCode>orderQuery</methodCode>
<methodParams>
…
</methodParams>
</arg0>`;
  const response = `<return>
<resultCode></resultCode>
<resultDesc></resultDesc>
    <result>
       …
    </result>
</return>`;

  test("1.1 names its method as no other section does, which fix leaves to a person", () => {
    const params =
      "<secret>s</secret><orderMode>0</orderMode><regMode>1</regMode><tradeMode>0</tradeMode><startTime>2016-08-27 00:00:00</startTime><endTime>2016-08-27 00:00:00</endTime>";
    assertMistakes(filled(request, { "…": `<![CDATA[${params}]]>` }), {}, [], [["envelope/method", "methodCode", "orderQuery"]]);
  });

  test("1.2 has none", () => {
    const result = "<refundOrderNo>R1</refundOrderNo><agtRefundOrderNo>A1</agtRefundOrderNo>";
    assertMistakes(filled(response, { ...succeeded, "…": result }), { method: "refundGeneral" }, []);
  });
});

suite("the response of section", () => {
  for (const [section, { method, printed, fill, mistakes = [], value }] of Object.entries(responses)) {
    test(`${section}, repaired, reads and rebuilds`, () => {
      const text = repaired(filled(printed, fill));
      assert.deepEqual(lint(text, { method }).diagnostics, []);
      assert.deepEqual(parseResponse(method, text), value);
      for (const format of ["xml", "json"]) assert.deepEqual(parseResponse(method, buildResponse(method, value, { format })), value);
    });
    test(`${section}, as printed, has exactly its mistakes, and fix mends them all`, () => assertMistakes(filled(printed, fill), { method }, mistakes));
  }

  test("2.1 on success, as printed, lacks its result", () => {
    const errors = errorsOf(lint(repaired(filled(plainResponse, succeeded)), { method: "refundGeneral" }).diagnostics);
    assert.ok(errors.length > 0 && errors.every(({ rule, path }) => rule === "field/missing" && path[0] === "result"));
  });
});
