/** Answers. */
export function AnswersView() {
  return null;
}
