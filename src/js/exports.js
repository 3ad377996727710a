/** Everything that both entries export. */
export * from "./api.js";
export { EngineError, EnvelopeError } from "./errors.js";
export * from "./generated/codes.js";
export { fenToYuan, yuanToFen } from "./money.js";
export { catalog, sampleMutant } from "./reference.js";
export { requestSchema, requestSchemas, responseSchemas, schemas } from "./schemas.js";
export { beijingTime } from "./time.js";
