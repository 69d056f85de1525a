/** A plot of few points on two logarithmic axes, as an SVG that follows the reader's light or dark scheme. */
export interface Series {
  name: string;
  points: readonly (readonly [x: number, y: number])[];
}

interface Plot {
  title: string;
  x: string;
  y: string;
  series: readonly Series[];
}

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [640, 360, 64, 16, 40, 48];
const STYLE = `svg{color-scheme:light dark;font:12px system-ui,sans-serif;color:light-dark(#1b1b1f,#e6e6ea);background:light-dark(#fff,#1e1f22)}
text{fill:currentColor}.grid{stroke:currentColor;opacity:.15}.s0{--c:light-dark(#0b57d0,#8ab4f8)}.s1{--c:light-dark(#b3261e,#f2b8b5)}.s2{--c:light-dark(#146c2e,#81c995)}
path{fill:none;stroke:var(--c);stroke-width:2}circle,.key{fill:var(--c)}.s1 path{stroke-dasharray:6 3}.s2 path{stroke-dasharray:2 3}`;

export function plot({ title, x, y, series }: Plot): string {
  const all = series.flatMap(({ points }) => points);
  const across = axis(all.map(([at]) => at));
  const up = axis(all.map(([, at]) => at));
  const placeX = (value: number) => LEFT + across.share(value) * (WIDTH - LEFT - RIGHT);
  const placeY = (value: number) => HEIGHT - BOTTOM - up.share(value) * (HEIGHT - TOP - BOTTOM);
  const grid = [
    ...across.ticks.map(
      (value) =>
        `<line class="grid" x1="${at(placeX(value))}" x2="${at(placeX(value))}" y1="${TOP}" y2="${HEIGHT - BOTTOM}"/>` +
        `<text x="${at(placeX(value))}" y="${HEIGHT - BOTTOM + 16}" text-anchor="middle">${short(value)}</text>`,
    ),
    ...up.ticks.map(
      (value) =>
        `<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${at(placeY(value))}" y2="${at(placeY(value))}"/>` +
        `<text x="${LEFT - 8}" y="${at(placeY(value) + 4)}" text-anchor="end">${short(value)}</text>`,
    ),
  ];
  const lines = series.map(({ name, points }, index) => {
    const places = points.map(([px, py]) => [at(placeX(px)), at(placeY(py))] as const);
    const keyX = LEFT + 12;
    const keyY = TOP + 14 + index * 18;
    return `<g class="s${index}"><path d="M${places.map((place) => place.join(' ')).join('L')}"/>${places
      .map(([cx, cy]) => `<circle cx="${cx}" cy="${cy}" r="3"/>`)
      .join(
        '',
      )}<rect class="key" x="${keyX}" y="${keyY - 8}" width="10" height="10"/><text x="${keyX + 16}" y="${keyY + 1}">${name}</text></g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}"><style>${STYLE}</style>
<text x="${LEFT}" y="22" font-weight="600">${title}</text>
${grid.join('\n')}
${lines.join('\n')}
<text x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 10}" text-anchor="middle">${x}</text>
<text transform="translate(16 ${(TOP + HEIGHT - BOTTOM) / 2}) rotate(-90)" text-anchor="middle">${y}</text>
</svg>
`;
}

/** Whole powers of ten around the values. */
function axis(values: readonly number[]) {
  const from = Math.floor(Math.log10(Math.min(...values)));
  const to = Math.max(from + 1, Math.ceil(Math.log10(Math.max(...values))));
  return {
    share: (value: number) => (Math.log10(value) - from) / (to - from),
    ticks: Array.from({ length: to - from + 1 }, (_, index) => 10 ** (from + index)),
  };
}

const at = (value: number): string => value.toFixed(1);

function short(value: number): string {
  return value >= 1000 ? `${value / 1000}k` : String(Number(value.toPrecision(1)));
}
