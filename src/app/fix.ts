/** A fix of the diagnosis as the line a person types. Every kind of fix has its verb; one without says nothing. */
import type { SiteCommand } from '../engine/site/index.ts';
import type { TenantCommand } from '../engine/tenant/messages.ts';
import type { TenantState } from '../engine/tenant/model.ts';
import type { ClientDevice } from '../engine/tenant/network/model.ts';
import type { Fix } from '../engine/twin/codes.ts';

const line = (...words: (string | undefined)[]) => ['/line', ...words.filter((word) => word !== undefined)].join(' ');

export function typedFix(fix: Fix | undefined, state: TenantState): string | undefined {
  if (!fix) return undefined;
  return fix.log === 'site' ? siteLine(fix.command) : tenantLine(fix.command, state);
}

function siteLine(command: SiteCommand): string | undefined {
  switch (command.do) {
    case 'router-up':
    case 'router-down':
      return line('router', command.router, command.do === 'router-up' ? 'up' : 'down');
    case 'line-lit':
    case 'line-dark':
      return line(
        'light',
        command.connection,
        '--side',
        command.side,
        '--state',
        command.do === 'line-lit' ? 'lit' : 'dark',
      );
    default:
      return undefined;
  }
}

function tenantLine(command: TenantCommand, state: TenantState): string | undefined {
  switch (command.do) {
    case 'report-repair':
      return line('repair', command.connection);
    case 'set-device':
      return line('device set', command.id, ...deviceFlags(command.device, state.vifs[command.id]?.device));
    case 'create-attachment':
      return line(
        'attach',
        command.vpc,
        '--gateway',
        command.gateway,
        '--propagate',
        command.propagate,
        ...list('--subnets', command.subnets),
      );
    case 'edit-attachment': {
      const attachment = state.attachments[command.id];
      if (!attachment) return undefined;
      return line(
        'attach',
        attachment.vpc,
        '--gateway',
        attachment.gateway,
        '--propagate',
        command.propagate ?? attachment.propagate,
        ...list('--subnets', command.subnets ?? []),
      );
    }
    case 'set-propagation':
      return line(
        'vpc propagate',
        command.id,
        '--table',
        command.table,
        '--gateway',
        command.gateway,
        '--scope',
        command.scope.join(','),
      );
    case 'add-vpc-route':
    case 'remove-vpc-route':
      return line(
        'vpc route',
        command.id,
        '--table',
        command.table,
        '--gateway',
        command.gateway,
        '--to',
        command.destination,
        ...(command.do === 'remove-vpc-route' ? ['--remove', 'yes'] : []),
      );
    case 'stop-drill':
      return line('drill stop', command.id);
    case 'bind-subnet':
      return line('vpc bind', command.id, '--subnet', command.subnet, '--table', command.table);
    case 'set-security':
      return line('vpc security', command.id, '--instance', command.instance, '--allow', command.allowFrom.join(','));
    case 'add-instance':
      return line('vpc instance', command.id, '--name', command.name, '--subnet', command.subnet);
    case 'verify-route':
      return line('route verify', command.id, command.route);
    case 'add-static-route':
      return line('route', command.id, '--to', command.destination, '--via', command.nextHop);
    case 'remove-static-route':
      return line('route remove', command.id, command.route);
    default:
      return undefined;
  }
}

const list = (flag: string, words: readonly string[]) => (words.length > 0 ? [flag, words.join(',')] : []);

type Device = Omit<ClientDevice, 'since'>;

/** Only what differs from the device as it is. `--key same` means the interface's own key, which nobody types here. */
const deviceFields: readonly { readonly flag: string; readonly of: (device: Device) => string }[] = [
  { flag: '--vlan', of: (device) => String(device.vlan) },
  { flag: '--asn', of: (device) => String(device.asn) },
  { flag: '--remote-asn', of: (device) => String(device.remoteAsn) },
  { flag: '--addresses', of: (device) => device.addresses.join(',') },
  { flag: '--announce', of: (device) => device.announces.join(',') || 'none' },
  { flag: '--host', of: (device) => device.host },
  { flag: '--ttl-security', of: (device) => (device.ttlSecurity ? 'yes' : 'no') },
  { flag: '--static-to', of: (device) => device.staticTo.join(',') || 'none' },
  { flag: '--refuses-cloud', of: (device) => (device.refusesCloud ? 'yes' : 'no') },
  { flag: '--prepend', of: (device) => String(device.prepend ?? 0) },
  { flag: '--blocks-icmp', of: (device) => (device.blocksIcmp ? 'yes' : 'no') },
  { flag: '--key', of: (device) => (device.keyPrint === undefined ? 'none' : 'same') },
];

function deviceFlags(wanted: Device, now: Device | undefined): string[] {
  return deviceFields.flatMap(({ flag, of }) => {
    const differs = flag === '--key' ? wanted.keyPrint !== now?.keyPrint : !now || of(wanted) !== of(now);
    return differs ? [flag, of(wanted)] : [];
  });
}
