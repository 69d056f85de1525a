import * as fc from 'fast-check';
import { vi } from 'vitest';

// Files share a process, which halves the time of the suite, but no module and no global.
vi.useRealTimers();
vi.unstubAllGlobals();
vi.resetModules();

/** No property says for itself how often it is tried. */
fc.configureGlobal({ numRuns: Number(process.env['PROPERTY_RUNS'] ?? 100) });
