/**
 * The import table: who may import whom in `src`. `npm test -- imports` enforces it, and ARCHITECTURE.md explains it.
 *
 * A room imports itself, the rooms and the packages named here, and nothing else.
 */
export const ROOMS = {
  core: { rooms: [], packages: ['diff'] },
  synap: { rooms: ['core'], packages: [] },
  protocol: { rooms: ['core'], packages: [] },
  page: { rooms: ['core'], packages: [] },
  platform: { rooms: ['core', 'protocol'], packages: ['idb-keyval', 'p-limit', 'webextension-polyfill'] },
  background: { rooms: ['core', 'synap', 'protocol', 'platform'], packages: [] },
  ui: { rooms: ['core', 'protocol'], packages: ['preact', '@preact/signals', 'lucide'] },
  ...Object.fromEntries(
    ['panel', 'popup', 'inspector', 'options', 'devtools'].map((page) => [
      page,
      { rooms: ['core', 'protocol', 'ui'], packages: ['preact', '@preact/signals', 'lucide'] },
    ]),
  ),
};

/**
 * The floors of a room, the lowest first. A file imports from its own folder and from the floors below; names that
 * share a floor, separated by a space, must not import each other.
 */
export const FLOORS = {
  core: [
    'errors clock csv cut-text is-record json-source hidden-characters nearest slices texts',
    'visible-text shape',
    'words',
    'conversation',
    'specifics transcript',
    'tracing versions',
    'discovery profile',
  ],
  synap: ['wire', 'decode', 'send', 'client'],
  platform: [
    'browser own-browser polyfill-if-missing clock in-firefox',
    'permissions tabs storage',
    'worker view devtools',
  ],
  background: [
    'serialize stored-item labels',
    'profile',
    'outbound',
    'lookup',
    'history',
    'watch',
    'notices',
    'worker-types',
    'ready overview',
    'operations',
    'inbound menus',
    'services',
    'main',
  ],
  ui: ['model', 'format', 'facts', 'components', 'compact', 'detail'],
  'ui/detail': [
    'reading',
    'status summary kept versions prompt requests raw',
    'tabs',
    'head',
    'DetailTabs DetailFoot use-choices use-detail-keys use-requests use-tell-label',
    'Detail',
  ],
  'ui/components': ['basics theme', 'notices', 'controls figures'],
  panel: [
    'discovery',
    'list',
    'tools memory',
    'panel-model',
    'EmptyPanel',
    'Splitter TopBar ListPane DetailPane Notices',
    'Panel',
    'main',
  ],
  popup: ['start use-code', 'answer found', 'use-chosen PopupFooter', 'Popup', 'main'],
  options: ['form', 'profiles transfer', 'welcome', 'GeneralSection EraseSection StorageTable', 'Options', 'main'],
};

/** Packages that only one file may import, whatever its room may. */
const ONLY_IN = {
  diff: 'src/core/versions/word-diff.ts',
  'idb-keyval': 'src/platform/storage.ts',
  'webextension-polyfill': 'src/platform/(?:browser|own-browser|polyfill-if-missing).ts',
};

const PAGES = 'panel|popup|inspector|options|devtools';
const rooms = (names) => `^src/(?:${names.join('|')})/`;
const packages = (names) => names.map((name) => `(?:^|node_modules/)(?:@types/)?${name}(?:/|$)`);
const error = (name, from, to) => ({ name, severity: 'error', from, to });

const roomRules = Object.entries(ROOMS).flatMap(([room, allowed]) => {
  const own = rooms([room, ...allowed.rooms]);
  const styles = '\\.css$';
  const main = '/main\\.tsx?$';
  const open = [own, styles, ...packages(allowed.packages)];
  // Text keys are types derived from the English texts; the page's script is a string that the build generates.
  if (room === 'ui') open.push('^public/_locales/en/messages\\.json$');
  if (room === 'platform') open.push('^virtual:page-(?:scan|names)$');
  const isPage = new RegExp(`^(?:${PAGES})$`).test(room);
  const others = { path: `^src/${room}/`, ...(isPage && { pathNot: main }) };
  return [
    error(`${room}-imports`, others, { pathNot: open }),
    ...(isPage
      ? [error(`${room}-main-imports`, { path: `^src/${room}${main}` }, { pathNot: [...open, '^src/platform/'] })]
      : []),
  ];
});

const places = (room, names) => `^src/${room}/(?:${names.join('|')})(?:/|\\.)`;
const floorRules = Object.entries(FLOORS).flatMap(([room, floors]) =>
  floors
    .flatMap((floor, at) =>
      floor.split(' ').map((name) => {
        const neighbours = floor.split(' ').filter((other) => other !== name);
        const closed = [...neighbours, ...floors.slice(at + 1).flatMap((above) => above.split(' '))];
        return error(`${room}-${name}-floor`, { path: places(room, [name]) }, { path: places(room, closed) });
      }),
    )
    .filter(({ to }) => !to.path.includes('(?:)')),
);

export default {
  forbidden: [
    ...roomRules,
    ...floorRules,
    ...Object.entries(ONLY_IN).map(([name, path]) =>
      error(`${name}-in-one-place`, { path: '^src/', pathNot: `^${path}$` }, { path: packages([name]) }),
    ),
    // A main only wires.
    error('nobody-imports-a-main', { path: '^src/' }, { path: '^src/.*/main\\.tsx?$' }),
    error('no-cycles', { path: '^src/' }, { circular: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Types count: a room that uses another's types depends on it.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
};
