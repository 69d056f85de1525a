import { byPattern, having, type Recogniser, withDot, withSlash } from './recogniser.ts';

/** A closing bracket belongs to a link if the link has the opening one. */
const PARTS = '[^\\s<>"\'`()、。，；！？（）「」『』]';
const LAST = '[^\\s<>"\'`().,;:!?*_、。，；！？（）「」『』]';
const BRACKETS = '\\([^\\s<>"\'`()]{0,200}\\)';
const LINK = new RegExp(
  `(?<![A-Za-z\\d+.-])[a-z][a-z\\d+.-]{1,20}:\\/\\/${LAST}(?:(?:${PARTS}|${BRACKETS}){0,2000}(?:${LAST}|${BRACKETS}))?`,
  'giu',
);
const HOST_AND_PATH = new RegExp(
  `(?<![\\w@/.:\\\\-])(?:[a-z\\d](?:[a-z\\d-]{0,62}[a-z\\d])?\\.){1,8}[a-z]{2,12}(?::\\d{1,5})?\\/(?:(?:${PARTS}|${BRACKETS}){0,2000}(?:${LAST}|${BRACKETS}))?`,
  'giu',
);
/** An image with its tag, as registries have them. */
const IMAGE = /\/[^/?#]*:(?:v?\d[\w.-]*|latest)$/u;
const EMAIL = /(?<![\w.+-])[\w.+-]{1,64}@[a-z\d](?:[a-z\d-]{0,62}\.){1,8}[a-z]{2,24}(?![\w@:/-])/giu;

const EXTENSION =
  '(?:txt|md|mdx|rst|pdf|docx?|xlsx?|pptx?|odt|ods|csv|tsv|json5?|jsonl|ya?ml|toml|ini|cfg|conf|env|xml|html?|css|scss|less|js|mjs|cjs|jsx|ts|mts|tsx|vue|svelte|py|ipynb|rb|php|java|kt|go|rs|c|h|cc|cpp|hpp|cs|swift|sql|sh|bash|zsh|ps1|bat|exe|dll|so|jar|zip|tar|t?gz|bz2|7z|rar|log|lock|png|jpe?g|gif|svg|webp|ico|heic|mp[34]|mov|avi|wav|bak|tmp|dmp|db|sqlite3?|pem|key|crt|cer|p12|pub|tf|proto|graphql|eml|ics|apk|dmg|iso|img|parquet|psd|fig)';
const FOLDER = '[\\w.@%+~$#()-]{1,60}(?: [A-Z\\d(][\\w.@%+~$#()-]{0,60}){0,4}';
const PATH_CHARS = '[\\w.@%+~*$#{}-]';
const LINE = '(?::\\d+(?::\\d+)?)?';
/** Letters right before or after; in Chinese and Japanese no space stands around a path. */
const OPEN = '(?<![\\w./\\\\:@~-])';

const isRatherProse = (path: string) => /^(?:and|or|und|oder|y|o|he|she|w|n|a|c|s|b)\//iu.test(path);

export const web: readonly Recogniser[] = [
  having('://')('link', LINK, ([link]) =>
    link.replace(/^[^/]*\/\/[^/?#]*/u, (host) => host.toLowerCase()).replace(/\/$/u, ''),
  ),
  withSlash('link', HOST_AND_PATH, ([link]) =>
    new RegExp(`\\.${EXTENSION}\\/`, 'u').test(link) || IMAGE.test(link)
      ? null
      : link.replace(/^[^/?#]*/u, (host) => host.toLowerCase()).replace(/\/$/u, ''),
  ),
  having('@')('email', EMAIL, ([address]) => address.toLowerCase()),
  // Where quotes tell the end, a path may have spaces.
  having(/[\\/]/u)('path', /(?<=["'`“„«])(?:[A-Za-z]:\\|\\\\|~?\/)[^"'`”“»\n]{1,300}(?=["'`”“»])/gu, ([path]) =>
    /^\/\S* [a-z]+ [a-z]/u.test(path) ? null : path,
  ),
  having('\\')('path', /(?<![\w\\])(?:[A-Za-z]:\\|\\\\[\w.$-]+\\)(?:[\w.@%+~$#-]+\\)*[\w.@%+~$#-]*[\w$#-]/gu),
  // A word with a capital after a space is of the same folder if another backslash follows: My Games\\saves\\1.sav.
  having('\\')(
    'path',
    new RegExp(
      `(?<![\\w\\\\/:.-])(?:[A-Za-z]:|\\\\\\\\[\\w.$-]+|[\\w.-]{1,60})\\\\(?:${FOLDER}\\\\){0,12}${FOLDER}(?<=\\.\\w{1,5})(?!\\w|\\\\)`,
      'gu',
    ),
  ),
  withSlash(
    'path',
    new RegExp(`${OPEN}(?:~|\\.{1,2})?\\/(?:${PATH_CHARS}+\\/)*${PATH_CHARS}*[\\w*}/]${LINE}`, 'gu'),
    ([path]) => (/^\/?\d*$|^\/\d/u.test(path) ? null : path),
  ),
  withSlash(
    'path',
    new RegExp(
      `${OPEN}(?:${PATH_CHARS}+\\/)+(?:${PATH_CHARS}*\\.${EXTENSION}(?![\\w-])${LINE}|(?=[\\s.,;:!?)'"\`]|$))`,
      'giu',
    ),
    ([path]) => (isRatherProse(path) || !/[A-Za-z]/u.test(path) ? null : path),
  ),
  // Git names both sides of a diff.
  having(/^(?:---|\+\+\+) /mu)('path', /(?<=^(?:--- a|\+\+\+ b)\/)\S+/gmu),
  withSlash(
    'path',
    /(?<![\w./\\:@~-])(?:src|lib|app|docs?|tests?|bin|dist|build|config|public|scripts|packages|node_modules|components|assets)(?:\/[\w.@-]*[\w-])+(?![\w/])/gu,
  ),
  withDot(
    'path',
    new RegExp(`${OPEN}(?:[\\w@-]+\\.)*[\\w@-]+\\.${EXTENSION}(?![\\w(-]|\\.\\w)${LINE}`, 'giu'),
    ([path]) =>
      /^(?:node|next|vue|nuxt|d3|three|express|e|g|i)\.(?:js|g|e)$/iu.test(path) || /^[\d.]+[a-z]$/iu.test(path)
        ? null
        : path,
  ),
  byPattern(
    'path',
    /(?<![\w./\\-])(?:\.(?:env(?:\.\w+)?|git(?:ignore|attributes|config)|npmrc|nvmrc|bashrc|zshrc|dockerignore|editorconfig|eslintrc|prettierrc|ssh|config)|Dockerfile|Makefile|Jenkinsfile|Procfile|CHANGELOG|LICENSE)(?![\w/])/gu,
  ),
];
