/** After a connectivity test: the topology with the packet's path, once under each card of the interface. */
import { diagnose } from '../../engine/twin/index.ts';
import type { Journal } from '../journal.ts';
import { packetPath } from '../picture/packet-path.ts';
import { pictureOf } from '../picture/tenant-picture.ts';
import { topologySvg } from '../picture/topology.ts';
import { OutcomeUnknown, RateLimited } from '../ports.ts';
import { t } from '../text/phrase.ts';
import { thingIn } from '../things.ts';
import { Later, type World } from '../world.ts';
import { twinNow } from './network.ts';
import { placeName, placesOf } from './place.ts';

export async function showPicture(
  world: World,
  journal: Journal,
  task: { tenant: string; vif: string; run: number },
): Promise<void> {
  const twin = await twinNow(journal, task.tenant);
  const thing = thingIn(twin.tenant, task.vif);
  const diagnosis = diagnose(twin, task.vif);
  const picture = diagnosis && pictureOf(twin.tenant, task.vif, packetPath(twin, diagnosis));
  if (!thing || !picture) return;
  const title = t('card.picture', { title: picture.title });
  const roster = await journal.load('roster', '');
  for (const place of placesOf(roster, task.tenant, thing)) {
    const speaker = world.speakers.get(place.platform);
    const name = placeName(place, thing.id);
    const { ref } = await world.book.get(name);
    if (!speaker?.picture) continue;
    // The card comes first; its delivery is a job of its own.
    if (!ref) throw new Later(1_000);
    const send = `${name}_picture-${task.run}`;
    const claim = await world.book.claim(send);
    // A picture whose fate is unknown is not repeated: the card says everything that matters.
    if (claim.state !== 'first') continue;
    try {
      await world.book.sent(
        send,
        await speaker.picture(ref, topologySvg(picture, place.language), title, place.language, send),
      );
    } catch (error) {
      if (!(error instanceof OutcomeUnknown)) await world.book.unclaim(send);
      if (error instanceof RateLimited) throw new Later(error.retryAfterMs);
      throw error;
    }
  }
}
