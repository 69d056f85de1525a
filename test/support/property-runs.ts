import * as fc from 'fast-check';

/** In place before each file of the unit suite: no property says for itself how often it is tried. */
fc.configureGlobal({ numRuns: Number(process.env['PROPERTY_RUNS'] ?? 1_000) });
