import { build, type AliasOptions, type InlineConfig } from 'vite';

/** Bundles one entry into a single script, in memory. The root is the working directory, as it is for vite. */
export async function bundleAlone(
  entry: string,
  { format, name, alias = [] }: { format: 'es' | 'iife'; name?: string; alias?: AliasOptions },
): Promise<string> {
  const config: InlineConfig = {
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    resolve: { alias },
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: {
        input: entry,
        optimization: { inlineConst: { mode: 'all', pass: 2 } },
        output: { format, ...(name === undefined ? {} : { name }) },
        preserveEntrySignatures: 'strict',
      },
    },
  };
  const built = await build(config);
  const outputs = Array.isArray(built) ? built : [built];
  for (const output of outputs) {
    if (!('output' in output)) continue;
    return output.output[0].code;
  }
  throw new Error(`${entry} was not built`);
}
