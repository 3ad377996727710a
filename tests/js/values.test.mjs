/** Amounts, times, counts, lists and codes: what is taken, what is refused and what the refusal says. */
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import { canonicalRequest, methods, variants } from "./model.mjs";
import { errorsOf, hasSafeFix, placesOf, rulesOf } from "./reports.mjs";
import { law } from "./running.mjs";
import { eventWith, only, recordWith, requestTextWith, requestWith, words } from "./samples.mjs";
import * as yct from "./watched.mjs";

const MAX = Number.MAX_SAFE_INTEGER;

suite("yuan and fen", () => {
  const pairs = [["0", 0], ["0.01", 1], ["0.1", 10], ["0.29", 29], ["1.15", 115], ["4.35", 435], ["8.20", 820], ["19.90", 1990], ["19.9", 1990], ["236", 23600], ["1234567.89", 123456789], ["90071992547409.91", MAX]];
  for (const [yuan, fen] of pairs) test(`${yuan} yuan is ${fen} fen`, () => assert.equal(yct.yuanToFen(yuan), fen));

  test("1990 fen is 19.90 yuan", () => {
    assert.deepEqual([0, 1, 10, 1990, 1200, MAX].map((fen) => yct.fenToYuan(fen)), ["0.00", "0.01", "0.10", "19.90", "12.00", "90071992547409.91"]);
  });
  law("there and back", fc.maxSafeNat(), (fen) => assert.equal(yct.yuanToFen(yct.fenToYuan(fen)), fen));

  for (const yuan of ["", " 1", "1 ", "1.", ".5", "1.234", "01", "-1", "+1", "1e3", "1,000", "１", "￥1", "1元", "NaN", "90071992547409.92", "9".repeat(400)]) {
    test(`${JSON.stringify(yuan.slice(0, 20))} is no yuan`, () => assert.throws(() => yct.yuanToFen(yuan), RangeError));
  }
  for (const fen of [-1, 0.5, NaN, Infinity, 2 ** 53]) test(`${fen} is no fen`, () => assert.throws(() => yct.fenToYuan(fen), RangeError));
  law("what is yuan here is yuan in an envelope", fc.oneof(fc.string({ unit: fc.constantFrom(..."0123456789.,+-e １￥元"), maxLength: 6 }), fc.tuple(fc.maxSafeNat(), fc.nat(999)).map((parts) => parts.join("."))), (text) => {
    const sample = yct.sampleRequest("msgPush", { eventCode: "26" });
    const findings = yct.checkRequest({ ...sample, methodParams: { ...sample.methodParams, eventParams: { ...sample.methodParams.eventParams, payAmout: text } } });
    // White space beside it is told there, and refused here.
    if (findings.length === 0) assert.ok(Number.isSafeInteger(yct.yuanToFen(text)));
    else assert.throws(() => yct.yuanToFen(text), RangeError);
  });
  for (const odd of [undefined, null, {}, [], true, Symbol("1")]) {
    test(`${String(odd)} is neither`, () => {
      assert.throws(() => yct.yuanToFen(odd), TypeError);
      assert.throws(() => yct.fenToYuan(odd), TypeError);
    });
  }
  test("a number is no yuan", () => assert.throws(() => yct.yuanToFen(19.9), TypeError));
});

suite("beijingTime", () => {
  const at = (iso) => yct.beijingTime(new Date(iso));
  test("is eight hours ahead, whatever the machine's zone", () => {
    assert.equal(at("2016-08-27T15:59:59.999Z"), "2016-08-27 23:59:59");
    assert.equal(at("2016-08-27T16:00:00Z"), "2016-08-28 00:00:00");
    assert.equal(at("2016-02-28T16:00:00Z"), "2016-02-29 00:00:00");
    assert.equal(at("0001-01-01T00:00:00Z"), "0001-01-01 08:00:00");
    assert.equal(at("9999-12-31T15:59:59Z"), "9999-12-31 23:59:59");
  });
  for (const instant of [new Date("9999-12-31T16:00:00Z"), new Date("0000-12-31T15:59:59Z")]) {
    test(`${Number(instant)} has no timestamp`, () => assert.throws(() => yct.beijingTime(instant), RangeError));
  }
  test("an invalid Date has none", () => assert.throws(() => yct.beijingTime(new Date(NaN)), RangeError));
  for (const odd of [undefined, null, 0, "2016-08-27", {}]) test(`${JSON.stringify(odd)} is no Date`, () => assert.throws(() => yct.beijingTime(odd), TypeError));
});

suite("refundAmout is whole fen", () => {
  const written = [[0, 0], [1990, 1990], ["1990", 1990], [1990n, 1990], ["0", 0], [MAX, MAX], [BigInt(MAX), MAX], [String(MAX), MAX]];
  for (const [given, fen] of written) {
    test(`${typeof given} ${given} is taken`, () => {
      const value = yct.parseRequest(yct.buildRequest(requestWith("refundGeneral", { refundAmout: given })));
      assert.equal(value.methodParams.refundAmout, fen);
    });
  }

  // What a message must name: what stands there, the unit, and what was meant.
  const refused = [
    [12.5, "amount/not-fen", ["12.5", "1250"]],
    ["3.00", "amount/not-fen", ["3.00", "300"]],
    ["300.00", "amount/not-fen", ["300.00", "30000"]],
    ["1,000", "amount/not-fen", ["1,000"]],
    [NaN, "amount/not-fen", ["NaN"]],
    [-1, "amount/not-fen", ["-1"]],
    ["１２", "amount/not-fen", ["１２"]],
    ["007", "amount/not-fen", ["007"]],
    [2 ** 53, "amount/out-of-range", ["9007199254740992", "9007199254740991"]],
    ["9007199254740992", "amount/out-of-range", ["9007199254740991"]],
    [2n ** 200n, "amount/out-of-range", ["9007199254740991"]],
  ];
  for (const [given, rule, named] of refused) {
    test(`${typeof given} ${given} is refused`, () => {
      for (const [locale, unit] of [["zh-CN", "分"], ["en", "fen"]]) {
        const value = requestWith("refundGeneral", { refundAmout: given });
        const [error, ...others] = yct.checkRequest(value, { locale });
        assert.deepEqual(others, []);
        assert.deepEqual([error.rule, error.path], [rule, ["methodParams", "refundAmout"]]);
        const said = words(error).replaceAll(/(?<=\d)[ \u00a0_](?=\d{3})/g, "");
        for (const part of ["refundAmout", unit, ...named]) assert.ok(said.includes(part), `${part} in: ${said}`);
        assert.throws(() => yct.buildRequest(value, { locale }), ({ diagnostics }) => (assert.deepEqual(diagnostics, [error]), true));
      }
    });
  }
  for (const given of [Infinity, 1e21, "", null, true, {}, [1990]]) {
    test(`${JSON.stringify(given)} is refused`, () => {
      const told = yct.checkRequest(requestWith("refundGeneral", { refundAmout: given }));
      assert.deepEqual(errorsOf(told).map(({ path }) => path), [["methodParams", "refundAmout"]]);
    });
  }
});

suite("payAmout is yuan, as a decimal string", () => {
  for (const yuan of ["0", "236", "236.5", "236.50", "0.05", "90071992547409.91"]) {
    test(`${yuan} comes back as given`, () => {
      assert.equal(yct.parseRequest(yct.buildRequest(eventWith("26", { payAmout: yuan }))).methodParams.eventParams.payAmout, yuan);
    });
  }
  for (const given of ["0236", ".5", "236.", "236.505", "-1", "+1", "1,000", "1e3", "１", "236元", "90071992547409.92", 236, 236.5, 23650n, NaN]) {
    test(`${typeof given} ${given} is refused`, () => {
      for (const [locale, unit] of [["zh-CN", "元"], ["en", "yuan"]]) {
        const [error, ...others] = yct.checkRequest(eventWith("26", { payAmout: given }), { locale });
        assert.deepEqual(others, []);
        assert.deepEqual([error.severity, error.path], ["error", ["methodParams", "eventParams", "payAmout"]]);
        assert.ok(words(error).includes("payAmout") && words(error).includes(unit), words(error));
      }
    });
  }
  test("in a text, 0236 is amount/not-yuan", () => {
    assert.deepEqual(placesOf(yct.lint(requestTextWith("msgPush", { payAmout: "0236" }, "26")).diagnostics), ["amount/not-yuan methodParams/eventParams/payAmout"]);
  });
});

suite("timestamps and dates", () => {
  const timeOf = (refundTime) => yct.checkRequest(requestWith("refundGeneral", { refundTime }));
  const dateOf = (date) => errorsOf(yct.checkRequest(requestWith("regOrdersQuery", { startDate: date, endDate: date })));
  const pad = (n, width = 2) => String(n).padStart(width, "0");

  law("a day is taken exactly where the calendar has it", fc.tuple(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 32 })), ([year, month, day]) => {
    const date = new Date(0);
    date.setUTCFullYear(year, month - 1, day);
    const real = month >= 1 && month <= 12 && day >= 1 && date.getUTCMonth() === month - 1;
    const text = `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
    assert.deepEqual(rulesOf(timeOf(`${text} 12:00:00`)), real ? [] : ["time/calendar"]);
    assert.deepEqual(new Set(rulesOf(dateOf(text))), new Set(real ? [] : ["time/calendar"]));
  });

  for (const time of ["2016-02-29 00:00:00", "2000-02-29 23:59:59", "0001-01-01 00:00:00", "9999-12-31 23:59:59"]) test(`${time} is taken`, () => assert.deepEqual(timeOf(time), []));
  for (const time of ["1900-02-29 00:00:00", "2015-02-29 00:00:00", "2016-02-30 00:00:00", "2016-04-31 00:00:00", "0000-01-01 00:00:00", "2016-08-27 24:00:00", "2016-08-27 23:60:00", "2016-08-27 23:59:60"]) {
    test(`${time} does not exist`, () => assert.deepEqual(placesOf(timeOf(time)), ["time/calendar methodParams/refundTime"]));
  }
  for (const time of ["2016-8-27 00:00:00", "2016/08/27 00:00:00", "2016-08-27T00:00:00", "2016-08-27 00:00:00Z", "2016-08-27 00:00:00+08:00", "2016-08-27 00:00", "2016-08-27", "20160827000000", "2016-08-27  00:00:00", "２016-08-27 00:00:00", "2016-08-27 00:00:00.0"]) {
    test(`${time} is written otherwise`, () => assert.deepEqual(placesOf(timeOf(time)), ["time/format methodParams/refundTime"]));
  }
  for (const date of ["2016-8-27", "2016/08/27", "2016-08-27 00:00:00", "20160827"]) {
    test(`${date} is no date`, () => assert.deepEqual(placesOf(dateOf(date)), ["time/format methodParams/endDate", "time/format methodParams/startDate"]));
  }
  for (const [written, meant] of [["2016-8-7 0:00:00", "2016-08-07 00:00:00"], ["2016/08/27 00:00:00", "2016-08-27 00:00:00"]]) {
    test(`fix writes ${written} as ${meant}`, () => {
      const fixed = yct.fix(requestTextWith("refundGeneral", { refundTime: written }));
      assert.deepEqual(rulesOf(fixed.applied), ["time/format"]);
      assert.equal(fixed.report.value.methodParams.refundTime, meant);
    });
  }
  for (const odd of [new Date(0), 1472227200000, null]) {
    test(`${typeof odd} ${odd} is no timestamp`, () => assert.deepEqual(errorsOf(timeOf(odd)).map(({ path }) => path), [["methodParams", "refundTime"]]));
  }
});

suite("counts, codes and order lists", () => {
  for (const given of [0, "0", 3, "3"]) {
    test(`${typeof given} ${given} people ahead`, () => {
      assert.equal(yct.parseRequest(yct.buildRequest(eventWith("16", { currentNum: given }))).methodParams.eventParams.currentNum, Number(given));
    });
  }
  for (const given of [-1, 1.5, "1.5", "03", "三", NaN, "+1"]) {
    test(`${typeof given} ${given} is no count`, () => assert.deepEqual(placesOf(yct.checkRequest(eventWith("16", { currentNum: given }))), ["count/not-whole methodParams/eventParams/currentNum"]));
  }

  for (const given of ["0", "4", "01", "", "挂号退费", 0, 4, 1.5, -1]) {
    test(`${typeof given} ${given} is no refundType`, () => {
      const told = yct.checkRequest(requestWith("refundGeneral", { refundType: given }));
      assert.deepEqual(errorsOf(told).map(({ path }) => path), [["methodParams", "refundType"]]);
    });
  }
  test("an unknown code's message lists the table", () => {
    for (const locale of ["zh-CN", "en"]) {
      const said = words(only(yct.checkRequest(requestWith("refundGeneral", { refundType: "9" }), { locale }), "code/unknown"));
      for (const code of ["9", "1", "2", "3"]) assert.ok(said.includes(code), said);
    }
  });
  test("a label or a padded code names its code", () => {
    const said = (tradeMode) => words(only(yct.lint(requestTextWith("ordersQuery", { tradeMode })).diagnostics, "code/unknown"));
    assert.match(said("微信"), /3/);
    assert.match(said("04"), /(?<!0)4/);
    const fixed = yct.fix(requestTextWith("ordersQuery", { tradeMode: "04" }));
    assert.equal(fixed.report.value.methodParams.tradeMode, "4");
  });

  const list = (orderList) => yct.lint(requestTextWith("stopReg", { orderList }));
  test("a list is split at commas", () => assert.deepEqual(list("A1,A2,A3").value.methodParams.orderList, ["A1", "A2", "A3"]));
  for (const [text, rule] of [["A1，A2", "orders/separator"], ["A1、A2", "orders/separator"], ["A1;A2", "orders/separator"], ["A1, A2", "orders/separator"], ["A1,\nA2", "orders/separator"], ["A1,,A2", "orders/empty-item"], [",A1,A2", "orders/empty-item"], ["A1,A2,", "orders/empty-item"]]) {
    test(`${JSON.stringify(text)} is ${rule}, and fix mends it`, () => {
      assert.deepEqual(placesOf(list(text).diagnostics), [`${rule} methodParams/orderList`]);
      assert.deepEqual(yct.fix(requestTextWith("stopReg", { orderList: text })).report.value.methodParams.orderList, ["A1", "A2"]);
    });
  }
  test("a number twice is a warning, and fix drops it", () => {
    assert.deepEqual(placesOf(list("A1,A2,A1").diagnostics), ["orders/duplicate methodParams/orderList"]);
    assert.deepEqual(yct.fix(requestTextWith("stopReg", { orderList: "A1,A2,A1" })).report.value.methodParams.orderList, ["A1", "A2"]);
  });
  for (const orderList of [[], ["A,B"], ["A", ""], [{}], [undefined]]) {
    test(`${JSON.stringify(orderList)} is no list of order numbers`, () => {
      const errors = errorsOf(yct.checkRequest(requestWith("stopReg", { orderList })));
      assert.ok(errors.length > 0 && errors.every(({ path }) => path[1] === "orderList"));
    });
  }
});

suite("samples", () => {
  for (const { method, event } of variants) {
    test(`the request of ${method.methodCode} ${event?.eventCode ?? ""} is whole and valid`, () => {
      const value = yct.sampleRequest(method.methodCode, event && { eventCode: event.eventCode });
      assert.deepEqual(errorsOf(yct.checkRequest(value)), []);
      assert.deepEqual(Object.keys(value.methodParams), method.params.map(({ name }) => name));
      if (event) assert.deepEqual(Object.keys(value.methodParams.eventParams), event.params.map(({ name }) => name));
      const other = yct.sampleRequest(method.methodCode, event && { eventCode: event.eventCode });
      value.methodParams.secret = "changed";
      assert.notEqual(other.methodParams.secret, "changed");
    });
  }
  for (const { methodCode, result } of methods) {
    test(`the response of ${methodCode} is whole and valid`, () => {
      for (const records of [undefined, 0, 1, 3, 1000]) {
        const value = yct.sampleResponse(methodCode, records === undefined ? undefined : { records });
        assert.deepEqual(errorsOf(yct.checkResponse(methodCode, value)), []);
        if (result.cardinality === "many" && records !== undefined) assert.equal(value.result.length, records);
      }
    });
  }
});

suite("an error carries every error", () => {
  const wrong = () => requestWith("refundGeneral", { refundType: "9", refundAmout: "3.00", refundTime: "2016-02-30 00:00:00", orderNo: undefined });
  const places = ["amount/not-fen methodParams/refundAmout", "code/unknown methodParams/refundType", "field/missing methodParams/orderNo", "time/calendar methodParams/refundTime"];

  const assertCarries = (call, expected) =>
    assert.throws(call, (error) => {
      assert.ok(error instanceof yct.EnvelopeError && error instanceof Error);
      assert.equal(error.name, "EnvelopeError");
      assert.ok(error.message.includes(String(expected.length)) && error.message.includes(error.diagnostics[0].message), error.message);
      assert.deepEqual(placesOf(error.diagnostics), expected);
      return true;
    });

  test("of buildRequest", () => assertCarries(() => yct.buildRequest(wrong()), places));
  test("of parseRequest", () => {
    const text = requestTextWith("refundGeneral", { refundType: "9", refundAmout: "3.00", refundTime: "2016-02-30 00:00:00", orderNo: null });
    assertCarries(() => yct.parseRequest(text), places);
  });
  const wrongRecord = ["code/unknown result/0/orderMode", "time/calendar result/0/tradeTime"];
  test("of buildResponse", () => assertCarries(() => yct.buildResponse("ordersQuery", recordWith("ordersQuery", { orderMode: "7", tradeTime: "2016-02-30 00:00:00" })), wrongRecord));
  test("of parseResponse", () => {
    const text = '{"resultCode":"9","result":[]}';
    assert.throws(() => yct.parseResponse("ordersQuery", text), ({ diagnostics }) => rulesOf(diagnostics).includes("code/unknown"));
  });

  test("warnings are told by check alone, and stop nothing", () => {
    const value = requestWith("refundGeneral", { refundAmout: 0 });
    const [warning, ...others] = yct.checkRequest(value);
    assert.deepEqual([warning.rule, warning.severity, others], ["amount/zero", "warning", []]);
    assert.equal(yct.parseRequest(yct.buildRequest(value)).methodParams.refundAmout, 0);
  });
});

suite("messages", () => {
  const mistakes = ["refundType", "refundAmout", "refundTime"].map((name) => [name, "x"]);
  const text = requestTextWith("refundGeneral", { ...Object.fromEntries(mistakes), orderNo: null, secret: "", pushMsg: "<a>1</a>" });

  test("are Chinese unless English is asked for", () => {
    const chinese = yct.lint(text).diagnostics;
    assert.deepEqual(yct.lint(text, { locale: "zh-CN" }).diagnostics, chinese);
    const english = yct.lint(text, { locale: "en" }).diagnostics;
    assert.deepEqual(placesOf(english), placesOf(chinese));
    assert.ok(chinese.length >= 6);
    for (const diagnostic of chinese) assert.match(diagnostic.message, /\p{Script=Han}/u);
    for (const diagnostic of english) assert.doesNotMatch(words(diagnostic), /\p{Script=Han}/u);
  });

  test("show a patient's name, card and voucher numbers by their shape alone", () => {
    const [patName, patCardNo, voucherCode] = ["欧阳锋的名字", "622202199001", "VC20160827X"];
    const texts = [
      requestTextWith("msgPush", { patName: ` ${patName} `, patCardNo: `${patCardNo}<b/>`, voucherCode: `<b>${voucherCode}</b>`, voucherType: "9" }, "16"),
      requestTextWith("msgPush", { patName: `${patName}</patName><patName>${patName}二`, patCardNo: `${patCardNo}</patCardNo><patCardNo>${patCardNo}`, voucherCode: `\n${voucherCode}` }, "16"),
      requestTextWith("msgPush", { patName: `${patName}&#1;`, patCardNo: `${patCardNo}&nope;`, voucherCode: `${voucherCode}\u0001` }, "16"),
    ];
    for (const locale of ["zh-CN", "en"]) {
      const told = texts.flatMap((of) => yct.lint(of, { locale }).diagnostics);
      assert.ok(told.length >= 6);
      const said = JSON.stringify(told.map(({ fixes, ...rest }) => [rest, fixes.map(({ title }) => title)]));
      for (const value of [patName, patCardNo, voucherCode]) assert.ok(!said.includes(value), said);
    }
  });

  test("stand at the value they speak of, through CDATA, escapes and astral text", () => {
    const place = (of, rule) => {
      const { span } = only(yct.lint(of).diagnostics, rule);
      return of.slice(span.start, span.end);
    };
    const printed = requestTextWith("refundGeneral", { refundReason: "😀\r\n𠮷", refundAmout: "3.00" });
    assert.equal(place(printed, "amount/not-fen"), "3.00");
    assert.equal(place(requestTextWith("refundGeneral", { refundAmout: " 3&#46;00 " }), "amount/not-fen"), "3&#46;00");
    const escaped = printed.replace(/<!\[CDATA\[([^]*?)\]\]>/, (_, inner) => inner.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("3.00", "3&#46;00"));
    assert.equal(place(escaped, "amount/not-fen"), "3&#46;00");
    assert.equal(place(requestTextWith("refundGeneral", { orderNo: "" }), "field/empty"), "<orderNo></orderNo>");
    assert.equal(place(requestTextWith("refundGeneral", { orderNo: null }), "field/missing"), "methodParams");
  });

  test("a misspelt name's fix is safe and keeps the value", () => {
    const misspelt = requestTextWith("refundGeneral").replaceAll("refundAmout", "refundAmount");
    const report = yct.lint(misspelt);
    const finding = only(report.diagnostics, "field/misspelled");
    assert.ok(hasSafeFix(finding) && finding.message.includes("refundAmout"));
    assert.deepEqual(rulesOf(report.diagnostics), ["field/misspelled"]);
    assert.deepEqual(yct.fix(misspelt).report.value, canonicalRequest(requestWith("refundGeneral")));
  });
});
