import {
  CircleCheck,
  CircleDashed,
  CircleMinus,
  CircleQuestionMark,
  CircleX,
  type IconNode,
  LoaderCircle,
  TriangleAlert,
} from 'lucide';
import type { ShownStatus } from '../model/slots/slot.ts';
import { t, type TextKey } from './i18n.ts';

type Tone = 'ok' | 'run' | 'bad' | 'warn' | 'mute';

/** How a state is shown: icon, word and colour together, so that none of them is the only sign. */
export interface StatusAppearance {
  icon: IconNode;
  label: string;
  tone: Tone;
}

type Look = { icon: IconNode; label: TextKey; tone: Tone };

const LOOKS: Readonly<Record<ShownStatus, Look>> = {
  completed: { icon: CircleCheck, label: 'stateCompleted', tone: 'ok' },
  in_progress: { icon: LoaderCircle, label: 'stateInProgress', tone: 'run' },
  failed: { icon: CircleX, label: 'stateFailed', tone: 'bad' },
  none: { icon: CircleMinus, label: 'stateNone', tone: 'mute' },
  unknown: { icon: CircleQuestionMark, label: 'stateUnknown', tone: 'mute' },
  error: { icon: TriangleAlert, label: 'stateError', tone: 'warn' },
  loading: { icon: LoaderCircle, label: 'stateLoading', tone: 'mute' },
};

/** Null: not looked up yet. */
export function statusAppearance(status: ShownStatus | null): StatusAppearance {
  const look = status ? LOOKS[status] : ({ icon: CircleDashed, label: 'stateNotLookedUp', tone: 'mute' } as const);
  return { icon: look.icon, label: t(look.label), tone: look.tone };
}
