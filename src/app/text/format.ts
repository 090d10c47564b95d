/** How money and dates are written for a reader. Business time is China Standard Time, where the sites are. */

const dates = {
  en: new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Asia/Shanghai',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }),
  zh: new Intl.DateTimeFormat('zh-CN', {
    timeZone: 'Asia/Shanghai',
    month: 'long',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }),
};

/** `at`: milliseconds since the epoch. */
export function formatDate(at: number, language: 'en' | 'zh'): string {
  return dates[language].format(at);
}

/** Integer fen to `¥15,000.00` or `15,000.00 元`. */
export function formatFen(fen: number, language: 'en' | 'zh'): string {
  const yuan = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(fen / 100);
  return language === 'zh' ? `${yuan} 元` : `¥${yuan}`;
}
