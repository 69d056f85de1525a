/** One and the same exchange, as each API and framework writes it down. */
import type { Form } from '../../../src/core/transcript/reading/forms.ts';

export const CONVERSATION = '5537b6c6-fb4a-53c3-aac3-6676d812a800';
export const OTHER = '0bfa587f-a85c-5cc3-a395-fe8e49851558';
export const ASKED = 'Can you move my order 4471 to 25 July?';
export const ANSWERED = 'Done: order 4471 now ships on 25 July. I promise it will not cost you more.';
export const THANKED = 'Great, thanks!';
export const AT = '2026-07-01T09:30:00Z';

export interface Sample {
  name: string;
  form: Form;
  data: unknown;
  /** Where it differs from `CONVERSATION`. */
  id?: string | null;
  said?: readonly (readonly [role: string, text: string])[];
  leftOut?: Record<string, number>;
}

export const ALL = [
  ['user', ASKED],
  ['assistant', ANSWERED],
  ['user', THANKED],
] as const;
export const plain = ALL.map(([role, content]) => ({ role, content }));

/** What each sample says. */
export const saidIn = ({ said = ALL }: Sample) => said.map(([role, text]) => ({ role, text }));
export const idIn = ({ id = CONVERSATION }: Sample) => id;
