import { asPytest, asTypeScriptTest, type Guard } from '../../format/guard-code.ts';
import { t } from '../../format/i18n.ts';
import { useCopy } from '../basics/use-copy.ts';
import { MenuButton } from './MenuButton.tsx';

/** Copies statements as a test that fails when a summary loses one of them. */
export function CopyGuard(guard: Guard) {
  const { result, message, copy } = useCopy();
  const off = guard.statements.length === 0 ? t('guardNothing') : null;
  return (
    <>
      <MenuButton
        quiet
        word={result === null ? t('guardAsTest') : message}
        label={message || t('guardCopyAs')}
        off={off}
        choices={[
          { label: t('guardPytest'), onChoose: () => void copy(asPytest(guard)) },
          { label: t('guardTypeScript'), onChoose: () => void copy(asTypeScriptTest(guard)) },
        ]}
      />
      <span role="status" class="visually-hidden">
        {message}
      </span>
    </>
  );
}
