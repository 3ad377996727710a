/** Reference. */
export function ReferenceView() {
  return null;
}
