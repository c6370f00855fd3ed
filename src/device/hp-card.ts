import { hpPresets } from "../spec/index.ts";

/** The parameter card of the HP device: the text of `models/hp/hp.yaml`, from the presets of the spec. */
export function emitHpCard(): string {
  const preset = (name: keyof typeof hpPresets) => {
    const { thickness, mobility, rOn, rOff } = hpPresets[name];
    return `  ${name}:
    thickness: ${thickness} # m
    mobility: ${mobility} # m^2/(V s)
    rOn: ${rOn} # ohm, state 1
    rOff: ${rOff} # ohm, state 0`;
  };
  return `# HP memristor, linear ion drift: parameter card. In a run spec: device: { model: hp, preset: physical }
model: hp
subcircuit: hp.sub
state: w/D, 0 (rOff) to 1 (rOn)
windows: [none, joglekar, biolek]
presets:
  # Strukov et al., Nature 453 (2008) 80; the set that the literature uses. 1 V takes the device from rOff to rOn in 0.8 s.
${preset("physical")}
  # Values of the listing of Tirado Torres and Barron, dimensionless there. The state does not move; for its reproduction only.
${preset("legacy")}
`;
}
