/** A document with new text between the markers of a part. Throws if the markers are missing. */
export function withPart(document: string, part: string, text: string): string {
  const [begin, end] = [`<!-- ${part}: begin, by npm run pictures -->`, `<!-- ${part}: end -->`];
  const from = document.indexOf(begin);
  const to = document.indexOf(end);
  if (from < 0 || to < from) throw new Error(`no part ${part}: write ${begin} and ${end} where it belongs`);
  return `${document.slice(0, from)}${begin}\n\n${text}\n\n${document.slice(to)}`;
}
