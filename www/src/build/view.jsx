/** Build. */
export function BuildView() {
  return null;
}
