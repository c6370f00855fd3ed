import type { Drawing } from "./drawing.ts";

/** The cell with a select transistor: word line above, memristor, transistor, bit line below; the select line comes in at the gate. */
export const drawCell1t1r: Drawing = {
  devices: { XRmem: { at: [160, -100] }, XMsel: { at: [140, 0] } },
  ports: { wl: [0, -170], sel: [0, 0], bl: [0, 80], gnd: [0, 130] },
  wires: {
    wl: [
      [
        [0, -170],
        [160, -170],
        [160, -130],
      ],
    ],
    be: [
      [
        [160, -70],
        [160, -30],
      ],
    ],
    sel: [
      [
        [0, 0],
        [120, 0],
      ],
    ],
    bl: [
      [
        [0, 80],
        [160, 80],
        [160, 30],
      ],
    ],
    gnd: [
      [
        [0, 130],
        [290, 130],
        [290, 0],
        [160, 0],
      ],
    ],
  },
};
