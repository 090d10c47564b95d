/** What a vendor's file provides: facts about its devices and a function from device to sections. */
import type { Device } from './device.ts';
import type { Section } from './layout.ts';

/** Something a device family does to certain keys. */
export interface KeyNote {
  readonly when: RegExp;
  readonly note: string;
}

export interface Vendor {
  /** Named in the head of the configuration. */
  readonly title: string;
  /** Starts a comment line. */
  readonly mark: string;
  readonly assumedPorts: readonly [string, string];
  /** Longest name of an interface, with its VLAN. */
  readonly interfaceLongest: number;
  /** VLANs that a trunk of this family cannot carry tagged, or that a VLAN interface cannot have; both ends included. */
  readonly reservedOnTrunk: readonly (readonly [number, number])[];
  /** Keys that cannot be written in this language at all. */
  readonly keyImpossible?: RegExp;
  readonly keyNotes?: readonly KeyNote[];
  /** How to load the text. */
  readonly load: string;
  readonly write: (device: Device) => readonly Section[];
  /** Commands that show whether it works. */
  readonly checks: (device: Device) => readonly string[];
}
