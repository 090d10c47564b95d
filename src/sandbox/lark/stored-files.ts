/** Knows the images and files the app has uploaded; keeps their bytes in memory and judges no size. */
import type { Ids } from './ids.ts';
import type { StoredFile } from './records.ts';

export interface StoredFiles {
  keep(file: Omit<StoredFile, 'key'>): StoredFile;
  find(key: string): StoredFile | undefined;
}

export function createStoredFiles(ids: Ids): StoredFiles {
  const files = new Map<string, StoredFile>();
  return {
    keep(file) {
      const kept = { ...file, key: ids.next(file.kind === 'image' ? 'img_v3_' : 'file_v3_') };
      files.set(kept.key, kept);
      return kept;
    },
    find: (key) => files.get(key),
  };
}
