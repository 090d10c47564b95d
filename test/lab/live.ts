/** What a scenario's configuration has become after events. Pure: knows no daemon, no kernel, no link state. */
import type { LabEvent, Node, Scenario, SessionSide, Side } from './scenario.ts';

function editNode(scenario: Scenario, name: string, edit: (node: Node) => Node): Scenario {
  const node = scenario.nodes[name];
  return node === undefined ? scenario : { ...scenario, nodes: { ...scenario.nodes, [name]: edit(node) } };
}

function editSide(scenario: Scenario, id: string, side: Side, edit: (self: SessionSide) => SessionSide): Scenario {
  const sessions = scenario.sessions.map((session) =>
    session.id === id ? { ...session, [side]: edit(session[side]) } : session,
  );
  return { ...scenario, sessions };
}

/** The scenario whose configuration contains `event`. Events of wires and processes leave it as it is. */
export function configured(scenario: Scenario, event: LabEvent): Scenario {
  switch (event.do) {
    case 'announce':
      return editNode(scenario, event.node, (node) => ({
        ...node,
        networks: [...(node.networks ?? []), event.prefix],
      }));
    case 'withdraw':
      return editNode(scenario, event.node, (node) => ({
        ...node,
        networks: (node.networks ?? []).filter((prefix) => prefix !== event.prefix),
      }));
    case 'static-add':
      return editNode(scenario, event.node, (node) => ({ ...node, static: [...(node.static ?? []), event.route] }));
    case 'static-del':
      return editNode(scenario, event.node, (node) => ({
        ...node,
        static: (node.static ?? []).filter(
          ({ dst, via }) => dst !== event.route.dst || String(via) !== String(event.route.via),
        ),
      }));
    case 'session-shutdown':
    case 'session-up':
      return editSide(scenario, event.session, event.side, (self) => ({
        ...self,
        options: { ...self.options, shutdown: event.do === 'session-shutdown' },
      }));
    case 'set-password':
      return editSide(scenario, event.session, event.side, (self) => ({ ...self, password: event.password }));
    case 'set-policy':
      return editSide(scenario, event.session, event.side, (self) => ({
        ...self,
        ...(event.import === undefined ? {} : { import: event.import }),
        ...(event.export === undefined ? {} : { export: event.export }),
      }));
    default:
      return scenario;
  }
}

/** The node whose daemon must be told of a configuration event. */
export function concerned(scenario: Scenario, event: LabEvent): string | undefined {
  switch (event.do) {
    case 'announce':
    case 'withdraw':
    case 'static-add':
    case 'static-del':
      return event.node;
    case 'session-shutdown':
    case 'session-up':
    case 'set-password':
    case 'set-policy':
      return scenario.sessions.find(({ id }) => id === event.session)?.[event.side].node;
    default:
      return undefined;
  }
}
