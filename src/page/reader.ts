/** Reads one element, text or address: which ids it holds, and their names. */
import type { EvidenceSource } from '../core/discovery/evidence.ts';
import {
  MAX_CONTEXT_CHARS,
  CONTEXT_SEPARATOR,
  contextInText,
  contextInUrl,
  contextInValue,
} from '../core/discovery/id-context.ts';
import { plainSpelling } from '../core/conversation/spelling/plain-spelling.ts';
import { findIds, ID_LENGTH, type IdInText } from '../core/conversation/uuid.ts';
import { areaValueOf, attribute, attributeNames, dataOf, inputValueOf, matches, parentOf, textOf } from './dom.ts';
import type { IdCollector } from './naming/id-collector.ts';
import type { Labels } from './naming/labels.ts';
import type { Naming } from './naming/naming.ts';

const LINK_TAGS: ReadonlySet<string> = new Set(['a', 'area', 'form', 'iframe', 'frame', 'button']);
const LINK_ATTRIBUTES: ReadonlySet<string> = new Set(['href', 'xlink:href', 'src', 'action', 'formaction', 'cite']);
const DATA_SCRIPT = /json/i;
const NO_LABEL = (): null => null;

export interface Reader {
  text(node: Node): void;
  /** An id in a text that was put together from several nodes. */
  splitText(text: string, index: number, element: Element | null): void;
  attributes(element: Element, tag: string): void;
  field(element: Element, tag: string): void;
  script(element: Element): void;
  url(url: string): void;
}

/** `take` returns as much of a text as the scan may still read; `stop` ends the scan. */
export interface Limits {
  take(text: string): string;
  stop(): void;
}

type Place = (text: string, index: number) => string;

/** An id, and the text that it was found in. */
type Hit = IdInText & { text: string };

/** Empty for nearly every text, so anything that only a hit needs is computed afterwards. */
function hitsIn(text: string): Hit[] {
  const hits = findIds(text).map((hit): Hit => ({ ...hit, text }));
  const plain = plainSpelling(text);
  if (plain === null) return hits;
  // Without invisible characters an id may touch a digit, so the original text counts, too.
  const known = new Set<string>(hits.map(({ id }) => id));
  const others = findIds(plain).filter(({ id }) => !known.has(id));
  return [...hits, ...others.map((hit): Hit => ({ ...hit, text: plain }))];
}

export function createReader(collector: IdCollector, labels: Labels, naming: Naming, limits: Limits): Reader {
  const search = (raw: string): Hit[] => (raw.length < ID_LENGTH ? [] : hitsIn(limits.take(raw)));
  const report = (hits: readonly Hit[], source: EvidenceSource, place: Place, label: () => string | null): void => {
    for (const { id, index, text } of hits) {
      const where = (): string => place(text, index).slice(-MAX_CONTEXT_CHARS);
      if (!collector.add({ id, source, where, label })) return limits.stop();
    }
  };
  const reportText = (found: readonly Hit[], parent: Element | null): void => {
    // A text directly in a shadow root has no parent element.
    if (parent === null) return report(found, 'text', contextInText, NO_LABEL);
    const place: Place = (text, index) =>
      [...naming.ofText(parent), contextInText(text, index)].filter((name) => name !== '').join(CONTEXT_SEPARATOR);
    report(found, 'text', place, () => labels(parent));
  };
  return {
    text(node) {
      const found = search(dataOf(node));
      if (found.length > 0) reportText(found, parentOf(node));
    },
    splitText(text, index, element) {
      const [hit] = findIds(text.slice(index, index + ID_LENGTH), 1);
      if (hit !== undefined) reportText([{ id: hit.id, index, text }], element);
    },
    attributes(element, tag) {
      for (const name of attributeNames(element)) {
        // The attribute is the initial value; `field` reads the current one.
        const found = name === 'value' && tag === 'input' ? [] : search(attribute(element, name));
        if (found.length === 0) continue;
        const isLink = LINK_ATTRIBUTES.has(name) && isLinking(element, tag);
        const named: Place = (text, index) => `${name} ${contextInValue(text, index)}`.trim();
        report(found, isLink ? 'link' : 'attribute', isLink ? contextInUrl : named, () => labels(element));
      }
    },
    field(element, tag) {
      const found = search(tag === 'input' ? inputValueOf(element) : areaValueOf(element));
      if (found.length === 0) return;
      const kind = attribute(element, 'type').toLowerCase() === 'hidden' ? 'hidden ' : '';
      const name = `${kind}${naming.ofField(element)}`;
      const named: Place = (text, index) => `${name} ${contextInValue(text, index)}`.trim();
      report(found, 'field', named, () => labels(element));
    },
    script(element) {
      const found = search(textOf(element) ?? '');
      if (found.length === 0) return;
      // Code is weaker evidence than data: a bundle names builds, inline JSON the page's state.
      const kind = DATA_SCRIPT.test(attribute(element, 'type')) ? 'script' : 'script code';
      report(found, 'text', (text, index) => `${kind} ${contextInText(text, index)}`.trim(), NO_LABEL);
    },
    url(url) {
      const found = search(url);
      if (found.length > 0) report(found, 'url', contextInUrl, NO_LABEL);
    },
  };
}

function isLinking(element: Element, tag: string): boolean {
  return LINK_TAGS.has(tag) || (tag === 'link' && matches(element, '[rel~=canonical],[rel~=alternate]'));
}
