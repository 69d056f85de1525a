/** Fields that are never read, whatever they hold: passwords, one-time codes, cards. */
import { attribute } from '../dom.ts';

const SECRET_AUTOCOMPLETE = /(^|\s)(cc-|current-password|new-password|one-time-code)/i;
/** A "show password" button changes the type to `text`; only the name remains as a sign. */
const SECRET_NAME = /passw|passphrase|secret|api[-_]?key|card[-_]?(number|no)|cv[cv]|\botp\b/i;
/** The only elements, by tag, that can hold typed text. */
const FIELD_TAG = /^(input|textarea|select)$/;

/** True for an element that must be skipped with its content and its attributes. */
export function isSecretField(element: Element, tag: string): boolean {
  if (!FIELD_TAG.test(tag)) return false;
  if (attribute(element, 'type').trim().toLowerCase() === 'password') return true;
  if (SECRET_AUTOCOMPLETE.test(attribute(element, 'autocomplete'))) return true;
  return SECRET_NAME.test(`${attribute(element, 'name')} ${attribute(element, 'id')}`);
}
