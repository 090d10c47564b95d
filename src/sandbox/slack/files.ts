/** Knows uploads on their way from a promised address to a shared file; keeps the bytes in memory. */
import type { Ids } from './ids.ts';
import type { UploadedFile } from './records.ts';

interface Slot {
  readonly id: string;
  readonly name: string;
  bytes: Uint8Array | undefined;
}

export interface Files {
  /** A place to upload to: the file's id and the secret part of its address. */
  reserve(name: string): { readonly id: string; readonly key: string };
  /** False when nothing was promised under that key. */
  receive(key: string, bytes: Uint8Array): boolean;
  /** The finished file, or undefined when its bytes never came. */
  complete(id: string, title: string | undefined, origin: string): UploadedFile | undefined;
  bytesOf(id: string): Uint8Array | undefined;
  nameOf(id: string): string | undefined;
}

export function createFiles(ids: Ids): Files {
  const slots = new Map<string, Slot>();
  const slotOf = (id: string) => [...slots.values()].find((slot) => slot.id === id);
  return {
    reserve(name) {
      const slot: Slot = { id: ids.next('F'), name, bytes: undefined };
      const key = ids.token();
      slots.set(key, slot);
      return { id: slot.id, key };
    },
    receive(key, bytes) {
      const slot = slots.get(key);
      if (slot === undefined) return false;
      slot.bytes = bytes;
      return true;
    },
    complete(id, title, origin) {
      const slot = slotOf(id);
      if (slot?.bytes === undefined) return undefined;
      return { id, name: slot.name, title: title ?? slot.name, size: slot.bytes.length, url: `${origin}/files/${id}` };
    },
    bytesOf: (id) => slotOf(id)?.bytes,
    nameOf: (id) => slotOf(id)?.name,
  };
}
