/** Form libraries: they take a schema as it is, and show its issues at the fields that they are about. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { FormApi, FieldApi } from "@tanstack/form-core";
import { createFormControl } from "react-hook-form";
import { catalog, sampleRequest, schemas } from "yct-envelope";

const { methodParams } = sampleRequest("refundGeneral");
const YUAN = "`refundAmout`（退款金额）的值 `12.50` 看起来是元；这里以分为单位，应为 `1250`";
/** What a form holds: text, codes as its picker gives them. */
const typed = { ...methodParams, refundAmout: "12.50", refundType: 1 };

describe("TanStack Form", () => {
  /** A mounted form with a mounted field. */
  function mounted(options, name) {
    const form = new FormApi(options);
    form.mount();
    const field = new FieldApi({ form, name });
    field.mount();
    return { form, field };
  }
  const messages = (field) => field.state.meta.errors.map(({ message }) => message);

  test("shows an error while someone types, at its field, and takes it away", () => {
    const { form, field } = mounted({ defaultValues: methodParams, validators: { onChange: schemas.refundGeneral } }, "refundAmout");
    assert.deepEqual(messages(field), []);
    field.handleChange("12.50");
    assert.deepEqual(messages(field), [YUAN]);
    assert.equal(form.state.canSubmit, false);
    field.handleChange("1250");
    assert.deepEqual(messages(field), []);
    assert.equal(form.state.canSubmit, true);
  });
  test("shows an event's error at the event's field", () => {
    const { methodParams: push } = sampleRequest("msgPush", { eventCode: "26" });
    const { form, field } = mounted({ defaultValues: push, validators: { onChange: schemas.msgPush } }, "eventParams.payAmout");
    field.handleChange("2.505");
    assert.deepEqual(messages(field), ["`payAmout`（缴费金额）的值 `2.505` 不是以元为单位的金额；应为数字，可带一到两位小数，例如 236 或 236.50"]);
    assert.equal(form.state.canSubmit, false);
  });
  test("submits what is right, and nothing else", async () => {
    const submitted = [];
    const { form, field } = mounted(
      { defaultValues: typed, validators: { onSubmit: schemas.refundGeneral }, onSubmit: ({ value }) => submitted.push(value) },
      "refundAmout",
    );
    await form.handleSubmit();
    assert.deepEqual([submitted, messages(field)], [[], [YUAN]]);
    field.handleChange("1250");
    await form.handleSubmit();
    assert.deepEqual(submitted, [{ ...typed, refundAmout: "1250" }]);
  });
});

describe("React Hook Form", () => {
  const formOf = (method, defaultValues) => createFormControl({ resolver: standardSchemaResolver(schemas[method]), defaultValues, mode: "onChange" });

  test("hands the canonical value to the submit handler", async () => {
    const { handleSubmit } = formOf("refundGeneral", { ...typed, refundAmout: "1250" });
    const submitted = [];
    await handleSubmit((value) => void submitted.push(value))();
    assert.deepEqual(submitted, [{ ...methodParams, refundAmout: 1250 }]);
  });
  test("shows an error while someone types, at its field, and takes it away", async () => {
    const { control, setValue, subscribe } = formOf("refundGeneral", methodParams);
    control.register("refundAmout");
    const shown = [];
    subscribe({ formState: { errors: true }, callback: ({ errors }) => shown.push(errors?.refundAmout?.message) });
    const type = async (value) => {
      setValue("refundAmout", value, { shouldValidate: true });
      while (control._formState.isValidating) await new Promise(setImmediate);
      await new Promise(setImmediate);
      return shown.at(-1);
    };
    assert.equal(await type("12.50"), YUAN);
    assert.equal(await type("1250"), undefined);
  });
  test("tells every field that is wrong when it is submitted, those of an event inside", async () => {
    const { handleSubmit } = formOf("msgPush", { ...sampleRequest("msgPush", { eventCode: "26" }).methodParams, voucherType: "9", eventParams: { payAmout: 236 } });
    let errors;
    await handleSubmit(
      () => assert.fail("it is wrong"),
      (found) => (errors = found),
    )();
    const { params } = catalog().methods.find(({ methodCode }) => methodCode === "msgPush").events.find(({ eventCode }) => eventCode === "26");
    assert.deepEqual(Object.keys(errors).sort(), ["eventParams", "voucherType"]);
    assert.deepEqual(Object.keys(errors.eventParams).sort(), params.map(({ name }) => name).sort());
  });
});
