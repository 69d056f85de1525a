import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findJsonHits } from '../../../../../src/core/discovery/traffic/json-hits.ts';

const A = '0bfa587f-a85c-5cc3-a395-fe8e49851558';
const B = '5537b6c6-fb4a-53c3-aac3-6676d812a800';

describe('ids in JSON', () => {
  it("come with path, collapsed path and the entry's own title", () => {
    const threads = [
      { title: 'One', thread: { id: A } },
      { name: ' Two \n lines ', thread: { id: B } },
    ];
    expect(findJsonHits({ title: 'All threads', threads })).toEqual([
      { id: A, path: '$.threads[0].thread.id', where: '$.threads[].thread.id', label: 'One' },
      { id: B, path: '$.threads[1].thread.id', where: '$.threads[].thread.id', label: 'Two lines' },
    ]);
  });

  it('do not take the name of the list they are in', () => {
    expect(findJsonHits({ title: 'All', items: [{ id: A }] })[0]?.label).toBeNull();
    expect(findJsonHits([A, B]).map(({ path }) => path)).toEqual(['$[0]', '$[1]']);
  });

  it('are found as keys, whose value may name them', () => {
    const [key, inner] = findJsonHits({ chats: { [A]: { subject: 'Trip', last: B } } });
    expect(key).toEqual({ id: A, path: `$.chats["${A}"]`, where: '$.chats.*', label: 'Trip' });
    expect(inner).toMatchObject({ id: B, where: '$.chats.*.last', label: 'Trip' });
    expect(findJsonHits({ [A]: B }).map(({ id }) => id)).toEqual([A, B]);
    expect(findJsonHits({ [A]: true }).map(({ id }) => id)).toEqual([A]);
  });

  it('are found inside longer strings, with the key that names them there', () => {
    const hits = findJsonHits({ url: `https://x.test/chat/${A}`, body: JSON.stringify({ thread_id: B }) });
    expect(hits.map(({ where }) => where)).toEqual(['$.url /chat/', '$.body.thread_id']);
  });

  it('[F76] are found without recursion, and not below the depth cap', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(100_000)}"${A}"${']'.repeat(100_000)}`);
    expect(findJsonHits(deep)).toEqual([]);
    const nested: unknown = JSON.parse(`${'{"a":'.repeat(300)}"${A}"${'}'.repeat(300)}`);
    expect(findJsonHits(nested)[0]?.where.length).toBeLessThanOrEqual(120);
  });

  it('are capped, and so is the walk', () => {
    expect(findJsonHits(Array.from({ length: 10_000 }, () => A))).toHaveLength(2000);
    const wide = Array.from({ length: 600_000 }, () => ({}));
    expect(findJsonHits([A, wide])).toHaveLength(1);
  });

  it('are found wherever they are put', () => {
    const at = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 6, depthSize: 'small' },
        fc.constant(A),
        fc.array(fc.oneof(fc.jsonValue({ maxDepth: 1 }), tie('tree')), { minLength: 1, maxLength: 4 }),
        fc.dictionary(fc.string({ maxLength: 8 }), fc.oneof(fc.jsonValue({ maxDepth: 1 }), tie('tree')), {
          maxKeys: 4,
        }),
      ),
    })).tree;
    fc.assert(
      fc.property(at, (tree) => {
        const value: unknown = JSON.parse(JSON.stringify(tree));
        const expected = JSON.stringify(tree).split(A).length - 1;
        expect(findJsonHits(value).filter(({ id }) => id === A)).toHaveLength(expected);
      }),
    );
  });
});
