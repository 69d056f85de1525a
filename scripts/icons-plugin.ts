import type { Plugin } from 'vite';

const IMPORT = /import\s*\{([^}]*)\}\s*from\s*["']lucide["']/g;

/**
 * Imports each icon of lucide from its own file. Through the package's index, every page seems to import every icon, so that
 * none could be bundled with those that use it.
 */
export function iconsAlone(): Plugin {
  return {
    name: 'icons-alone',
    apply: 'build',
    enforce: 'post',
    transform: {
      filter: { id: /\/src\/.*\.tsx?$/, code: /["']lucide["']/ },
      handler: (code) => ({ code: code.replace(IMPORT, (_, names: string) => imports(names)), map: null }),
    },
  };
}

function imports(names: string): string {
  return names
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean)
    .map((name) => `import ${name} from "lucide/dist/esm/icons/${fileOf(name)}.mjs"`)
    .join(';');
}

/** `CircleCheck` is in `circle-check`. */
function fileOf(name: string): string {
  return name.replaceAll(/(?<!^)[A-Z]/g, '-$&').toLowerCase();
}
