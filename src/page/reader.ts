/** Reads one element, text or address: which ids it holds, and their names. */
import type { EvidenceSource } from '../core/discovery/evidence.ts';
import {
  MAX_CONTEXT_CHARS,
  CONTEXT_SEPARATOR,
  contextInText,
  contextInUrl,
  contextInValue,
} from '../core/discovery/id-context.ts';
import { findIds, ID_LENGTH, type IdInText } from '../core/conversation/uuid.ts';
import { areaValueOf, attribute, attributeNames, dataOf, inputValueOf, matches, parentOf, textOf } from './dom.ts';
import type { IdCollector } from './id-collector.ts';
import type { Labels } from './labels.ts';
import type { Naming } from './naming.ts';

const LINK_TAGS: ReadonlySet<string> = new Set(['a', 'area', 'form', 'iframe', 'frame', 'button']);
const LINK_ATTRIBUTES: ReadonlySet<string> = new Set(['href', 'xlink:href', 'src', 'action', 'formaction', 'cite']);
const DATA_SCRIPT = /json/i;
const NO_LABEL = (): null => null;

export interface Reader {
  text(node: Node): void;
  attributes(element: Element, tag: string): void;
  field(element: Element, tag: string): void;
  script(element: Element): void;
  selection(text: string): void;
  url(url: string): void;
}

/** `take` returns as much of a text as the scan may still read; `stop` ends the scan. */
export interface Limits {
  take(text: string): string;
  stop(): void;
}

type Place = (text: string, index: number) => string;

interface Hits {
  text: string;
  hits: readonly IdInText[];
}

export function createReader(collector: IdCollector, labels: Labels, naming: Naming, limits: Limits): Reader {
  /** Null for nearly every text, so anything that only a hit needs is computed afterwards. */
  const search = (raw: string): Hits | null => {
    if (raw.length < ID_LENGTH) return null;
    const text = limits.take(raw);
    const hits = findIds(text);
    return hits.length === 0 ? null : { text, hits };
  };
  const report = ({ text, hits }: Hits, source: EvidenceSource, place: Place, label: () => string | null): void => {
    for (const { id, index } of hits) {
      const where = (): string => place(text, index).slice(-MAX_CONTEXT_CHARS);
      if (!collector.add({ id, source, where, label })) return limits.stop();
    }
  };
  const readPlain = (text: string, source: EvidenceSource, place: Place): void => {
    const found = search(text);
    if (found !== null) report(found, source, place, NO_LABEL);
  };
  return {
    text(node) {
      const found = search(dataOf(node));
      const parent = found === null ? null : parentOf(node);
      if (found === null) return;
      // A text directly in a shadow root has no parent element.
      if (parent === null) return report(found, 'text', contextInText, NO_LABEL);
      const place: Place = (text, index) =>
        [...naming.ofText(parent), contextInText(text, index)].filter((name) => name !== '').join(CONTEXT_SEPARATOR);
      report(found, 'text', place, () => labels(parent));
    },
    attributes(element, tag) {
      for (const name of attributeNames(element)) {
        // The attribute is the initial value; `field` reads the current one.
        const found = name === 'value' && tag === 'input' ? null : search(attribute(element, name));
        if (found === null) continue;
        const isLink = LINK_ATTRIBUTES.has(name) && isLinking(element, tag);
        const named: Place = (text, index) => `${name} ${contextInValue(text, index)}`.trim();
        report(found, isLink ? 'link' : 'attribute', isLink ? contextInUrl : named, () => labels(element));
      }
    },
    field(element, tag) {
      const found = search(tag === 'input' ? inputValueOf(element) : areaValueOf(element));
      if (found === null) return;
      const kind = attribute(element, 'type').toLowerCase() === 'hidden' ? 'hidden ' : '';
      const name = `${kind}${naming.ofField(element)}`;
      const named: Place = (text, index) => `${name} ${contextInValue(text, index)}`.trim();
      report(found, 'field', named, () => labels(element));
    },
    script(element) {
      const found = search(textOf(element) ?? '');
      if (found === null) return;
      // Code is weaker evidence than data: a bundle names builds, inline JSON the page's state.
      const kind = DATA_SCRIPT.test(attribute(element, 'type')) ? 'script' : 'script code';
      report(found, 'text', (text, index) => `${kind} ${contextInText(text, index)}`.trim(), NO_LABEL);
    },
    selection: (text) => readPlain(text, 'selection', () => ''),
    url: (url) => readPlain(url, 'url', contextInUrl),
  };
}

function isLinking(element: Element, tag: string): boolean {
  return LINK_TAGS.has(tag) || (tag === 'link' && matches(element, '[rel~=canonical],[rel~=alternate]'));
}
