/** Reads a body that may never end. */

export const MAX_ANSWER_BYTES = 8 * 1024 * 1024;
/** A failed answer is read for its words, not for data. */
export const MAX_ERROR_BYTES = 64 * 1024;

/** `cut`: the body is longer than `limitBytes`; `bytes` holds the beginning. `broken`: the transfer ended early. */
export interface Body {
  bytes: Uint8Array<ArrayBuffer>;
  ending: 'whole' | 'cut' | 'broken';
}

/**
 * Counts bytes after decompression, because a small archive can hold gigabytes, and stops the transfer at the limit.
 * Never rejects: the owner of the abort signal knows why a body broke.
 */
export async function readBody(response: Response, limitBytes: number): Promise<Body> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const finish = (ending: Body['ending']): Body => ({ bytes: concat(chunks, Math.min(length, limitBytes)), ending });
  if (response.body === null) return finish('whole');
  const reader = response.body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return finish('whole');
      chunks.push(value);
      length += value.byteLength;
      if (length > limitBytes) {
        // Not awaited: a stuck stream may never confirm.
        void reader.cancel().catch(() => undefined);
        return finish('cut');
      }
    }
  } catch {
    return finish('broken');
  }
}

function concat(chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    const part = chunk.subarray(0, length - offset);
    all.set(part, offset);
    offset += part.byteLength;
  }
  return all;
}

/** Strict: null for invalid UTF-8, instead of an answer with holes. A byte order mark is skipped. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Whether a content type announces JSON. True when it is absent: parsing and decoding will tell. */
export function mayBeJson(contentType: string | null): boolean {
  if (contentType === null) return true;
  const essence = (contentType.split(';')[0] ?? '').trim().toLowerCase();
  return essence === 'application/json' || essence === 'text/json' || /^application\/.+\+json$/.test(essence);
}
