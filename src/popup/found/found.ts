import type { Outcome } from '../../core/errors.ts';
import type { ScanResult } from '../../core/discovery/evidence.ts';

/** Null while the page is being scanned. */
export type Found = Outcome<Pick<ScanResult, 'found' | 'truncated' | 'unreadableFrames'>> | null;
