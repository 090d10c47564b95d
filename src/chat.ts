/** `npm run chat`: the terminal of Hostline. Only wires arguments, files and the device; the talk is in `bot/terminal/chat`. */
import { parseArgs } from 'node:util';
import type { Language } from './app/text/phrase.ts';
import { findService } from './bot/terminal/chat/address.ts';
import { connectTo } from './bot/terminal/chat/connection.ts';
import { run } from './bot/terminal/chat/run.ts';
import { openScreen } from './bot/terminal/chat/screen.ts';
import { wantsColour } from './bot/terminal/paint.ts';
import { personPattern } from './bot/terminal/signature.ts';
import { directRoom } from './bot/terminal/speaker.ts';
import { roomPattern } from './bot/terminal/wire.ts';
import { words } from './bot/terminal/words.ts';

const { env, stdin, stdout, stderr } = process;
const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
const language: Language = locale.startsWith('zh') ? 'zh' : 'en';

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        as: { type: 'string' },
        room: { type: 'string' },
        url: { type: 'string' },
        once: { type: 'string' },
        dir: { type: 'string', default: '.hostline' },
      },
    });
    const { as: person = '', room = directRoom(person), url } = values;
    const fits = personPattern.test(person) && roomPattern.test(room) && (url === undefined || URL.canParse(url));
    return fits ? { ...values, person, room } : undefined;
  } catch {
    return undefined;
  }
}

async function chat(): Promise<number> {
  const chosen = readArguments();
  if (!chosen) {
    stderr.write(`${words(language, 'terminal.usage')}\n`);
    return 2;
  }
  const { person, room, url, once, dir } = chosen;
  const found = await findService(dir, url);
  if ('missing' in found) {
    stderr.write(`${words(language, 'terminal.never-ran', { file: found.missing })}\n`);
    return 1;
  }
  return run({
    connection: connectTo(found.url, found.key, person),
    screen: openScreen(stdin, stdout),
    person,
    room,
    language,
    colour: wantsColour(stdout.isTTY, env.NO_COLOR),
    ...(once === undefined ? {} : { once }),
  });
}

// Whoever reads our output may stop reading.
stdout.on('error', () => process.exit(1));
// What is still under way is nobody's any more.
process.exit(await chat());
