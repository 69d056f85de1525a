import { parseArgs } from 'node:util';
import { CLOUD_HOST } from './certificate.ts';
import { startEmulator, type Emulator } from './emulator.ts';

/** Long enough to watch the run that is under way at the start, short enough to see it end. */
const SEEDED_RUN_SECONDS = 90;
const HELP = 'emulator [--data DIR] [--port N] [--https-port N]';

/** `node scripts/run.mjs test/emulator/main.ts [--data DIR] [--port N]`: runs until interrupted. */
export async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { data: { type: 'string' }, port: { type: 'string' }, 'https-port': { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help === true) {
    process.stdout.write(`${HELP}\n`);
    return;
  }
  const emulator = await startEmulator({
    port: portOf(values.port),
    httpsPort: portOf(values['https-port']),
    seededRunSeconds: SEEDED_RUN_SECONDS,
    ...(values.data === undefined ? {} : { dataDir: values.data }),
  });
  process.stdout.write(`${description(emulator).join('\n')}\n`);
  await interrupted();
  await emulator.close();
}

function portOf(given: string | undefined): number {
  if (given === undefined) return 0;
  const port = Number(given);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new RangeError(`not a port: ${given}`);
  return port;
}

function description({ httpOrigin, httpsOrigin, httpsPort, keys, world }: Emulator): string[] {
  return [
    `origin ${httpOrigin}`,
    `https-origin ${httpsOrigin}`,
    `chromium --host-resolver-rules="MAP ${CLOUD_HOST}:443 127.0.0.1:${httpsPort}" --ignore-certificate-errors`,
    `demo ${httpOrigin}/demo/`,
    ...Object.entries(keys).map(([name, key]) => `key ${name} ${key}`),
    ...world.conversations().map(({ id, title, latestRun }) => `conversation ${id} ${latestRun?.state ?? 'none'} ${title}`),
  ];
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}
