// A visitor sends a configuration from the page: in Slack's direct conversation with its words, in Lark's direct chat alone.
import { describe, expect, it } from 'vitest';
import { hasBrowser, withVisitor } from './visitor.ts';

describe.skipIf(!hasBrowser)('a file of the visitor’s', () => {
  const visitor = withVisitor('file', 'en-US');

  it('is answered on both platforms', { timeout: 60_000 }, async () => {
    const { page } = visitor;
    await visitor.become('Tom Ward');
    const config = { name: 'edge-1.cfg', mimeType: 'text/plain', buffer: Buffer.from('sysname edge-1\n') };
    for (const [platform, room] of [
      ['slack', 'Hostline'],
      ['lark', 'Hostline'],
    ] as const) {
      await visitor.openRoom(platform, room);
      const pane = visitor.pane(platform);
      await pane.locator('.composer input[type="file"]').setInputFiles(config);
      await pane.locator('.composer', { hasText: 'edge-1.cfg' }).waitFor();
      await visitor.picture(`chosen-${platform}`);
      await pane.getByRole('button', { name: 'Send' }).click();
      await visitor.message(platform, /There is no virtual interface yet/);
      await pane.getByText('edge-1.cfg').first().waitFor();
      await visitor.picture(`answered-${platform}`);
    }
    expect(await page.locator('.unknown').count()).toBe(0);
    expect(visitor.complaints).toEqual([]);
  });
});
