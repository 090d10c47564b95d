/** Knows uploads on their way from a promised address to a shared file, and people's files; keeps the bytes in memory. */
import type { Ids } from './ids.ts';
import type { UploadedFile } from './records.ts';

/** What a person uploads, and what Slack is made to say of it. */
export interface PersonsFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** That of the bytes, unless it is to be a lie. */
  readonly size?: number;
  /** Where it is to be downloaded, unless at Slack's own address. */
  readonly url?: string;
}

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
  /** A person's client uploads in one step. */
  keep(user: string, file: PersonsFile, origin: string): UploadedFile;
  /** A finished file, as it is said of it. */
  find(id: string): UploadedFile | undefined;
  bytesOf(id: string): Uint8Array | undefined;
  nameOf(id: string): string | undefined;
}

export function createFiles(ids: Ids, appUser: string): Files {
  const slots = new Map<string, Slot>();
  const known = new Map<string, UploadedFile>();
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
      const about = { id, user: appUser, name: slot.name, title: title ?? slot.name, size: slot.bytes.length };
      const file = { ...about, url: `${origin}/files/${id}` };
      known.set(id, file);
      return file;
    },
    keep(user, { name, bytes, size, url }, origin) {
      const id = ids.next('F');
      slots.set(ids.token(), { id, name, bytes });
      const about = { id, user, name, title: name, size: size ?? bytes.length };
      const file = { ...about, url: url ?? `${origin}/files/${id}` };
      known.set(id, file);
      return file;
    },
    find: (id) => known.get(id),
    bytesOf: (id) => slotOf(id)?.bytes,
    nameOf: (id) => slotOf(id)?.name,
  };
}
