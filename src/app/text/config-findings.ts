/** What is said of a customer's configuration: what is wrong, and why it matters. One row per finding of the engine. */
export const configFindingText = {
  'check.what.absent': {
    en: 'Nothing of this interface is configured: no address of a link, no VLAN {expected}, no neighbour.',
    zh: '未找到此托管通道的任何配置：没有互联地址、VLAN {expected} 或 BGP 邻居。',
  },
  'check.why.absent': {
    en: 'Without it neither session comes up. The lines configure all of it.',
    zh: '两条会话均无法建立。以下为完整配置。',
  },
  'check.what.interface-missing': {
    en: 'No interface has the address {expected}.',
    zh: '没有接口配置地址 {expected}。',
  },
  'check.why.interface-missing': {
    en: 'The line router talks to this address; without it the session has no path.',
    zh: '专线路由器与该地址建立会话，缺失则会话不通。',
  },
  'check.what.wrong-interface': {
    en: 'This is on port {actual}; the line is patched to {expected}.',
    zh: '配置在端口 {actual} 上，而专线接在 {expected}。',
  },
  'check.why.wrong-interface': {
    en: 'Frames of the line never reach this interface.',
    zh: '该线路的报文不会到达此接口。',
  },
  'check.what.pairs-swapped': {
    en: 'This address is on {actual}, the other line’s port; it belongs on {expected}.',
    zh: '该地址配置在另一条线路的端口 {actual} 上，应在 {expected}。',
  },
  'check.why.pairs-swapped': {
    en: 'Each line router has its own /30; with the pairs swapped neither answers.',
    zh: '每台专线路由器使用各自的 /30，主备互换后两侧均不通。',
  },
  'check.what.interface-shut': { en: 'The interface is shut down.', zh: '接口已关闭（shutdown）。' },
  'check.why.interface-shut': { en: 'No frame crosses the line.', zh: '线路上无任何报文通过。' },
  'check.what.vlan': {
    en: 'The VLAN is {actual}; it should be {expected}.',
    zh: 'VLAN 为 {actual}，应为 {expected}。',
  },
  'check.why.vlan': {
    en: 'The line router drops frames with another tag.',
    zh: '专线路由器会丢弃其他标签的报文。',
  },
  'check.what.vlan-missing': {
    en: 'The interface has no VLAN tag; {expected} is needed.',
    zh: '接口没有 VLAN 标签，应为 {expected}。',
  },
  'check.why.vlan-missing': {
    en: 'Untagged frames reach no virtual interface.',
    zh: '不带标签的报文无法进入托管通道。',
  },
  'check.what.second-host': {
    en: 'The address is {actual}, the cloud’s own; yours is {expected}.',
    zh: '地址 {actual} 为云端地址，客户端应为 {expected}。',
  },
  'check.why.second-host': {
    en: 'Both ends have one address: neither hears the other.',
    zh: '两端地址相同，互相不通。',
  },
  'check.what.mask': {
    en: 'The mask is wrong: {actual} should be {expected}.',
    zh: '掩码错误：{actual} 应为 {expected}。',
  },
  'check.why.mask': {
    en: 'The device looks for too many or too few addresses on the link.',
    zh: '设备对直连网段的判断会出错。',
  },
  'check.what.address': {
    en: 'The address is {actual}; it should be {expected}.',
    zh: '地址为 {actual}，应为 {expected}。',
  },
  'check.why.address': {
    en: 'The line router expects the session from that address alone.',
    zh: '专线路由器只接受来自该地址的会话。',
  },
  'check.what.address-missing': {
    en: 'The interface has no address; {expected} is needed.',
    zh: '接口没有地址，应为 {expected}。',
  },
  'check.why.address-missing': { en: 'Without an address no session can start.', zh: '没有地址，会话无法发起。' },
  'check.what.acl-bgp': { en: 'This line of a packet filter drops BGP.', zh: '此访问控制规则会丢弃 BGP 报文。' },
  'check.why.acl-bgp': { en: 'BGP needs TCP port 179 in both directions.', zh: 'BGP 需要 TCP 179 端口双向放行。' },
  'check.what.bgp-missing': {
    en: 'There is no BGP process; AS {expected} is needed.',
    zh: '没有 BGP 进程，应为 AS {expected}。',
  },
  'check.why.bgp-missing': { en: 'Routes are exchanged over BGP alone.', zh: '路由只通过 BGP 交换。' },
  'check.what.local-as': {
    en: 'Your AS is {actual}; it should be {expected}.',
    zh: '本端 AS 为 {actual}，应为 {expected}。',
  },
  'check.why.local-as': {
    en: 'The line router refuses an OPEN from another AS (RFC 4271, error 2/2).',
    zh: '专线路由器拒绝其他 AS 的 OPEN 报文（RFC 4271，错误 2/2）。',
  },
  'check.what.wrong-process': {
    en: 'The neighbour is in the process of AS {actual}; it belongs in {expected}.',
    zh: '邻居配置在 AS {actual} 的进程下，应在 {expected}。',
  },
  'check.why.wrong-process': {
    en: 'The session would speak with the wrong number.',
    zh: '会话会使用错误的 AS 号。',
  },
  'check.what.peer-missing': { en: 'There is no neighbour {expected}.', zh: '缺少 BGP 邻居 {expected}。' },
  'check.why.peer-missing': {
    en: 'One session per line router: without both, one failure takes the line down.',
    zh: '每台专线路由器一条会话，缺一条则失去冗余。',
  },
  'check.what.peer-address': {
    en: 'The neighbour is {actual}; it should be {expected}.',
    zh: '邻居地址为 {actual}，应为 {expected}。',
  },
  'check.why.peer-address': { en: 'Nobody answers at that address.', zh: '该地址没有对端响应。' },
  'check.what.session-shut': { en: 'The session is switched off.', zh: '该会话已被关闭。' },
  'check.why.session-shut': { en: 'It stays down until it is switched on.', zh: '开启之前会话不会建立。' },
  'check.what.remote-as': {
    en: 'The neighbour’s AS is {actual}; it should be {expected}.',
    zh: '对端 AS 为 {actual}，应为 {expected}。',
  },
  'check.why.remote-as': {
    en: 'Your device would refuse our OPEN (RFC 4271, error 2/2).',
    zh: '设备会拒绝云端的 OPEN 报文（RFC 4271，错误 2/2）。',
  },
  'check.what.remote-as-missing': {
    en: 'The neighbour has no AS; {expected} is needed.',
    zh: '邻居未配置 AS，应为 {expected}。',
  },
  'check.why.remote-as-missing': { en: 'Without it the session is never started.', zh: '缺少则不会发起会话。' },
  'check.what.key': { en: 'The BGP key is another one.', zh: 'BGP 密钥不一致。' },
  'check.why.key': {
    en: 'Packets signed with another key are dropped in silence (RFC 2385). Keys are compared by fingerprint.',
    zh: '密钥不同的报文会被静默丢弃（RFC 2385）。密钥仅按指纹比较。',
  },
  'check.what.key-missing': { en: 'The neighbour has no BGP key.', zh: '邻居未配置 BGP 密钥。' },
  'check.why.key-missing': {
    en: 'The line router drops unsigned packets (RFC 2385).',
    zh: '专线路由器会丢弃未签名的报文（RFC 2385）。',
  },
  'check.what.key-extra': {
    en: 'A BGP key is set; this interface has none.',
    zh: '配置了 BGP 密钥，但此通道没有密钥。',
  },
  'check.why.key-extra': { en: 'Both ends sign or neither does.', zh: '两端须同时使用或同时不用密钥。' },
  'check.what.key-placeholder': { en: 'The key’s placeholder was not replaced.', zh: '密钥占位符未替换。' },
  'check.why.key-placeholder': {
    en: 'The session is signed with the placeholder and never comes up.',
    zh: '会话会以占位符签名，无法建立。',
  },
  'check.what.ttl-security': { en: 'TTL security is on.', zh: '启用了 TTL 安全（GTSM）。' },
  'check.why.ttl-security': {
    en: 'The line routers do not use it, and on one side alone it drops every packet (RFC 5082).',
    zh: '专线路由器未启用，单侧启用会丢弃全部报文（RFC 5082）。',
  },
  'check.what.source': {
    en: 'The session starts from {actual}; it should start from {expected}.',
    zh: '会话源地址为 {actual}，应为 {expected}。',
  },
  'check.why.source': { en: 'The line router knows one address of yours alone.', zh: '专线路由器只认一个客户端地址。' },
  'check.what.router-id': {
    en: 'The router id {actual} is a line router’s.',
    zh: '路由器 ID {actual} 与专线路由器冲突。',
  },
  'check.why.router-id': {
    en: 'Two speakers with one id refuse one another (RFC 6286).',
    zh: 'ID 相同的双方互相拒绝（RFC 6286）。',
  },
  'check.what.not-activated': {
    en: 'IPv4 unicast is not active for {expected}.',
    zh: '邻居 {expected} 未在 IPv4 单播地址族下激活。',
  },
  'check.why.not-activated': { en: 'The session carries no IPv4 route.', zh: '该会话不承载任何 IPv4 路由。' },
  'check.what.policy-required': { en: 'The neighbour has no {expected} policy.', zh: '邻居缺少 {expected} 策略。' },
  'check.why.policy-required': {
    en: 'Without one this device passes no route to or from another AS (RFC 8212).',
    zh: '缺少策略时设备不与其他 AS 交换路由（RFC 8212）。',
  },
  'check.what.network': {
    en: '{actual} is announced; {expected} was planned.',
    zh: '发布的网段为 {actual}，计划为 {expected}。',
  },
  'check.why.network': {
    en: 'The cloud learns a range that is not yours, and not the one that is.',
    zh: '云端学到错误网段，缺少正确网段。',
  },
  'check.what.network-missing': { en: '{expected} is not announced.', zh: '未发布网段 {expected}。' },
  'check.why.network-missing': { en: 'The cloud has no way back to it.', zh: '云端没有回程路由。' },
  'check.what.network-refused': {
    en: '{actual} is announced; the cloud refuses it.',
    zh: '发布了 {actual}，云端不接受。',
  },
  'check.why.network-refused': {
    en: 'Default routes and public ranges are not taken.',
    zh: '不接受默认路由和公网网段。',
  },
  'check.what.filter-out': {
    en: 'A filter keeps {expected} from the line router.',
    zh: '过滤策略阻止了 {expected} 的发布。',
  },
  'check.why.filter-out': { en: 'The cloud has no way back to it.', zh: '云端没有回程路由。' },
  'check.what.filter-in': {
    en: 'A filter refuses {expected} from the cloud.',
    zh: '过滤策略拒绝了来自云端的 {expected}。',
  },
  'check.why.filter-in': { en: 'Your device has no way into the cloud.', zh: '设备没有到云端的路由。' },
  'check.what.static': {
    en: 'The static route is {actual}; it should be {expected}.',
    zh: '静态路由为 {actual}，应为 {expected}。',
  },
  'check.why.static': { en: 'Packets to the cloud go astray.', zh: '去往云端的报文走错路径。' },
  'check.what.static-missing': { en: 'The static route {expected} is missing.', zh: '缺少静态路由 {expected}。' },
  'check.why.static-missing': {
    en: 'Both line routers need one, or one failure cuts the line.',
    zh: '两台专线路由器各需一条，否则失去冗余。',
  },
  'check.what.acl-icmp': { en: 'This line of a packet filter drops ping.', zh: '此访问控制规则会丢弃 ping 报文。' },
  'check.why.acl-icmp': {
    en: 'The connectivity test will fail although traffic may pass.',
    zh: '业务可能正常，但连通性测试会失败。',
  },
  'check.what.filter-undefined': { en: 'The filter {actual} is not defined.', zh: '过滤策略 {actual} 未定义。' },
  'check.why.filter-undefined': {
    en: 'Devices differ in what that means: everything passes, nothing does, or the configuration is refused.',
    zh: '不同设备含义不同：全部放行、全部拒绝或配置失败。',
  },
  'check.what.route-unseen': { en: 'No route to {expected} is to be seen here.', zh: '此处未见 {expected} 的路由。' },
  'check.why.route-unseen': {
    en: 'A network statement announces only what is in the routing table; a discard route keeps it there.',
    zh: 'network 命令只发布路由表中存在的网段，可添加一条黑洞路由。',
  },
  'check.what.network-extra': { en: '{actual} is announced, but was not planned.', zh: '发布了计划外的 {actual}。' },
  'check.why.network-extra': {
    en: 'It counts against the quota and may draw traffic.',
    zh: '会占用路由配额并可能引流。',
  },
  'check.what.bfd-missing': { en: 'BFD is planned, but not on.', zh: '计划启用 BFD，但未配置。' },
  'check.why.bfd-missing': {
    en: 'A silent failure is noticed after the hold time instead of seconds.',
    zh: '静默故障要等保持时间到期才被发现。',
  },
  'check.what.timers': {
    en: 'The hold time is {actual} s; {expected} s was planned.',
    zh: '保持时间为 {actual} 秒，计划为 {expected} 秒。',
  },
  'check.why.timers': {
    en: 'The smaller of both ends counts (RFC 4271 §4.2).',
    zh: '以两端较小者为准（RFC 4271 §4.2）。',
  },
} as const;
