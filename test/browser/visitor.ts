/** Somebody at the page, in a real browser: switches people, writes, presses, looks, takes pictures. Knows no story. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { Page as ServedPage } from '../../src/sandbox/page/index.ts';
import { startPage } from '../../src/wire/page.ts';
import { type Town, withTown } from '../journey/town.ts';

export type Platform = 'slack' | 'lark';

const found = spawnSync(
  'sh',
  ['-c', 'command -v chromium || command -v chromium-browser || command -v google-chrome'],
  {
    encoding: 'utf8',
  },
).stdout.trim();

/** Where there is none and none may be installed, these tests say so and are skipped. */
export const hasBrowser = found !== '';

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const patienceMs = 20_000;

export interface Visitor {
  readonly town: Town;
  readonly page: Page;
  /** What the browser complained about, which must stay nothing. */
  readonly complaints: readonly string[];
  readonly become: (realName: string) => Promise<void>;
  readonly openRoom: (platform: Platform, room: string | RegExp) => Promise<void>;
  readonly pane: (platform: Platform) => Locator;
  /** Writes into the open room and sends it. */
  readonly say: (platform: Platform, text: string) => Promise<void>;
  /** The newest message that reads so, once it is there. */
  readonly message: (platform: Platform, reads: string | RegExp) => Promise<Locator>;
  /** Presses a button of the newest message that reads so and has it, and agrees when asked. */
  readonly press: (
    platform: Platform,
    reads: string | RegExp,
    button: string | RegExp,
    agree?: string,
  ) => Promise<void>;
  readonly picture: (name: string) => Promise<void>;
}

/** @param language of the page's own words when it is first opened. */
export function withVisitor(name: string, locale: string): Visitor {
  const town = withTown('socket');
  const folder = join(import.meta.dirname, '../artefacts/page', name);
  const complaints: string[] = [];
  let served: ServedPage | undefined;
  let browser: Browser | undefined;
  let opened: Page | undefined;
  let pictures = 0;

  beforeAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    served = await startPage(town.service, 0);
    browser = await chromium.launch({ executablePath: found, args: flags });
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale, colorScheme: 'light' });
    opened = await context.newPage();
    opened.setDefaultTimeout(patienceMs);
    opened.on('console', (line) => {
      if (line.type() === 'error' || line.type() === 'warning') complaints.push(line.text());
    });
    opened.on('pageerror', (error) => complaints.push(error.message));
    await opened.goto(served.url);
    await opened.locator('.pane.lark').waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await served?.close();
  });

  const page = (): Page => {
    if (!opened) throw new Error('withVisitor: used before its beforeAll has run');
    return opened;
  };
  const pane = (platform: Platform) => page().locator(`.pane.${platform}`);

  async function message(platform: Platform, reads: string | RegExp): Promise<Locator> {
    const newest = pane(platform).locator('.message').filter({ hasText: reads }).last();
    await newest.waitFor();
    return newest;
  }

  const picture = async (what: string) => {
    pictures += 1;
    await page().screenshot({ path: join(folder, `${String(pictures).padStart(2, '0')}-${what}.png`) });
  };
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await picture('failed');
  });

  return {
    get town() {
      return town;
    },
    get page() {
      return page();
    },
    complaints,
    pane,
    async become(realName) {
      await page().locator('.people label').filter({ hasText: realName }).click();
      await pane('lark').locator('.rooms').waitFor();
    },
    async openRoom(platform, room) {
      await pane(platform).locator('.rooms').getByRole('button', { name: room }).click();
    },
    async say(platform, text) {
      const field = pane(platform).locator('.chat > .composer').getByRole('combobox');
      await field.fill(text);
      await field.press('Enter');
    },
    message,
    async press(platform, reads, button, agree) {
      await message(platform, reads);
      await pane(platform)
        .locator('.message')
        .filter({ hasText: reads })
        .filter({ has: page().getByRole('button', { name: button }) })
        .last()
        .getByRole('button', { name: button })
        .first()
        .click();
      if (agree !== undefined) await page().getByRole('dialog').getByRole('button', { name: agree }).click();
    },
    picture,
  };
}
