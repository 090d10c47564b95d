/** Tells rejections that escaped from Slack's SDKs from our own. Handles nothing: the process does. */

/** The SDKs' own folders, in any layout of node_modules. */
const sdkFrame = /[\\/]node_modules[\\/]@slack[\\/]/;

/**
 * True for an unhandled rejection whose nearest frame outside Node lies in a Slack SDK: to be logged and survived.
 * Known escapes are caught at their source; this is for those a next release brings.
 */
export function isSlackRejection(reason: unknown): boolean {
  if (!(reason instanceof Error)) return false;
  const frames = (reason.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line) && !line.includes('node:'));
  return frames[0] !== undefined && sdkFrame.test(frames[0]);
}
