import { codeReview } from './code-review.ts';
import { dataMigration } from './data-migration.ts';
import { incidentReview } from './incident-review.ts';
import { languageLessons } from './language-lessons.ts';
import { onboardingCall } from './onboarding-call.ts';
import { releaseNotes } from './release-notes.ts';
import { sourdough } from './sourdough.ts';
import type { Story } from './story.ts';
import { studioRenovation } from './studio-renovation.ts';
import { supportRateLimits } from './support-rate-limits.ts';
import { tripPlanning } from './trip-planning.ts';

/** The emulator's own conversations, in the order of the demo page's sidebar. */
export const STORIES: readonly Story[] = [
  tripPlanning,
  studioRenovation,
  supportRateLimits,
  onboardingCall,
  sourdough,
  codeReview,
  incidentReview,
  dataMigration,
  languageLessons,
  releaseNotes,
];

/** Ids by what the conversation is there to show. */
export const IDS = {
  /** Completed, version 1, fresh. */
  fresh: supportRateLimits.id,
  /** Completed, version 3, fresh; statements change between the versions, and one run failed before version 2. */
  threeVersions: studioRenovation.id,
  /** In progress from version 2 to 3 until a test finishes it. */
  inProgress: tripPlanning.id,
  /** Failed; no summary at all. */
  failed: onboardingCall.id,
  /** Never compacted, and below the threshold. */
  none: sourdough.id,
  /** Completed, version 2, stale by six messages. */
  stale: codeReview.id,
  /** An exotic. Completed with a quality warning as text; a TTL of 120 s. */
  qualityWarning: incidentReview.id,
  /** An exotic. The status word is `archived`; a summary exists; the prompt's text lacks the newest message. */
  unknownStatus: dataMigration.id,
  /**
   * An exotic. Completed, version 2; items as strings, `compacted_context`, no TTL; the prompt's text is the summary
   * alone, beside two recent messages.
   */
  exotic: languageLessons.id,
  /** Never compacted, long enough to be. */
  neverCompacted: releaseNotes.id,
} as const;
