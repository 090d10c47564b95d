/** A file the visitor chose, as it goes to the server. Judges neither size nor content. */
import type { PageFile } from '../../sandbox/page/wire.ts';

/** Rejects when the browser cannot read it. */
export function fileOf(chosen: File): Promise<PageFile> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(reader.error);
    // A data address: everything after the comma is Base64.
    reader.onload = () =>
      resolve({
        name: chosen.name,
        content: typeof reader.result === 'string' ? reader.result.replace(/^[^,]*,?/, '') : '',
      });
    reader.readAsDataURL(chosen);
  });
}
