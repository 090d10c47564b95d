/** Turns the browser's code and styles into the files the page loads, once, in memory. Serves nothing. */
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export interface Bundle {
  readonly script: Uint8Array;
  readonly style: Uint8Array;
}

const entry = fileURLToPath(new URL('../../page/main.tsx', import.meta.url));

/** @throws Error when the code does not build. */
export async function bundlePage(): Promise<Bundle> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    outdir: 'page',
    format: 'esm',
    target: 'es2022',
    minify: true,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    external: ['/font.woff'],
    logLevel: 'silent',
  });
  const endingIn = (ending: string) => {
    const file = outputFiles.find(({ path }) => path.endsWith(ending));
    if (file === undefined) throw new Error(`the page has no ${ending}`);
    return file.contents;
  };
  return { script: endingIn('.js'), style: endingIn('.css') };
}
