/** Names of the things a configuration defines, by VLAN, so that several virtual interfaces can share a device. */

export const outList = (vlan: number) => `HOSTED-${vlan}-OUT`;
export const inList = (vlan: number) => `HOSTED-${vlan}-IN`;
/** For what is not a filter: a group, a profile, a VLAN. */
export const groupName = (vlan: number) => `hosted-${vlan}`;
