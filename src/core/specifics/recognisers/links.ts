import type { Recogniser } from './recogniser.ts';

/** A closing bracket belongs to a link if the link has the opening one. */
const LINK =
  /\bhttps?:\/\/(?:[^\s<>"'`()、。，（）「」]|\([^\s<>"'`()]*\))*(?:[^\s<>"'`().,;:!?、。，（）「」]|\([^\s<>"'`()]*\))/giu;
const EMAIL = /(?<![\w.+-])[\w.+-]{1,64}@[a-z\d](?:[a-z\d.-]{0,250}[a-z\d])?\.[a-z]{2,24}(?![\w-])/giu;

export const LINKS: readonly Recogniser[] = [
  {
    kind: 'link',
    pattern: LINK,
    read: ([link]) => link.replace(/^[^/]*\/\/[^/?#]*/u, (host) => host.toLowerCase()).replace(/\/$/u, ''),
  },
  { kind: 'email', pattern: EMAIL, read: ([address]) => address.toLowerCase() },
];
