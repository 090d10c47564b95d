/** The whole service inside the process of the city; a crash cuts it off from everything. */
import type { World } from '../../src/app/world.ts';
import { type Service, startService } from '../../src/wire/running.ts';
import { openTelemetry } from '../../src/wire/telemetry.ts';
import { type Crew, type Ground, watchAnswers, withSwitch } from './crew.ts';

export async function together({ config, log, clock, listenAt, fair, heard }: Ground) {
  let loses = false;
  async function start(): Promise<Service> {
    const fresh = await fair(() => startService({ config, telemetry: openTelemetry(log), clock }));
    listenAt(fresh.url);
    watchAnswers(fresh, heard);
    return withSwitch(fresh, () => loses);
  }
  async function again(): Promise<void> {
    await service.close();
    service = await start();
  }
  let service = await start();
  return {
    service: () => service,
    restart: again,
    crash() {
      cutOff(service.world);
      return again();
    },
    loseEffects(lose) {
      loses = lose;
    },
    // Its clock is the city's.
    setClock: () => undefined,
    whole: () => Promise.resolve(),
    close: () => service.close(),
  } satisfies Crew & { service(): Service };
}

/** From here on nothing this world does reaches anything: what a killed process leaves behind. */
function cutOff(world: World): void {
  const gone = () => Promise.reject(new Error('this process is gone'));
  const ports: readonly object[] = [
    world.log,
    world.queues,
    world.book,
    world.deliveries,
    world.directory,
    ...world.speakers.values(),
  ];
  for (const port of ports) {
    for (const [name, member] of Object.entries(port)) {
      if (typeof member === 'function' && name !== 'close' && name !== 'digest') Object.assign(port, { [name]: gone });
    }
  }
}
