/** Where an answer came from: the demo's recordings come from no cache and no server. */
import type { AnswerMeta } from '../../core/conversation/conversation.ts';
import { t } from '../format/i18n.ts';

export function sourceText(source: AnswerMeta['source'], isDemo: boolean): string {
  return t(isDemo ? 'sourceDemo' : source === 'cache' ? 'sourceCache' : 'sourceCloud');
}

export function sourceTextLong(source: AnswerMeta['source'], isDemo: boolean): string {
  return t(isDemo ? 'sourceDemoLong' : source === 'cache' ? 'sourceCacheLong' : 'sourceCloudLong');
}
