/** Case, white space and punctuation tell no statements apart. Before a digit they do: -5, 1.5. So do % and ?. One blank may stay. */
const IGNORED =
  /(?! [^\s.,:;!…"“”„'’‘«»()[\]{}`、。，；：！「」『』–—-])[\s.,:;!…"“”„'’‘«»()[\]{}`、。，；：！「」『』–—-]+(?![\p{N}\s.,:;!…"“”„'’‘«»()[\]{}`、。，；：！「」『』–—-])/gu;

/** Equal for statements that say the same in the same words. */
const plainForm = (text: string): string => text.normalize('NFKC').toLowerCase().replace(IGNORED, ' ').trim();

export interface Twins {
  /** Indexes of both versions; of a statement that one version has more often, the last one stands in several. */
  pairs: [before: number, after: number][];
  /** Those without a twin. */
  before: number[];
  after: number[];
}

/** Statements that both versions have. */
export function findTwins(before: readonly string[], after: readonly string[]): Twins {
  const forms = new Map<string, string>();
  const [mine, theirs] = [placesOf(before, forms), placesOf(after, forms)];
  const twins: Twins = { pairs: [], before: [], after: [] };
  for (const [form, places] of mine) {
    const others = theirs.get(form);
    if (!others) twins.before.push(...places);
    else {
      for (let at = 0; at < Math.max(places.length, others.length); at += 1) {
        twins.pairs.push([nth(places, at), nth(others, at)]);
      }
    }
  }
  for (const [form, places] of theirs) if (!mine.has(form)) twins.after.push(...places);
  return twins;
}

/** Past the end, the last one. */
const nth = (places: readonly number[], at: number): number => places[Math.min(at, places.length - 1)] ?? 0;

/** `forms` holds those that are known: of most texts, both versions have the same. */
function placesOf(texts: readonly string[], forms: Map<string, string>): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [index, text] of texts.entries()) {
    const form = forms.get(text) ?? plainForm(text);
    forms.set(text, form);
    const known = places.get(form);
    if (known) known.push(index);
    else places.set(form, [index]);
  }
  return places;
}
