import { useEffect, useId, useMemo, useRef, useState } from 'preact/hooks';
import { FATES } from '../../../../core/tracing/report/kept-report.ts';
import { isMirrored, t, unmirroredKey } from '../../../format/i18n.ts';
import { counterparts, type KeptModel } from '../kept-model.ts';
import { FATE_WORDS } from '../kept-texts.ts';
import { useDerived } from '../use-derived.ts';
import { stripPaths } from './strip-cells.ts';

const HEIGHT = 16;
/** Page keys go by a tenth of the conversation. */
const PAGES = 10;

/** The whole conversation at a glance. A click, a drag or the arrow keys go to a message. */
export function Strip({ model }: { model: KeptModel }) {
  const { element, width } = useWidth();
  const { messages } = model.report;
  const count = messages.length;
  const [first, last] = model.inView.value ?? [0, 0];
  const share = (at: number) => (at / Math.max(1, count)) * width;
  const goTo = (message: number) => {
    const at = model.nearest(Math.max(0, Math.min(count - 1, message)));
    if (at !== null) model.show({ list: 'messages', at });
  };
  const pointed = ({ clientX }: PointerEvent) => {
    const box = element.current?.getBoundingClientRect();
    if (!box) return;
    const into = isMirrored() ? box.right - clientX : clientX - box.left;
    goTo(Math.floor((into / Math.max(1, box.width)) * count));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = keyed(unmirroredKey(event.key), model, first, count);
    if (next === null) return;
    event.preventDefault();
    goTo(next);
  };
  return (
    <div
      ref={element}
      class="kept-strip"
      role="slider"
      tabIndex={0}
      aria-label={t('keptStrip')}
      aria-valuemin={1}
      aria-valuemax={count}
      aria-valuenow={first + 1}
      aria-valuetext={t('keptStripAt', first + 1, count, t(FATE_WORDS[messages[first]?.fate ?? 'nothing'].word))}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        pointed(event);
      }}
      onPointerMove={(event) => event.buttons === 1 && pointed(event)}
    >
      <StripPicture model={model} width={width} />
      {model.inView.value === null ? null : (
        <span
          class="kept-strip-window"
          style={{ insetInlineStart: `${share(first) - 2}px`, width: `${Math.max(6, share(last - first + 1)) + 4}px` }}
        />
      )}
    </div>
  );
}

function StripPicture({ model, width }: { model: KeptModel; width: number }) {
  const hatch = useId();
  const { messages } = model.report;
  const { paths } = useMemo(() => stripPaths(messages, width, HEIGHT), [messages, width]);
  const lit = useDerived(() => litMessages(model), [model]);
  const step = width / Math.max(1, messages.length);
  return (
    <svg width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      <defs>
        <pattern id={hatch} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect class="strip-hatch" width="2" height="4" />
        </pattern>
      </defs>
      {FATES.map((fate) => (
        <path
          key={fate}
          class={`strip-${fate}`}
          d={paths[fate]}
          fill={fate === 'recent' ? `url(#${hatch})` : undefined}
        />
      ))}
      {lit.map((at) => (
        <rect key={at} class="strip-lit" x={at * step} y={0} width={Math.max(3, step)} height={HEIGHT} />
      ))}
    </svg>
  );
}

function litMessages(model: KeptModel): number[] {
  const lit = model.lit.value;
  if (lit === null) return [];
  return lit.list === 'messages' ? [lit.at] : counterparts(model, lit);
}

/** The next message of those that are listed; page keys skip a tenth. */
function keyed(key: string, { shownMessages }: KeptModel, first: number, count: number): number | null {
  const shown = shownMessages.peek();
  const page = Math.ceil(count / PAGES);
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return shown.find((at) => at > first) ?? first;
    case 'ArrowLeft':
    case 'ArrowUp':
      return shown.findLast((at) => at < first) ?? first;
    case 'PageDown':
      return first + page;
    case 'PageUp':
      return first - page;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

function useWidth() {
  const element = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const own = element.current;
    if (!own) return undefined;
    const observer = new ResizeObserver(() => setWidth(own.clientWidth));
    observer.observe(own);
    return () => observer.disconnect();
  }, []);
  return { element, width };
}
