import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import manifest from '../../manifest.json' with { type: 'json' };
import english from '../../public/_locales/en/messages.json' with { type: 'json' };
import { FOR_FIREFOX } from '../../scripts/firefox-plugin.ts';

/** What reviewers of the stores read must be true of the code. */
const said = readFileSync('docs/store.md', 'utf8');
const section = (title: string) => said.split(`\n## ${title}\n`)[1]?.split('\n## ')[0] ?? '';
const justified = section('Permissions');

it.each([...manifest.permissions, ...manifest.host_permissions, 'https://*/*'])('%s is justified', (permission) => {
  expect(justified).toContain(permission);
});

it('no permission is justified that the manifest lacks', () => {
  const rows = [...justified.matchAll(/^\| `(\w+)` /gm)].map(([, name]) => name);
  expect(rows.toSorted()).toEqual(manifest.permissions.toSorted());
});

it('the files that use the permissions are there', () => {
  const files = [...justified.matchAll(/`((?:platform|background)[\w/.-]*)`/g)].map(([, path]) => `src/${path}`);
  expect(files.length).toBeGreaterThan(manifest.permissions.length);
  expect(files.filter((path) => !existsSync(path))).toEqual([]);
});

it('the summary is the description in the manifest', () => {
  const quoted = section('Listing').replaceAll(/\n> ?/g, ' ').replaceAll(/\s+/g, ' ');
  expect(quoted).toContain(english.extDescription.message);
});

it('Firefox asks for consent to what the page says is sent', () => {
  const { required } = FOR_FIREFOX.browser_specific_settings.gecko.data_collection_permissions;
  expect(section('Data collection: Firefox')).toContain(`required: ${JSON.stringify(required).replaceAll(',', ', ')}`);
});

/** Colour types of PNG. */
const OPAQUE = 2;
const WITH_ALPHA = 6;

it.each([
  ...['1-panel', '2-kept', '3-versions', '4-popup', '5-prompt'].map((name) => [
    `docs/store/${name}`,
    1280,
    800,
    OPAQUE,
  ]),
  ['docs/store/tile', 440, 280, OPAQUE],
  ['docs/store/logo', 300, 300, WITH_ALPHA],
  ...Object.keys(manifest.icons).map((size) => [`public/icons/${size}`, Number(size), Number(size), WITH_ALPHA]),
])('%s.png is %i × %i, of colour type %i', (name, width, height, colours) => {
  const png = readFileSync(`${name}.png`);
  expect([png.readUInt32BE(16), png.readUInt32BE(20), png[25]]).toEqual([width, height, colours]);
});
