/** Every metric of Hostline as a table: its kind, labels and meaning. Measures nothing; dashboard, alerts and docs follow it. */

interface Metric {
  readonly help: string;
  readonly labels?: readonly string[];
  /** Label values that are there from the start: an increase from nothing to one is no increase to Prometheus. */
  readonly starts?: readonly Readonly<Record<string, string>>[];
}

export const counters = {
  jobs_done: { help: 'jobs that ended well', labels: ['queue', 'name'] },
  rate_limited: { help: 'calls that a platform told us to repeat later', labels: ['platform'] },
  http_refused: { help: 'requests that were not let in', labels: ['reason'] },
  api_refused: { help: 'API requests answered with a problem', labels: ['code'] },
  commands_refused: { help: 'commands beyond what one person or tenant may send', labels: ['whose'] },
  slack_heard: { help: 'what people did in Slack', labels: ['kind'] },
  slack_ignored: { help: 'Slack events that ask for nothing' },
  slack_late: { help: 'answers that came after Slack stopped waiting' },
  slack_forced_ack: { help: 'Slack deliveries acknowledged before there was an answer' },
  slack_second_ack: { help: 'Slack deliveries acknowledged twice' },
  slack_file_refused: { help: 'files from Slack that were not read', labels: ['problem'] },
  slack_view_refused: { help: 'forms and pages Slack did not take', labels: ['code'] },
  slack_answer_rerouted: { help: 'answers that needed another way to Slack', labels: ['way', 'code'] },
  lark_heard: { help: 'what people did in Lark', labels: ['kind'] },
  lark_ignored: { help: 'Lark events that ask for nothing' },
  lark_late: { help: 'answers that came after Lark stopped waiting' },
  lark_file_refused: { help: 'files from Lark that were not read', labels: ['problem'] },
  lark_answer_rerouted: { help: 'answers that needed another way to Lark', labels: ['reason'] },
  lark_token_refused: { help: 'tenant tokens Lark did not take' },
  lark_reconnecting: { help: 'losses of the long connection to Lark' },
  terminal_unreadable: { help: 'inbox entries of the terminal that cannot be read' },
  webhooks_delivered: { help: 'reports a webhook took' },
  webhook_failures: { help: 'reports a webhook did not take, every try' },
  log_entries_lost: {
    help: 'times the store had forgotten entries',
    labels: ['restored'],
    starts: [{ restored: 'true' }, { restored: 'false' }],
  },
  audit_anchors: { help: 'checkpoints written' },
  audit_anchor_failures: { help: 'checkpoints that could not be written' },
  unhandled_rejections: { help: 'promises nobody awaited that failed' },
} as const satisfies Record<string, Metric>;

export const histograms = {
  hear_seconds: {
    help: 'from what was heard to its answer',
    labels: ['platform', 'outcome'],
    // Slack waits three seconds.
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 10],
  },
  job_seconds: {
    help: 'one try of a job',
    labels: ['queue', 'name', 'outcome'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
  },
} as const satisfies Record<string, Metric & { readonly buckets: readonly number[] }>;

export const gauges = {
  queue_jobs: { help: 'jobs by queue and state, the same from every process', labels: ['queue', 'state'] },
  unsettled_logs: { help: 'logs whose effects are not all in flight after three seconds, at most 1000' },
  event_loop_lag_seconds: { help: 'slowest hundredth of turns of the event loop since the last look' },
} as const satisfies Record<string, Metric>;

export type HistogramName = keyof typeof histograms;
export type GaugeName = keyof typeof gauges;

/** As Prometheus knows them. */
export const metricNames: readonly string[] = [
  ...Object.keys(counters).map((name) => `hostline_${name}_total`),
  ...Object.keys(histograms).map((name) => `hostline_${name}`),
  ...Object.keys(gauges).map((name) => `hostline_${name}`),
];
