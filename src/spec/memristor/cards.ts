import { hpCard } from "./hp.ts";
import { metastableSwitchCard } from "./metastable-switch.ts";
import { sky130ReramCard } from "./sky130-reram.ts";
import { stanfordPkuCard } from "./stanford-pku.ts";
import { tableCard } from "./table.ts";
import { teamCard } from "./team.ts";
import { vteamCard } from "./vteam.ts";
import { yakopcicCard } from "./yakopcic.ts";
import { zhang2017Card } from "./zhang-2017.ts";

/** Every memristor model that `device.model` may name, by name. The one list. */
export const memristorCards = {
  hp: hpCard,
  vteam: vteamCard,
  team: teamCard,
  yakopcic: yakopcicCard,
  "stanford-pku": stanfordPkuCard,
  "sky130-reram": sky130ReramCard,
  "metastable-switch": metastableSwitchCard,
  "zhang-2017": zhang2017Card,
  table: tableCard,
} as const;

export type ModelName = keyof typeof memristorCards;
export const modelNames = Object.keys(memristorCards) as ModelName[];
