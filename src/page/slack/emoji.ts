/** The few emoji names a workspace's own messages are likely to use; any other stays as it was written. */
export const emoji: Readonly<Record<string, string>> = {
  white_check_mark: '✅',
  x: '❌',
  warning: '⚠️',
  hourglass_flowing_sand: '⏳',
  wrench: '🔧',
  large_orange_circle: '🟠',
  large_green_circle: '🟢',
  red_circle: '🔴',
  large_blue_circle: '🔵',
  thread: '🧵',
  eyes: '👀',
  tada: '🎉',
  wave: '👋',
  '+1': '👍',
  thumbsup: '👍',
};
