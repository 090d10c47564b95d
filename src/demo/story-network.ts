/** The demo's second act: tutorial steps 2 to 7 on the available line, with one mistake, its explanation and its fix. */
import type { SlackSandbox } from '../sandbox/slack/index.ts';
import { shown } from '../sandbox/slack/json.ts';
import { type Stage, StepFailed } from './stage.ts';

const room = 'acme-line';
const ops = 'network-ops';
const region = 'cn-east-2';

export async function playNetwork(stage: Stage, slack: SlackSandbox): Promise<void> {
  const { step, type, press, card, print } = stage;

  await step('The checklist of the seven steps says what comes next', async () => {
    await type('tom', room, '/line setup', /Border gateway[\s\S]*gateway create/);
  });

  await step('Step 2 and 3: a border gateway, a VPC, and the VPC attached to it', async () => {
    await type('tom', room, `/line gateway create --name gw-1 --region ${region}`, /Created Border gateway gw-1/);
    await type(
      'tom',
      room,
      `/line vpc create --name vpc-1 --region ${region} --cidr 192.168.0.0/16 --subnet 192.168.0.0/24`,
      /Created VPC vpc-1/,
    );
    await type('tom', room, '/line attach vpc-1 --gateway gw-1', /Created VPC attachment/);
  });

  await step(
    'Step 4: a virtual interface; the address plan proposes VLAN and addresses, a taken one is explained',
    async () => {
      await type('tom', room, '/line vif plan dc1-east', /VLAN 10, primary 172\.31\.128\.1\/30/);
      await type('tom', room, '/line vif create --name bad --vlan 4001', /VLAN: “4001” will not do/);
      await type('tom', room, '/line vif create --name vif-1', /Created Virtual interface vif-1/);
      await card(room, 'vif-1', /Configuring[\s\S]*your device is not described yet/);
    },
  );

  await step(
    'Step 5: the device’s configuration comes as a file to the person alone; the key is shown once',
    async () => {
      await type('tom', room, '/line device config vif-1 --vendor huawei --announce 10.0.0.0/16', /with you alone/);
      const file = await slack.until(
        () => slack.workspace.messages.findLast((message) => (message.files?.length ?? 0) > 0),
        20_000,
      );
      print(`file in tom’s direct messages: ${shown(file.files?.[0]?.name ?? '')}`);
      await type('tom', room, '/line key vif-1', /shown only now/);
      await type('tom', room, '/line key vif-1', /was shown already/);
      await type('tom', room, '/line device set vif-1 --announce 10.0.0.0/16 --vlan 11', /Changed vif-1/);
    },
  );

  await step('Step 6: the VPC’s route table takes the gateway’s routes; a default route would be refused', async () => {
    await type('tom', room, '/line vpc propagate vpc-1 --scope 10.0.0.0/8 --gateway gw-1', /Changed vpc-1/);
    await type('tom', room, '/line vpc instance vpc-1 --name vm-1 --subnet subnet-1', /Changed vpc-1/);
    await type('tom', room, '/line device set vif-1 --announce 0.0.0.0/0', /default route/);
  });

  await step('Step 7: the test fails and names the one wrong field and the smallest fix', async () => {
    await press('tom', room, 'vif-1', /^Test$/, /Testing vif-1/);
    await card(room, 'vif-1', /Connectivity test failed[\s\S]*the VLAN differs[\s\S]*Smallest fix: .*--vlan 10/);
  });

  await step(
    'The suggested line is typed; both BGP sessions come up; the repeated test passes with a ping both ways',
    async () => {
      const failed = await card(room, 'vif-1', /Smallest fix/);
      const fix = /\/line device set \S+ --vlan 10/.exec(JSON.stringify(failed.blocks))?.[0];
      if (!fix) throw new StepFailed('the card suggests no line to type');
      await type('tom', room, fix, /Changed vif-1/);
      await card(room, 'vif-1', /Available/);
      await press('tom', room, 'vif-1', /^Test$/, /Testing vif-1/);
      await card(room, 'vif-1', /Connectivity test passed[\s\S]*Ping from the cloud[\s\S]*Ping from your side/);
    },
  );

  await step('The topology with the packet’s path is a picture in the thread', async () => {
    const picture = await slack.until(
      () =>
        slack.workspace.messages.find((message) =>
          message.files?.some((file) => /picture-\d+\.png$/.test(shown(file.name ?? ''))),
        ),
      20_000,
    );
    print(`picture in #${room}: ${shown(picture.files?.[0]?.title ?? '')}`);
  });

  await step('The looking glass shows what was received, advertised and chosen', async () => {
    await type(
      'tom',
      room,
      '/line bgp vif-1',
      /10\.0\.0\.0\/16 \[65001\][\s\S]*192\.168\.0\.0\/24[\s\S]*Effective routes/,
    );
  });

  await step('Why: each hop’s route, and why the others lost', async () => {
    await type('tom', room, '/line why 10.0.0.10', /gets there and back[\s\S]*Border gateway gw-1/);
  });

  await step(
    'A line router goes down: the room is told that redundancy is lost, and again when it is back',
    async () => {
      await type('wei', ops, '/line router lr-sh-b down', /simulated anew/);
      await card(room, 'vif-1', /redundancy is lost/);
      await type('wei', ops, '/line router lr-sh-b up', /simulated anew/);
      await slack.until(
        () => stage.thread(room, 'vif-1').some((line) => line.includes('Both sessions are up again')),
        20_000,
      );
      print(...stage.thread(room, 'vif-1').map((line) => `🧵 ${line}`));
    },
  );

  await step('All seven steps are done', async () => {
    await type('tom', room, '/line setup', /All seven steps are done/);
  });
}
