/** Fields that are never read, whatever they hold: passwords, one-time codes, cards. */
import { attribute } from './dom.ts';

const SECRET_AUTOCOMPLETE = /(?:^|\s)(?:cc-|current-password|new-password|one-time-code)/i;
/** A "show password" button turns the type into `text`; what then remains is the name. */
const SECRET_NAME = /passw|passphrase|secret|api[-_]?key|card[-_]?(?:number|no)|cvc|cvv|\botp\b/i;
/** The only elements that can hold what a user typed, by tag. */
const FIELD_TAGS: ReadonlySet<string> = new Set(['input', 'textarea', 'select']);

/** True for an element that must be passed over with all that is in it, its attributes too. */
export function isSecretField(element: Element, tag: string): boolean {
  if (!FIELD_TAGS.has(tag)) return false;
  if (attribute(element, 'type').trim().toLowerCase() === 'password') return true;
  if (SECRET_AUTOCOMPLETE.test(attribute(element, 'autocomplete'))) return true;
  return SECRET_NAME.test(`${attribute(element, 'name')} ${attribute(element, 'id')}`);
}
