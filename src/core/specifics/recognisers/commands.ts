import { type Claim, matchesOf, type Recogniser, withTick } from './recogniser.ts';

/** Programs that people call from a shell. */
const HEADS =
  'git|npm|npx|yarn|pnpm|node|deno|bun|tsc|vite|eslint|jest|vitest|pip3?|pipx|poetry|uv|python3?|pytest|ruff|mypy|django-admin|flask|uvicorn|gunicorn|celery|conda|docker|docker-compose|podman|kubectl|helm|minikube|terraform|ansible|ansible-playbook|vagrant|aws|gcloud|az|gh|glab|heroku|vercel|netlify|cargo|rustc|rustup|go|gofmt|mvn|gradle|java|javac|make|cmake|gcc|dotnet|php|composer|artisan|ruby|gem|bundle|rails|rake|psql|pg_dump|pg_restore|mysql|mysqldump|sqlite3|mongosh?|redis-cli|curl|wget|ssh|scp|rsync|sftp|telnet|nc|ping|traceroute|dig|nslookup|netstat|ss|ip|ifconfig|ufw|iptables|systemctl|journalctl|service|crontab|sudo|su|chmod|chown|ls|cd|cp|mv|rm|mkdir|rmdir|touch|cat|less|head|tail|grep|rg|sed|awk|find|xargs|sort|uniq|wc|tar|zip|unzip|gzip|gunzip|df|du|ps|top|htop|kill|killall|export|source|echo|env|which|openssl|ffmpeg|convert|brew|apt|apt-get|dpkg|yum|dnf|apk|pacman|snap|nginx|certbot|tmux|screen|vim|nano|jq|ln|mount|umount|lsof|nohup|watch|diff|patch|alembic|prisma|nx|lerna|turbo|swift|xcodebuild|adb|flutter|dart|ipconfig|Get-\\w+|Set-\\w+|Remove-Item|reboot|shutdown';

/** Those that are words of prose as well: a command only with a flag or a path behind them. */
const WORDLIKE =
  /^(?:go|make|find|dig|curl|wget|nano|vim|mysql|cd|nc|df|wc|cp|mv|rm|less|uv|su|php|sort|watch|code|service|less|head|tail|top|kill|touch|cat|source|export|convert|env|screen|which|echo|diff|patch|node|python|java|ruby|swift|flask|nginx|rails|ping|mount|du|df|ls|ps|at|express|docker|su|ip|ss|snap|patch|zip|aws|vite|jest|dart|flutter|prisma|celery|rake|gem|poetry|vagrant|bundle|heroku)$/u;

const TOKEN = `(?:(?<=[ =:])"[^"\\n]{0,200}"|(?<=[ =:])'[^'\\n]{0,200}'|[^\\s"'\`、。，「」])+`;
/** Where prose goes on. */
const PROSE =
  /^(?:and|or|then|to|in|on|at|before|after|for|from|with|by|is|are|was|were|fails?|failed|works?|worked|again|first|please|now|it|that|which|if|but|so|because|will|should|does|until|when|once|instead|und|oder|dann|im|auf|mit|nach|vor|aus|an|ist|nicht|bitte|y|o|en|para|antes|después|con|luego|ausführen|laufen|hängt|takes|gives|says|shows|prints|every|twice|locally|over|as|the|a|your|my|you|we|i)$/iu;
const SUBCOMMAND = /^[a-z][a-z\d:-]*$/u;
const ARGUMENT = /^-|[/=.:@*$~\\_"'{}]|\d|^[<>|&]+$/u;

/** Of a word of prose, only what no prose has makes a command. */
const SURE_ARGUMENT = /^--?[a-z]|^[~.]?\/\w|\w[/=@]\w|\w\.(?!\p{Lu})\w|[\\*$~:]./u;

const TRAILING = /[.,;:!?)]+$/u;

const PROMPT = new RegExp(`(?<![\\w./@-])(?:${HEADS})(?= )(?: ${TOKEN}){1,30}`, 'gu');

/** A command in prose ends where its arguments do. */
function inProse(text: string): Claim[] {
  return matchesOf(text, PROMPT).flatMap(({ 0: line, index }) => {
    const [head = '', ...tokens] = line.match(new RegExp(TOKEN, 'gu')) ?? [];
    const kept = argumentsOf(tokens);
    const first = (kept[0] ?? '').replace(TRAILING, '');
    if (
      kept.length === 0 ||
      (WORDLIKE.test(head) && !kept.some((token) => SURE_ARGUMENT.test(token.replace(TRAILING, ''))))
    )
      return [];
    if (WORDLIKE.test(head) && !SURE_ARGUMENT.test(first) && !kept.slice(0, 3).some((token) => token.startsWith('-')))
      return [];
    const last = kept.at(-1) ?? '';
    let end = head.length;
    for (const token of kept) end = line.indexOf(token, end) + token.length;
    const trailing = TRAILING.exec(last)?.[0].length ?? 0;
    end -= trailing;
    return [{ kind: 'command' as const, value: line.slice(0, end), start: index, end: index + end }];
  });
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
