import type { TestSpecification } from 'vitest/node';
import { BaseSequencer } from 'vitest/node';

/** Files of the end-to-end suite that take more than ten seconds, the longest first. */
const LONGEST: readonly string[] = [
  'worker-death',
  'key-canary',
  'faults-page',
  'faults-network',
  'dev',
  'long-waits',
  'panel-detail',
  'storage',
  'worker-reload',
];

/** Begins with the longest files, so that none runs alone at the end. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = LONGEST.findIndex((name) => moduleId.endsWith(`/test/e2e/${name}.test.ts`));
      return at < 0 ? LONGEST.length : at;
    };
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}
