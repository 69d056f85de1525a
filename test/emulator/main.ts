import { parseArgs } from 'node:util';
import { CLOUD_HOST } from './certificate.ts';
import { startEmulator, type Emulator, type EmulatorOptions } from './emulator.ts';

/** Long enough to watch the run that is under way at the start, short enough to see it end. */
const SEEDED_RUN_SECONDS = 90;
const HELP = 'emulator [--data DIR] [--port N] [--https-port N]';

/** `node scripts/run.mjs test/emulator/main.ts [--data DIR] [--port N]`: runs until interrupted; gives the exit code. */
export async function main(args: string[]): Promise<number> {
  try {
    const options = readOptions(args);
    if (options === null) {
      process.stdout.write(`${HELP}\n`);
      return 0;
    }
    const emulator = await startEmulator(options);
    process.stdout.write(`${description(emulator).join('\n')}\n`);
    await interrupted();
    await emulator.close();
    return 0;
  } catch (error) {
    process.stderr.write(`emulator: ${error instanceof Error ? error.message : String(error)}\n${HELP}\n`);
    return 1;
  }
}

/** `null` asks for help. */
function readOptions(args: string[]): EmulatorOptions | null {
  const { values } = parseArgs({
    args,
    options: {
      data: { type: 'string' },
      port: { type: 'string' },
      'https-port': { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) return null;
  return {
    port: portOf(values.port),
    httpsPort: portOf(values['https-port']),
    seededRunSeconds: SEEDED_RUN_SECONDS,
    ...(values.data === undefined ? {} : { dataDir: values.data }),
  };
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
    ...world
      .conversations()
      .map(
        ({ id, title, latestRun, spelling }) =>
          `conversation ${id} ${spelling.statusWord ?? latestRun?.state ?? 'none'} ${title}`,
      ),
  ];
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}
