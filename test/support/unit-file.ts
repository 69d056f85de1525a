import * as fc from 'fast-check';
import { vi } from 'vitest';

// Test files share a process, which halves the time of the suite, so each one starts with new modules and globals.
vi.useRealTimers();
vi.unstubAllGlobals();
vi.resetModules();

/** How often each property is tried. */
fc.configureGlobal({ numRuns: Number(process.env['PROPERTY_RUNS'] ?? 100) });
