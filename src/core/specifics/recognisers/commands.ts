import { type Claim, type Recogniser, withTick } from './recogniser.ts';

/** Programs that people call from a shell. */
const HEADS =
  'git|npm|npx|yarn|pnpm|node|deno|bun|tsc|vite|eslint|jest|vitest|pip3?|pipx|poetry|uv|python3?|pytest|ruff|mypy|django-admin|flask|uvicorn|gunicorn|celery|conda|docker|docker-compose|podman|kubectl|helm|minikube|terraform|ansible|ansible-playbook|vagrant|aws|gcloud|az|gh|glab|heroku|vercel|netlify|cargo|rustc|rustup|go|gofmt|mvn|gradle|java|javac|make|cmake|gcc|dotnet|php|composer|artisan|ruby|gem|bundle|rails|rake|psql|pg_dump|pg_restore|mysql|mysqldump|sqlite3|mongosh?|redis-cli|curl|wget|ssh|scp|rsync|sftp|telnet|nc|ping|traceroute|dig|nslookup|netstat|ss|ip|ifconfig|ufw|iptables|systemctl|journalctl|service|crontab|sudo|su|chmod|chown|ls|cd|cp|mv|rm|mkdir|rmdir|touch|cat|less|head|tail|grep|rg|sed|awk|find|xargs|sort|uniq|wc|tar|zip|unzip|gzip|gunzip|df|du|ps|top|htop|kill|killall|export|source|echo|env|which|openssl|ffmpeg|convert|brew|apt|apt-get|dpkg|yum|dnf|apk|pacman|snap|nginx|certbot|tmux|screen|vim|nano|jq|ln|mount|umount|lsof|nohup|watch|diff|patch|alembic|prisma|nx|lerna|turbo|swift|xcodebuild|adb|flutter|dart|ipconfig|Get-\\w+|Set-\\w+|Remove-Item|reboot|shutdown';

/** Those that are words of prose as well: a command only with a flag or a path behind them. */
const WORDLIKE =
  /^(?:go|make|find|dig|curl|wget|nano|vim|mysql|cd|nc|df|wc|cp|mv|rm|less|uv|su|php|sort|watch|code|service|less|head|tail|top|kill|touch|cat|source|export|convert|env|screen|which|echo|diff|patch|node|python|java|ruby|swift|flask|nginx|rails|ping|mount|du|df|ls|ps|at|express|docker|su|ip|ss|snap|patch|zip|aws|vite|jest|dart|flutter|prisma|celery|rake|gem|poetry|vagrant|bundle|heroku)$/u;

const TOKEN = `(?:(?<=[ =:])"[^"\\n]{0,200}"|(?<=[ =:])'[^'\\n]{0,200}'|[^\\s"'\`、。，「」])+`;
/** Where prose goes on. */
const PROSE =
  /^(?:and|or|then|to|in|on|at|before|after|for|from|with|by|is|are|was|were|fails?|failed|works?|worked|runs|starts|hangs|breaks|crashes|exits|returns|finishes|again|first|please|now|it|that|which|if|but|so|because|will|should|does|until|when|once|instead|und|oder|dann|im|auf|mit|nach|vor|aus|an|ist|nicht|bitte|y|o|en|para|antes|después|con|luego|ausführen|laufen|hängt|say|tell|mean|takes|gives|says|shows|prints|every|twice|locally|over|as|the|a|your|my|you|we|i)$/iu;
const SUBCOMMAND = /^[a-z][a-z\d:-]*$/u;
const ARGUMENT = /^-|[/=.:@*$~\\_"'{}]|\d|^[<>|&]+$/u;

/** Of a word of prose, only what no prose has makes a command; a release is none: python 3.12. */
const SURE_ARGUMENT = /^--?[a-z]|^[~.]?\/\w|\w[/=@]\w|\w\.(?!\p{Lu})\w(?<!^v?[\d.]+)|[\\*$~:]./u;

const TRAILING = /[.,;:!?)]+$/u;

/** A script or a program by its file, with a flag or a path behind it. */
const SCRIPT = '(?:\\.{0,2}/)?[\\w-][\\w./-]*\\.(?:exe|sh|bat|cmd|ps1|py)';
const IS_SCRIPT = new RegExp(`^${SCRIPT}$`, 'u');
const isWordlike = (head: string) => WORDLIKE.test(head) || IS_SCRIPT.test(head);

const PROMPT = new RegExp(`(?<![\\w./@-])(?:${HEADS}|${SCRIPT})(?= )(?: ${TOKEN}){1,30}`, 'gu');

/** A command in prose ends where its arguments do. What is none may have one in it: I find that git pull works. */
function inProse(text: string): Claim[] {
  const claims: Claim[] = [];
  PROMPT.lastIndex = 0;
  for (let match = PROMPT.exec(text); match !== null; match = PROMPT.exec(text)) {
    const [line] = match;
    const length = commandLength(line);
    if (length > 0)
      claims.push({ kind: 'command', value: line.slice(0, length), start: match.index, end: match.index + length });
    PROMPT.lastIndex = match.index + Math.max(length, line.indexOf(' '));
  }
  return claims;
}

/** How much of a line that begins with a program is a command. */
function commandLength(line: string): number {
  const [head = '', ...tokens] = line.match(new RegExp(TOKEN, 'gu')) ?? [];
  const kept = argumentsOf(tokens);
  const first = (kept[0] ?? '').replace(TRAILING, '');
  if (kept.length === 0 || (isWordlike(head) && !kept.some((token) => SURE_ARGUMENT.test(token.replace(TRAILING, '')))))
    return 0;
  if (isWordlike(head) && !SURE_ARGUMENT.test(first) && !kept.slice(0, 3).some((token) => token.startsWith('-')))
    return 0;
  let end = head.length;
  for (const token of kept) end = line.indexOf(token, end) + token.length;
  return end - (TRAILING.exec(kept.at(-1) ?? '')?.[0].length ?? 0);
}

/** Flags, paths and the like; one plain word after the program or after one of them. */
function argumentsOf(tokens: readonly string[]): string[] {
  const kept: string[] = [];
  let words = 0;
  for (const token of tokens) {
    if (PROSE.test(token.replace(TRAILING, ''))) break;
    const bare = token.replace(TRAILING, '');
    const isArgument = ARGUMENT.test(bare);
    words = isArgument ? 0 : words + 1;
    if (!isArgument && (words > 2 || !SUBCOMMAND.test(bare))) break;
    kept.push(token);
    if (bare !== token) break;
  }
  return kept;
}

const HEAD = new RegExp(`^(?:\\$ )?(?:\\w+=\\S+ )*(?:${HEADS})(?: |$)`, 'u');
const isCommandLine = (line: string) =>
  HEAD.test(line) || /^(?:\.{1,2}\/|~\/)\S+ \S|^[a-z][\w.-]* (?:.* )?--?[a-z]/u.test(line);

/** Programs whose name alone, in backticks, is a command and not the program. */
const ticked: Recogniser = withTick('command', /(?<=`)[^`\n]{2,400}(?=`)/gu, ([line]) =>
  isCommandLine(line) && / /u.test(line) ? line : null,
);

export const commands: readonly Recogniser[] = [ticked, inProse];
