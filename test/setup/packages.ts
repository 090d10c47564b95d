/** Installs what the tests run for real and this machine lacks: Redis always, routing daemons where root may. Vitest runs it once. */
import { spawnSync } from 'node:child_process';

const wanted: readonly { readonly program: string; readonly debian: string; readonly needed: boolean }[] = [
  { program: 'redis-server', debian: 'redis-server', needed: true },
  { program: 'bird', debian: 'bird2', needed: false },
  { program: 'vtysh', debian: 'frr', needed: false },
  { program: 'ip', debian: 'iproute2', needed: false },
  { program: 'ping', debian: 'iputils-ping', needed: false },
  // With a font for the coloured marks on cards: Debian's browser brings none.
  { program: 'chromium', debian: 'chromium fonts-noto-color-emoji', needed: false },
];

const isThere = (program: string) =>
  spawnSync('sh', ['-c', `PATH=$PATH:/usr/sbin:/sbin:/usr/lib/frr command -v ${program}`], { stdio: 'ignore' })
    .status === 0;

export default function setup(): void {
  const absent = wanted.filter(
    (row) => !isThere(row.program) && !(row.program === 'redis-server' && isThere('valkey-server')),
  );
  if (absent.length === 0) return;
  const packages = absent.flatMap((row) => row.debian.split(' '));
  const mayInstall = process.getuid?.() === 0 && isThere('apt-get');
  if (!mayInstall) {
    if (absent.some((row) => row.needed))
      throw new Error(
        `The tests need ${packages.join(', ')}. On Debian: sudo apt-get install -y ${packages.join(' ')}`,
      );
    process.stderr.write(`Tests that need ${packages.join(', ')} report themselves as skipped.\n`);
    return;
  }
  process.stderr.write(`Installing for the tests: ${packages.join(' ')}\n`);
  // RUNLEVEL=1: the packages' system services stay off; the tests start their own.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  spawnSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 2, 2], env });
  const result = spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
    stdio: ['ignore', 'ignore', 2],
    env,
  });
  if (result.status !== 0 && absent.some((row) => row.needed))
    throw new Error(`Could not install ${packages.join(' ')}`);
}
