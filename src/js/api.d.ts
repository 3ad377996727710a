// The hand-written half of the package's declarations. The other half (codes, parameters, records) is made from the
// catalog and the rules by `cargo xtask build`, which puts the two into one file; its names are used here without an import.

/** The language of messages. `"zh-CN"` unless told otherwise. */
export type Locale = "zh-CN" | "en";

/** An amount in whole fen (分), 0 to `Number.MAX_SAFE_INTEGER`: 19.90 yuan is 1990. */
export type Fen = number;
/** An amount in whole fen as it may be given: a number, a bigint, or a string of digits without leading zeros. */
export type FenInput = number | bigint | string;
/** A whole number, 0 or more. */
export type Count = number;
/** A count as it may be given: a number, or a string of digits without leading zeros. */
export type CountInput = number | string;
/** An amount in yuan (元) as a decimal string, such as `"236"` or `"236.50"`; never a number, so that it is not taken for fen. */
export type Yuan = string;
/** A point in time, `YYYY-MM-DD HH:MM:SS`, Beijing time, that the calendar has. {@link beijingTime} makes one of a Date. */
export type Timestamp = string;
/** A day, `YYYY-MM-DD`, that the calendar has. */
export type CalendarDate = string;
/** A code as it may be given: the string of the table, or the same as an integer. */
export type CodeInput<Code extends string> = Code | (Code extends `${infer Value extends number}` ? Value : never);

/** A request, discriminated by `methodCode`. */
export type RequestEnvelope = {
  [Method in MethodCode]: {
    /** 接口名称 · Which method is called. Section 1.1. */
    methodCode: Method;
    /** 响应的数据格式 · What the answer is to be in: `"0"` XML, `"1"` JSON. Absent means `"0"` when building; reading always gives it. Section 1.1. */
    responseType?: ResponseType;
    /** 接口参数 · The method's parameters. Section 1.1. */
    methodParams: MethodParams[Method];
  };
}[MethodCode];

/** A request as build and check take it; every {@link RequestEnvelope} is one. */
export type RequestEnvelopeInput = {
  [Method in MethodCode]: {
    /** 接口名称 · Which method is called. Section 1.1. */
    methodCode: Method;
    /** 响应的数据格式 · What the answer is to be in: `"0"` XML (the default), `"1"` JSON. Section 1.1. */
    responseType?: CodeInput<ResponseType> | undefined;
    /** 接口参数 · The method's parameters. Section 1.1. */
    methodParams: MethodParamsInput[Method];
  };
}[MethodCode];

/** What a method gives back: one record, an array of records, or `undefined` where it gives none. */
export type ResultOf<M extends MethodCode> = MethodResult[M];

/** An answer to method `M`, discriminated by `resultCode`: `"0"` carries the result, any other says in `resultDesc` what went wrong. */
export type ResponseEnvelope<M extends MethodCode> = M extends MethodCode ? SuccessEnvelope<M> | FailureEnvelope : never;

/** An answer that succeeded. */
export type SuccessEnvelope<M extends MethodCode> = {
  /** 响应结果代码 · `"0"`: success. Section 1.3.6. */
  resultCode: "0";
  /** 响应结果描述 · A remark; absent where it is empty. Section 1.2. */
  resultDesc?: string;
} & (MethodResult[M] extends undefined
  ? {
      /** 输出参数 · This method has no result. Section 1.2. */
      result?: undefined;
    }
  : {
      /** 输出参数 · What the method gives back. Section 1.2. */
      result: MethodResult[M];
    });

/** An answer that did not succeed. */
export interface FailureEnvelope {
  /** 响应结果代码 · What kind of failure. Section 1.3.6. */
  resultCode: Exclude<ResultCode, "0">;
  /** 响应结果描述 · What went wrong. Section 1.2. */
  resultDesc: string;
}

/** An answer as build and check take it; every {@link ResponseEnvelope} is one. */
export type ResponseEnvelopeInput<M extends MethodCode> = M extends MethodCode
  ?
      | ({
          /** 响应结果代码 · `"0"`: success. Section 1.3.6. */
          resultCode: CodeInput<"0">;
          /** 响应结果描述 · A remark; may be absent. Section 1.2. */
          resultDesc?: string | undefined;
        } & (MethodResultInput[M] extends undefined
          ? {
              /** 输出参数 · This method has no result. Section 1.2. */
              result?: undefined;
            }
          : {
              /** 输出参数 · What the method gives back. Section 1.2. */
              result: MethodResultInput[M];
            }))
      | {
          /** 响应结果代码 · What kind of failure. Section 1.3.6. */
          resultCode: CodeInput<Exclude<ResultCode, "0">>;
          /** 响应结果描述 · What went wrong. Section 1.2. */
          resultDesc: string;
        }
  : never;

/** A stretch of a text. */
export interface Span {
  /** Where it begins, in UTF-16 code units from 0: what `slice` takes. */
  start: number;
  /** Where it ends, likewise; the unit at `end` is no longer part of it. */
  end: number;
  /** The line of `start`, from 1. Lines end in LF, CR LF or CR. */
  line: number;
  /** The UTF-16 code unit of `start` within its line, from 1. */
  column: number;
}

/** A replacement of `start` to `end` (UTF-16 code units, as in {@link Span}) by `text`. */
export interface Edit {
  /** Where the replaced stretch begins. */
  start: number;
  /** Where it ends. */
  end: number;
  /** What stands there afterwards. */
  text: string;
}

/** A way to mend a finding. */
export interface Fix {
  /** What it does, in the language of the message. */
  title: string;
  /** Whether it keeps the meaning. {@link fix} applies the safe ones; the others need a person's consent. */
  safe: boolean;
  /** What it changes, in order; no two overlap. */
  edits: Edit[];
}

/** How bad a finding is: an error makes parse and build refuse. */
export type Severity = "error" | "warning" | "info";

/** Names from the root down, and the index of a record. */
export type Path = (string | number)[];

/** One finding. */
export interface Diagnostic {
  /** The rule's id, such as `"amount/not-fen"`: stable for ever. {@link catalog} explains each. */
  rule: RuleId;
  /** How bad it is; the same for every finding of a rule. */
  severity: Severity;
  /** One sentence: what stands there and what is allowed. Never shows a secret. */
  message: string;
  /** What to do next. */
  help?: string;
  /**
   * Wire names from below the root to the innermost node concerned: `["methodParams", "refundAmout"]`,
   * `["result", 3, "tradeTime"]`; `[]` is the whole document. A missing node has the path that it would have.
   */
  path: Path;
  /** Where it stands in the text as given; always there when a text was read. */
  span?: Span;
  /** Other places that belong to the finding, such as the first of two duplicates. */
  related?: RelatedPlace[];
  /** Ways to mend it; may be empty. */
  fixes: Fix[];
  /** The section of the specification that says so. */
  section?: string;
}

/** Another place that belongs to a finding. */
export interface RelatedPlace {
  /** What is there. */
  message: string;
  /** Its path, as in {@link Diagnostic.path}. */
  path?: Path;
  /** Where it stands in the text as given. */
  span?: Span;
}

/** How much is read. Each is a whole number, 0 or more. */
export interface Limits {
  /** The longest source: UTF-16 code units of a string, or bytes. 64 Mi unless told otherwise. */
  size?: number | undefined;
  /** The deepest nesting. 64 unless told otherwise. */
  depth?: number | undefined;
  /** The most findings that are listed. 1000 unless told otherwise; the verdict and the fixes count them all. */
  findings?: number | undefined;
}

/** The one option of functions that only word messages. */
export interface LocaleOptions {
  /** The language of messages, `"zh-CN"` unless told otherwise. */
  locale?: Locale | undefined;
}

/** How a source is read. */
export interface ReadOptions extends LocaleOptions {
  /**
   * Which method a response answers. Without it its `request` tells, else the fields; where they do not, only the envelope is
   * checked. It counts above the `request`'s method, with whose query no record is compared then.
   */
  method?: MethodCode | undefined;
  /** Whether the source is a request or a response. Without it the root tells, and a source whose `request` is given is a response. */
  kind?: "request" | "response" | undefined;
  /** How much is read. */
  limits?: Limits | undefined;
  /**
   * The request that the response answers, as text, as bytes or as a value. It tells the method, and the response is compared with it:
   * {@link lint} and {@link fix} warn of another format than its responseType asks for, of payments outside its range, and of records of
   * another orderMode, regType or tradeMode. Warnings refuse nothing, so parsing is as it is without.
   *
   * Of a request that is wrong, what can be read counts, and its own mistakes are not told of here; one of which nothing can be read
   * changes nothing. Together with `kind: "request"`, or given to {@link parseRequest}, it is a TypeError.
   */
  request?: string | Uint8Array | RequestEnvelopeInput | undefined;
}

/** How an answer is written. */
export interface WriteOptions extends LocaleOptions {
  /** What the answer is in. */
  format?: "xml" | "json" | undefined;
}

/** What {@link lint} found. */
export interface LintReport<V = RequestEnvelope | ResponseEnvelope<MethodCode>> {
  /** What the source is, where it can be told. */
  kind: "request" | "response" | null;
  /** What it is written in, where it can be told. */
  format: "xml" | "json" | null;
  /** The method: of a request as it says, of a response as told or as its fields show. */
  methodCode: MethodCode | null;
  /** What a request wants its answer in, where that can be read. */
  responseType: ResponseType | null;
  /** Every finding, in the order of the text. */
  diagnostics: (Diagnostic & { span: Span })[];
  /** Where bytes were given: the text that spans count in. */
  source?: {
    /** The bytes decoded, without a byte order mark; U+FFFD stands where they do not decode, and an xml/encoding error says so. */
    text: string;
    /** How they were decoded, such as `"UTF-8"` or `"GB18030"`. */
    encoding: string;
  };
  /** What was read; `null` exactly when a finding is an error. */
  value: V | null;
}

/** What {@link fix} did. */
export interface FixResult {
  /** The text with every safe fix applied. */
  text: string;
  /** The fixes that were applied, in the order of their application. */
  applied: {
    /** The rule whose finding it mends. */
    rule: RuleId;
    /** What it did. */
    title: string;
  }[];
  /** What {@link lint} finds in the fixed text. */
  report: LintReport;
}

/** Thrown where input is bad: carries every error, not the first alone. */
export class EnvelopeError extends Error {
  /** Always `"EnvelopeError"`. */
  readonly name: "EnvelopeError";
  /** Every finding of severity `"error"`, in order. */
  readonly diagnostics: Diagnostic[];
  private constructor();
}

/** Thrown when the module failed inside, which is a defect of this package, or cannot be started here. The next call works. */
export class EngineError extends Error {
  /** Always `"EngineError"`. */
  readonly name: "EngineError";
  private constructor();
}

/**
 * Writes a request as XML.
 *
 * @throws {EnvelopeError} where the value has an error, with every one of them
 */
export function buildRequest(request: RequestEnvelopeInput, options?: LocaleOptions): string;

/**
 * Reads a request, as text or as bytes in UTF-8, UTF-16, GBK or GB18030. It succeeds exactly where {@link lint} with
 * `kind: "request"` finds no error.
 *
 * @throws {EnvelopeError} where it has an error, with every one of them
 */
export function parseRequest(source: string | Uint8Array, options?: Omit<ReadOptions, "request">): RequestEnvelope;

/**
 * Writes an answer to `method`, as XML unless `format` says otherwise.
 *
 * @throws {EnvelopeError} where the value has an error, with every one of them
 */
export function buildResponse<M extends MethodCode>(method: M, response: ResponseEnvelopeInput<M>, options?: WriteOptions): string;

/**
 * Reads an answer to `method`, in XML or JSON, as text or as bytes. It succeeds exactly where {@link lint} with
 * `kind: "response"` and this method finds no error.
 *
 * @throws {EnvelopeError} where it has an error, with every one of them
 */
export function parseResponse<M extends MethodCode>(method: M, source: string | Uint8Array, options?: ReadOptions): ResponseEnvelope<M>;

/** A source that comes in chunks, or whole: all of them text, or all of them bytes, cut anywhere. */
export type Chunks = string | Uint8Array | Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array> | ChunkStream;

/** A stream that is read through a reader, such as a fetch body. */
export interface ChunkStream {
  /** Gives the reader. */
  getReader(): {
    read(): Promise<{ done: boolean; value?: string | Uint8Array | undefined }>;
    cancel(): Promise<unknown>;
  };
}

/** What ends a reading from outside: an `AbortSignal`. */
export interface Abortable {
  /** Why it was ended. */
  readonly reason: unknown;
  /** Throws the reason where it was ended. */
  throwIfAborted(): void;
  addEventListener(type: "abort", listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

/** How {@link readRecords} reads. Where `limits.size` is given, reading ends there: what came before has been given, and the summary says limit/size. `limits.findings`
 * counts for each piece that is read at once, some 128 KiB, and not for the whole. */
export interface ReadRecordsOptions extends Omit<ReadOptions, "kind" | "method" | "request"> {
  /** How many records a batch has: 1 or more, 1000 unless told otherwise. */
  batch?: number | undefined;
  /** Ends the reading: what it awaits then is rejected with the signal's reason. Between chunks and between batches, that is: not while what follows damage is read. */
  signal?: Abortable | undefined;
  /** Told after each chunk how much has come in all: bytes, or UTF-16 code units of text. */
  onProgress?: ((read: number) => void) | undefined;
}

/** Some records of an answer. */
export interface Batch<R> {
  /** The records, in order, without those that have an error. */
  records: R[];
  /** Every finding about the records of this batch, those that are left out too; a path has a record's index in the whole answer. */
  diagnostics: (Diagnostic & { span: Span })[];
}

/** What is to say of an answer once it is read. */
export interface Summary {
  /** How the call went; `null` where that cannot be read. */
  resultCode: ResultCode | null;
  /** The description, where there is one. */
  resultDesc?: string;
  /** How many records were given. */
  records: number;
  /** How many were left out, because they have errors. */
  refused: number;
  /** The sum of `payTotalFee` over the records given, in fen. The record of a refund repeats the amount of its payment. */
  payTotalFee: number;
  /** The sum of `refundTotalFee` over the records given, in fen. */
  refundTotalFee: number;
  /** The records that are payments, and what was paid with them. */
  payments: RecordsTotal;
  /** The records that are refunds (`tradeType` 2; without a `tradeType`, those with an amount refunded), and what was given back. */
  refunds: RecordsTotal;
  /** Every finding that is about no record: the envelope, its end, the encoding, damage to the text itself. An error here means that records may be missing. */
  diagnostics: (Diagnostic & { span: Span })[];
}

/** Some records in sum. */
export interface RecordsTotal {
  /** How many. */
  records: number;
  /** What they come to, in fen. */
  totalFee: number;
}

/**
 * Reads the answer to a query of any size, batch by batch, in memory that does not grow with it. Bad input makes it tell, not throw: a
 * record with an error is left out and its batch says why (one with warnings is given), and what is wrong around the records, or with the text itself, is told in
 * the summary, which the generator returns: look at its `resultCode` and `diagnostics` before you trust its sums. Spans count from the start of the text.
 *
 * Records are given as they come where the answer starts as most do: the `resultCode` first, then one `<result>` for each record, or an array of
 * objects. Any other answer, and what follows a place at which the text itself is damaged, is read as a whole: within `limits.size`, 64 MiB unless told otherwise.
 *
 * ```ts
 * const reading = readRecords("ordersQuery", (await fetch(address)).body!);
 * let step;
 * while (!(step = await reading.next()).done) await save(step.value.records);
 * console.log(step.value.payments.totalFee - step.value.refunds.totalFee);
 * ```
 *
 * @throws {TypeError} for a source that is none of {@link Chunks}, at once or where a chunk is none
 * @throws {RangeError} for a method without records, or a batch below 1
 */
export function readRecords<M extends "ordersQuery" | "regOrdersQuery">(
  method: M,
  source: Chunks,
  options?: ReadRecordsOptions,
): AsyncGenerator<Batch<NonNullable<MethodResult[M]>[number]>, Summary, undefined>;

/** Every finding on a value that is meant to be a request; {@link buildRequest} takes it exactly where none is an error. */
export function checkRequest(value: unknown, options?: LocaleOptions): Diagnostic[];

/** Every finding on a value that is meant to be an answer to `method`; {@link buildResponse} takes it exactly where none is an error. */
export function checkResponse(method: MethodCode, value: unknown, options?: LocaleOptions): Diagnostic[];

/** Reads a request and reports every finding in one pass; no text makes it throw. */
export function lint(source: string | Uint8Array, options: Omit<ReadOptions, "request"> & { kind: "request" }): LintReport<RequestEnvelope>;

/** Reads the answer of a method and reports every finding in one pass; no text makes it throw. */
export function lint<M extends MethodCode>(source: string | Uint8Array, options: ReadOptions & { kind: "response"; method: M }): LintReport<ResponseEnvelope<M>>;

/** Reads the answer to a request, compares the two and reports every finding in one pass; no text makes it throw. */
export function lint(
  source: string | Uint8Array,
  options: ReadOptions & { kind?: "response" | undefined; request: string | Uint8Array | RequestEnvelopeInput },
): LintReport<ResponseEnvelope<MethodCode>>;

/** Reads anything and reports every finding in one pass; no text makes it throw. */
export function lint(source: string | Uint8Array, options?: ReadOptions): LintReport;

/** Applies every safe fix: no value is changed that no fix touches, and doing it twice changes nothing more. */
export function fix(source: string, options?: ReadOptions): FixResult;

/**
 * Lays an envelope out with line breaks and indents, its values unchanged. Of a damaged text,
 * what stands between sound tags is laid out, if that changes nothing of what is read; damaged JSON comes back as it was.
 */
export function format(
  source: string,
  options?: {
    /** Blanks a level, 0 to 16. */
    indent?: number | undefined;
  },
): string;

/** The same text with the value of every secret replaced, in damaged text too: for logs and bug reports. */
export function mask(
  source: string,
  options?: {
    /** Whether patients' names, card numbers and vouchers are replaced as well. */
    patient?: boolean | undefined;
  },
): string;

/**
 * The answer that a server gives to a bad request: resultCode `"2"`, its resultDesc listing the report's errors, in the
 * format that the request asked for unless `format` says otherwise.
 *
 * @throws {RangeError} where the report has no error
 */
export function rejection(report: LintReport, options?: WriteOptions): string;

/**
 * Yuan to fen without floating point: `"12.34"` gives 1234.
 *
 * @throws {RangeError} where the string is no amount in yuan
 */
export function yuanToFen(yuan: Yuan): Fen;

/**
 * Fen to yuan without floating point, always with two decimals: 1200 gives `"12.00"`.
 *
 * @throws {RangeError} where the number is no whole amount of fen
 */
export function fenToYuan(fen: Fen): Yuan;

/**
 * A Date as the protocol writes it, in Beijing time whatever the time zone here.
 *
 * @throws {RangeError} outside the years 1 to 9999
 */
export function beijingTime(instant: Date): Timestamp;

/** A wording in both languages. */
export interface Localized {
  /** Simplified Chinese. */
  zh: string;
  /** English. */
  en: string;
}

/** The protocol as data: what forms, pickers and reference pages are made from. */
export interface Catalog {
  /** The version of the specification. */
  version: "1.3";
  /** The methods, in the specification's order. */
  methods: MethodInfo[];
  /** The code tables, in the specification's order. */
  codeTables: CodeTable[];
  /** The rules that {@link lint} applies. */
  rules: RuleInfo[];
}

/** A method. */
export interface MethodInfo {
  /** Its wire name. */
  methodCode: MethodCode;
  /** What it does. */
  title: Localized;
  /** The section that defines it. */
  section: string;
  /** Whether V1.3 marks it 待定. */
  provisional: boolean;
  /** The fields of methodParams, in order. */
  params: FieldInfo[];
  /** The events of eventParams; only msgPush has them. */
  events?: {
    /** Its code, of the table EventCode. */
    eventCode: string;
    /** What it says. */
    title: Localized;
    /** The section that defines it. */
    section: string;
    /** The fields of eventParams, in order. */
    params: FieldInfo[];
  }[];
  /** What comes back. */
  result: {
    /** How many records. */
    cardinality: "none" | "one" | "many";
    /** The fields of a record, in order. */
    fields: FieldInfo[];
  };
}

/** A field. */
export interface FieldInfo {
  /** Its wire name, as the specification spells it. */
  name: string;
  /** What the specification calls it, and its translation. */
  label: Localized;
  /** Whether it must be there. */
  required: boolean;
  /** What its absence means. */
  default?: string;
  /** What else a person should know. */
  note?: Localized;
  /** The section that defines it. */
  section: string;
  /** What it holds. */
  kind: "text" | "secret" | "code" | "fen" | "yuan" | "timestamp" | "date" | "count" | "orderList" | "event";
  /** The codes that it takes here, a query's `0` included. */
  codes?: {
    /** What stands on the wire. */
    code: string;
    /** What it means. */
    label: Localized;
  }[];
}

/** A code table. */
export interface CodeTable {
  /** Its name, which is that of its type and its constant here. */
  name: string;
  /** What the specification calls it, and its translation. */
  title: Localized;
  /** The section that prints it. */
  section: string;
  /** Its codes, in order. */
  codes: {
    /** What stands on the wire. */
    code: string;
    /** What it means. */
    label: Localized;
    /** Its name in the constant. */
    constant: string;
  }[];
}

/** A rule. */
export interface RuleInfo {
  /** Its id, stable for ever. */
  id: RuleId;
  /** How bad its findings are. */
  severity: Severity;
  /** What it finds. */
  title: Localized;
  /** Why that matters and what to do. */
  explanation: Localized;
  /** An envelope in which it finds something. */
  bad: string;
  /** The same, right. */
  good: string;
  /** How `bad` must be read to show what it shows, where that is not `lint(bad)`. */
  read?: {
    /** As the answer of this method. */
    method?: MethodCode;
    /** As bytes, in UTF-8, not as a string. */
    bytes?: true;
    /** With a lower limit. */
    limits?: Limits;
    /** As the answer to this request. */
    request?: string;
  };
}

/** Everything that the package knows of the protocol; a fresh copy each time. */
export function catalog(): Catalog;

/** A valid request of obviously invented data. */
export function sampleRequest<M extends MethodCode>(
  method: M,
  options?: {
    /** Which event of msgPush. */
    eventCode?: EventCode | undefined;
  },
): Extract<RequestEnvelope, { methodCode: M }>;

/** A valid answer of obviously invented data. */
export function sampleResponse<M extends MethodCode>(
  method: M,
  options?: {
    /** How many records, where the method gives any number: 0 to 100000. */
    records?: number | undefined;
  },
): ResponseEnvelope<M>;

/** A source that breaks one rule, and how to read it. */
export interface Mutant {
  /** The broken envelope: a text, or bytes where the rule is about them. */
  source: string | Uint8Array;
  /** What {@link lint} must be told for the rule to show. */
  options: ReadOptions;
}

/**
 * An envelope that breaks this rule and no other, for tests of other systems: {@link lint} with these options reports it alone.
 * Only that of limit/findings has others by its nature.
 *
 * ```js
 * for (const { id, severity } of catalog().rules) {
 *   const { source, options } = sampleMutant(id);
 *   if (severity === "error" && yourSystemAccepts(source, options.method)) console.log(id, source);
 * }
 * ```
 *
 * @throws {RangeError} where there is no such rule
 */
export function sampleMutant(rule: RuleId): Mutant;

/** What a JSON Schema is written for. OpenAPI 3.1 takes `"draft-2020-12"`. */
export type JsonSchemaTarget = "draft-2020-12" | "draft-07" | "openapi-3.0";

/** What a JSON Schema is asked with. */
export interface JsonSchemaOptions {
  /** A {@link JsonSchemaTarget}; another is a RangeError. */
  readonly target: JsonSchemaTarget | (string & {});
  /** What a library passes to its vendor; nothing is looked at. */
  readonly libraryOptions?: Record<string, unknown> | undefined;
}

/**
 * A Standard Schema and Standard JSON Schema (standardschema.dev, 1.1), all of it synchronous.
 *
 * A JSON Schema's `title` is the specification's label, in Chinese; its `description` has the translation, the unit and the note. Codes are listed with
 * their labels. It says what JSON Schema can say; `validate` is the authority. Only `validate` knows the calendar, start before end, amounts
 * over the limit that are written as text, misspelt field names and the characters that XML forbids; and `validate` alone takes a bigint, and a result that is
 * wrapped or stands in the wrong place.
 */
export interface StandardSchema<Input, Output> {
  /** What libraries read. */
  readonly "~standard": {
    /** The version of the interface. */
    readonly version: 1;
    /** Whose schema this is. */
    readonly vendor: "yct-envelope";
    /** The value in canonical form, or every error with its path inside what was given. No message and no path holds anything of a secret. */
    readonly validate: (
      value: unknown,
      /** The messages are Chinese unless `libraryOptions.locale` is `"en"`. */
      options?: { readonly libraryOptions?: Record<string, unknown> | undefined },
    ) => { readonly value: Output; readonly issues?: undefined } | { readonly issues: readonly { readonly message: string; readonly path: readonly PropertyKey[] }[] };
    /** The same as JSON Schema: a fresh object each time. */
    readonly jsonSchema: {
      /**
       * What may be given: codes as strings or integers, amounts as integers or strings of digits, white space around a value, optional fields
       * left empty. It does not refuse unknown keys, which are dropped.
       *
       * @throws {RangeError} where the target is none of {@link JsonSchemaTarget}
       */
      readonly input: (options: JsonSchemaOptions) => Record<string, unknown>;
      /**
       * What comes back: the canonical form.
       *
       * @throws {RangeError} where the target is none of {@link JsonSchemaTarget}
       */
      readonly output: (options: JsonSchemaOptions) => Record<string, unknown>;
    };
    /** For inference alone; never there at run time. */
    readonly types?: { readonly input: Input; readonly output: Output } | undefined;
  };
  /** What may be given, as JSON Schema 2020-12; frozen. */
  readonly jsonSchema: object;
}

/** One schema a method, over its methodParams: what form libraries take as it is. */
export const schemas: { readonly [M in MethodCode]: StandardSchema<MethodParamsInput[M], MethodParams[M]> };

/** One schema a method, over its whole request; another method's request has one issue, at `methodCode`. */
export const requestSchemas: {
  readonly [M in MethodCode]: StandardSchema<Extract<RequestEnvelopeInput, { methodCode: M }>, Extract<RequestEnvelope, { methodCode: M }>>;
};

/** Over any method's whole request: what a router with one endpoint for all takes as it is. */
export const requestSchema: StandardSchema<RequestEnvelopeInput, RequestEnvelope>;

/** One schema a method, over its whole answer. */
export const responseSchemas: { readonly [M in MethodCode]: StandardSchema<ResponseEnvelopeInput<M>, ResponseEnvelope<M>> };

/** Compiles the module aside, ahead of the first call, which would else do so itself (a few milliseconds). Never needed. */
export function init(): Promise<void>;
