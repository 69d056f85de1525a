import type { AppError } from '../../core/errors.ts';
import type { ErrorMessage } from '../../ui/format/error-messages.ts';
import { t } from '../../ui/format/i18n.ts';

/** On the page with the fields, an error points at the field, not at the page. */
export function wordsHere(error: AppError): Partial<ErrorMessage> {
  switch (error.kind) {
    case 'no-key':
      return { next: t('optionsNextEnterKey'), action: { label: t('optionsGoToKey'), kind: 'options' } };
    case 'key-refused':
      return { next: t('optionsNextReplaceKey'), action: { label: t('optionsGoToKey'), kind: 'options' } };
    case 'not-synap':
    case 'redirected':
      return { next: t('optionsNextCheckUrl'), action: { label: t('actionRetry'), kind: 'resume' } };
    case 'storage':
      return { action: { label: t('actionRetry'), kind: 'retry' } };
    default:
      return {};
  }
}
