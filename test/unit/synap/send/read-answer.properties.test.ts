import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { copyJson } from '../../../../src/synap/wire/json.ts';
import { readAnswer, type ReadContext } from '../../../../src/synap/send/read-answer.ts';

const CONTEXT: ReadContext = {
  call: 'status',
  attempt: 1,
  correlationId: 'cor_1',
  arrivedAt: 0,
  redact: (text) => text,
  whyBroken: () => ({ kind: 'timeout', afterMs: 30_000, correlationId: 'cor_1' }),
};
const NOT_SYNAP = {
  ok: false,
  error: { kind: 'not-synap', contentType: 'application/json', status: 200, correlationId: 'cor_1' },
};
const BOM = [0xef, 0xbb, 0xbf];

/** Not a number, of which the first half is one too. */
const jsonText = fc
  .oneof(
    fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue()),
    fc.array(fc.jsonValue()),
    fc.string({ unit: 'grapheme' }),
  )
  .map((value) => JSON.stringify(value));
const bytes = fc.uint8Array({ maxLength: 300 });
/** Bytes that stand nowhere in UTF-8: strays, halves, an overlong slash, a surrogate, one beyond the last code point. */
const notUtf8 = fc.constantFrom(
  [0xff],
  [0xfe],
  [0x80],
  [0xc3, 0x28],
  [0xe2, 0x82, 0x22],
  [0xc0, 0xaf],
  [0xed, 0xa0, 0x80],
  [0xf5, 0x80, 0x80, 0x80],
);

/** The bytes as a network gives them: in chunks that end anywhere, also within a character. */
function answerOf(body: Iterable<number>, chunkBytes: number, status = 200): Response {
  const all = Uint8Array.from(body);
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < all.length; at += chunkBytes) controller.enqueue(all.slice(at, at + chunkBytes));
      controller.close();
    },
  });
  return new Response(stream, { status, headers: { 'Content-Type': 'application/json' } });
}

const chunkBytes = fc.integer({ min: 1, max: 400 });
const encode = (text: string) => new TextEncoder().encode(text);
const readBytes = (body: Iterable<number>, chunk: number) => readAnswer(answerOf(body, chunk), CONTEXT);
const valueOf = (text: string) => ({ ok: true, value: { text, json: copyJson(JSON.parse(text)), absent: false } });

describe('[F37] an answer of 200 that says JSON', () => {
  test('is its value, with a byte order mark and without', async () => {
    await fc.assert(
      fc.asyncProperty(jsonText, fc.boolean(), chunkBytes, async (text, marked, chunk) => {
        expect(await readBytes([...(marked ? BOM : []), ...encode(text)], chunk)).toEqual(valueOf(text));
      }),
    );
  });

  test('is "not JSON" when it was cut anywhere, at its very start too', async () => {
    await fc.assert(
      fc.asyncProperty(jsonText, fc.nat(), fc.boolean(), chunkBytes, async (text, at, marked, chunk) => {
        const whole = encode(text);
        const cut = whole.slice(0, at % whole.length);
        expect(await readBytes([...(marked ? BOM : []), ...cut], chunk)).toEqual(NOT_SYNAP);
      }),
    );
  });

  test('is "not JSON" when anything in it is no UTF-8, inside a string too', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'grapheme' }),
        notUtf8,
        chunkBytes,
        async (before, after, bad, chunk) => {
          const inString = [
            ...encode(JSON.stringify(before).slice(0, -1)),
            ...bad,
            ...encode(JSON.stringify(after).slice(1)),
          ];
          expect(await readBytes(inString, chunk)).toEqual(NOT_SYNAP);
        },
      ),
    );
  });

  test('is "not JSON" with a byte order mark anywhere but once at the start', async () => {
    await fc.assert(
      fc.asyncProperty(jsonText, fc.boolean(), chunkBytes, async (text, atEnd, chunk) => {
        const body = atEnd ? [...encode(text), ...BOM] : [...BOM, ...BOM, ...encode(text)];
        expect(await readBytes(body, chunk)).toEqual(NOT_SYNAP);
      }),
    );
  });

  test('of any bytes is a JSON value that they spell, or "not JSON"', async () => {
    await fc.assert(
      fc.asyncProperty(bytes, chunkBytes, async (body, chunk) => {
        const outcome = await readBytes(body, chunk);
        if (outcome.ok) expect(outcome).toEqual(valueOf(new TextDecoder().decode(body)));
        else expect(outcome).toEqual(NOT_SYNAP);
      }),
    );
  });
});

describe('[F37] an answer that failed', () => {
  test('is told by its status, whatever its body holds', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(bytes, jsonText.map(encode)),
        fc.constantFrom(400, 401, 402, 403, 404, 409, 418, 422, 429, 500, 502, 503, 504),
        chunkBytes,
        async (body, status, chunk) => {
          const outcome = await readAnswer(answerOf(body, chunk, status), CONTEXT);
          expect(outcome).toMatchObject({ ok: false, error: { status } });
        },
      ),
    );
  });

  test('of a summary that does not exist is an absence, whatever its body holds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(bytes, jsonText.map(encode)), chunkBytes, async (body, chunk) => {
        const outcome = await readAnswer(answerOf(body, chunk, 404), { ...CONTEXT, call: 'summary' });
        expect(outcome).toMatchObject({ ok: true, value: { absent: true } });
      }),
    );
  });
});
