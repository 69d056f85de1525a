import type { ComponentChildren } from 'preact';
import { PROMPT_STYLES, SUMMARY_FORMATS } from '../../../core/conversation/conversation.ts';
import { PART_KINDS, type Part, type PartKind } from '../../../core/conversation/part.ts';
import type { RequestLogEntry } from '../../../protocol/overview.ts';
import { CopyButton } from '../../components/basics/CopyButton.tsx';
import { SafeText } from '../../components/basics/SafeText.tsx';
import { t } from '../../format/i18n.ts';
import { exactTime } from '../../format/times.ts';
import { useApp, useIsDemo } from '../../model/app.ts';
import { activeProfile } from '../../model/active-profile.ts';
import type { ConversationModel } from '../../model/conversation-model.ts';
import { LongText } from '../reading/Marked.tsx';
import { isJson, prettyJson } from '../reading/pretty-json.ts';
import { durationParts } from './Duration.tsx';
import { headersOf, urlOf } from './code-snippets.ts';

interface RequestDetailsProps {
  model: ConversationModel;
  entry: RequestLogEntry;
}

/** Shows the request and the response. Neither contains the key, which views do not have. */
export function RequestDetails({ model, entry }: RequestDetailsProps) {
  const isDemo = useIsDemo();
  return (
    <div class="request-details">
      <dl>
        <Fact name="URL">{`${entry.method} ${urlOf(entry)}`}</Fact>
        <Fact name={t('requestStatus')}>
          {[(isDemo ? null : entry.status) ?? '–', entry.errorKind ?? ''].join(' ')}
        </Fact>
        <Fact name={t('requestTime')}>{exactTime(entry.startedAt)}</Fact>
        <Fact name={t('requestDuration')}>
          {[t('requestTook', entry.tookMs), durationParts(entry) ?? ''].join(' · ').replace(/ · $/, '')}
        </Fact>
      </dl>
      {entry.source === 'cloud' && !isDemo ? <Headers entry={entry} /> : null}
      {entry.body === null ? null : <Block title={t('requestBody')} text={prettyJson(entry.body)} />}
      <Response model={model} entry={entry} />
    </div>
  );
}

function Headers({ entry }: { entry: RequestLogEntry }) {
  const { store } = useApp();
  const overview = store.overview.value;
  const profile = overview ? activeProfile(overview) : null;
  const ids = { 'X-Instance-ID': profile?.instanceId ?? null, 'X-Client-ID': profile?.clientId ?? null };
  const known = Object.entries(ids).filter((header): header is [string, string] => header[1] !== null);
  return (
    <>
      <h3>{t('requestHeaders')}</h3>
      <dl>
        <Fact name="Authorization">
          Bearer <span class="mut">{t('requestKeyHidden')}</span>
        </Fact>
        {[...Object.entries(headersOf(entry)), ...known].map(([name, value]) => (
          <Fact key={name} name={name}>
            {value}
          </Fact>
        ))}
      </dl>
    </>
  );
}

/** The log keeps no bodies: a response is there as long as the view shows what came with it. */
function Response({ model, entry }: RequestDetailsProps) {
  const raw = heldResponse(model, entry);
  if (raw === null) return <p class="mut">{t('requestNoResponse')}</p>;
  return <Block title={t('requestResponse')} text={isJson(raw) ? prettyJson(raw) : raw} />;
}

function heldResponse(model: ConversationModel, { call, correlationId, path }: RequestLogEntry): string | null {
  const kind = PART_KINDS.find((one) => one === call);
  if (kind === undefined) return null;
  const { answer } = model.slot<PartKind>(partOf(kind, path)).value;
  return answer?.meta.correlationId === correlationId ? answer.raw : null;
}

/** The part that was read, as its path says. */
function partOf(kind: PartKind, path: string): Part {
  const query = new URLSearchParams(path.split('?')[1] ?? '');
  switch (kind) {
    case 'status':
      return { kind };
    case 'summary': {
      const version = query.get('version');
      const format = SUMMARY_FORMATS.find((one) => one === query.get('format')) ?? 'structured';
      return { kind, format, version: version === null ? null : Number(version) };
    }
    case 'prompt':
      return { kind, style: PROMPT_STYLES.find((one) => one === query.get('style')) ?? 'structured' };
  }
}

function Block({ title, text }: { title: string; text: string }) {
  return (
    <>
      <h3 class="row">
        {title} <CopyButton text={() => text} label={t('requestCopyBlock', title)} />
      </h3>
      <div class="request-block">
        <LongText text={text} mono />
      </div>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <>
      <dt>{name}</dt>
      <dd class="mono">{typeof children === 'string' ? <SafeText text={children} /> : children}</dd>
    </>
  );
}
