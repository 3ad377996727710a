/**
 * libxml2 in WebAssembly with an XML Schema for the answer, from bytes, findings only. The schema has the fields in any order, once each, with their codes, digits and
 * the form of times. A pattern cannot count a calendar's days, and XSD 1.0 does not compare fields: those two are left out.
 */
import { XmlDocument, XsdValidator } from "libxml2-wasm";
import { recordFields } from "../fields.mjs";
import { refuse } from "./checks.mjs";

const DAY = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";
const TEXT = "\\S([\\s\\S]*\\S)?";
const patterns = { text: TEXT, date: DAY, timestamp: `${DAY} ([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]` };

const simple = ({ kind, codes }) => {
  if (kind === "code") return `<xs:restriction base="xs:string">${codes.map((code) => `<xs:enumeration value="${code}"/>`).join("")}</xs:restriction>`;
  if (kind === "fen") return `<xs:restriction base="xs:integer"><xs:pattern value="0|[1-9][0-9]*"/><xs:maxInclusive value="${Number.MAX_SAFE_INTEGER}"/></xs:restriction>`;
  return `<xs:restriction base="xs:string"><xs:pattern value="${patterns[kind]}"/></xs:restriction>`;
};

const element = (field) =>
  field.required
    ? `<xs:element name="${field.name}"><xs:simpleType>${simple(field)}</xs:simpleType></xs:element>`
    : `<xs:element name="${field.name}" minOccurs="0"><xs:simpleType><xs:union>
        <xs:simpleType><xs:restriction base="xs:string"><xs:length value="0"/></xs:restriction></xs:simpleType>
        <xs:simpleType>${simple(field)}</xs:simpleType>
      </xs:union></xs:simpleType></xs:element>`;

const schema = (method) => `<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:element name="return"><xs:complexType><xs:sequence>
    <xs:element name="resultCode"><xs:simpleType><xs:restriction base="xs:string"><xs:enumeration value="0"/></xs:restriction></xs:simpleType></xs:element>
    <xs:element name="resultDesc" type="xs:string" minOccurs="0"/>
    <xs:element name="result" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:all>${recordFields(method).map(element).join("")}</xs:all></xs:complexType></xs:element>
  </xs:sequence></xs:complexType></xs:element>
</xs:schema>`;

export function libxml2Xsd(method) {
  const validator = XsdValidator.fromDoc(XmlDocument.fromString(schema(method)));
  const findingsOfBytes = (bytes) => {
    const document = XmlDocument.fromBuffer(bytes);
    try {
      validator.validate(document);
    } catch {
      refuse("schema");
    } finally {
      document.dispose();
    }
  };
  return { name: "libxml2-wasm + XSD", findingsOfBytes, misses: ["time/day", "amount/refund", "refund/number"] };
}
