import { t, type TextKey } from '../ui/format/i18n.ts';

const ROWS: readonly (readonly [what: TextKey, where: TextKey, until: TextKey])[] = [
  ['optionsStoredKey', 'optionsStoredKeyWhere', 'optionsStoredKeyUntil'],
  ['optionsStoredSettings', 'optionsStoredSettingsWhere', 'optionsStoredSettingsUntil'],
  ['optionsStoredAnswers', 'optionsStoredAnswersWhere', 'optionsStoredAnswersUntil'],
  ['optionsStoredMessages', 'optionsStoredMessagesWhere', 'optionsStoredMessagesUntil'],
  ['optionsStoredHistory', 'optionsStoredHistoryWhere', 'optionsStoredHistoryUntil'],
  ['optionsStoredRuns', 'optionsStoredRunsWhere', 'optionsStoredRunsUntil'],
  ['optionsStoredPins', 'optionsStoredPinsWhere', 'optionsStoredPinsUntil'],
  ['optionsStoredPage', 'optionsStoredPageWhere', 'optionsStoredPageUntil'],
];

/** Lists each kind of stored data, where it is kept and for how long. */
export function StorageTable() {
  return (
    <section id="stored" aria-labelledby="stored-title">
      <h2 id="stored-title">{t('optionsStored')}</h2>
      <div class="card opt-stored-table">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('optionsStoredWhat')}</th>
              <th scope="col">{t('optionsStoredWhere')}</th>
              <th scope="col">{t('optionsStoredUntil')}</th>
            </tr>
          </thead>
          <tbody>
            {ROWS.map(([what, where, until]) => (
              <tr key={what}>
                <th scope="row">{t(what)}</th>
                <td>{t(where)}</td>
                <td>{t(until)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
