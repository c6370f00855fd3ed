export type { ArrayCells } from "./array/array-layout.ts";
export { layerLayout, tileLayout } from "./array/array-layout.ts";
export type { ArrayLayer, ArrayNames, ArrayTile, DevicePlace, Polarity } from "./array/array-names.ts";
export { arrayNames, devicePath, parseDevicePath } from "./array/array-names.ts";
export type { HeldTile, TileBench, TileCircuit } from "./array/array-sim.ts";
export { buildTileDeck, emitTileSubcircuit } from "./array/array-sim.ts";
export type { ExtractedSelectedCell } from "./array/extracted-selected-cell.ts";
export { parseExtractedSelectedCell, readExtractedSelectedCell } from "./array/extracted-selected-cell.ts";
export type { HeldCells, HeldKind } from "./array/held-cells.ts";
export { arrayModels, emitArrayModels, emitSelectedCell } from "./array/held-cells.ts";
export type { DrawnSelect } from "./array/selected-cell.ts";
export { selectedCell, selectedCellLayout } from "./array/selected-cell.ts";
export { builtInTopologies } from "./cell/built-in.ts";
export type { EmitCellOptions } from "./cell/emit-cell.ts";
export {
  cellSubcircuit,
  describeTransistor,
  emitCell,
  emitCellInstance,
  memristorInside,
} from "./cell/emit-cell.ts";
export { parseExtracted, readExtracted } from "./cell/extracted/extracted-cell.ts";
export type { NeuronDrive, RestBench, SpikeBench } from "./cell/neuron-bench.ts";
export { buildNeuronDeck, buildNeuronRestDeck, neuronNodes, neuronProbes } from "./cell/neuron-bench.ts";
export { membraneCapacitance } from "./cell/nodes.ts";
export type { OpenTopologyOptions } from "./cell/open-topology.ts";
export { openTopology } from "./cell/open-topology.ts";
export type { ReadTopologyOptions } from "./cell/own/read.ts";
export { parseTopology, readTopology } from "./cell/own/read.ts";
export { biasPorts, cellPorts, portMeaning } from "./cell/ports.ts";
export { referenceFile, referenceNetlist } from "./cell/reference-netlist.ts";
export type { BenchParts } from "./cell/separate-bench.ts";
export { separateBench } from "./cell/separate-bench.ts";
export type { CellProcess, SizeCellOptions } from "./cell/size-cell.ts";
export { sizeCell } from "./cell/size-cell.ts";
export type { GateSpike, SynapseBench, SynapseProbes } from "./cell/synapse-bench.ts";
export { buildSynapseDeck, synapseProbes } from "./cell/synapse-bench.ts";
export type { PairTiming, ReadTiming } from "./cell/synapse-spikes.ts";
export { conductanceVoltage, pairBench, readBench, restingMembrane } from "./cell/synapse-spikes.ts";
export type {
  CellConditions,
  CellKind,
  CellParameter,
  SizedCell,
  SizedTransistor,
  Topology,
  TransistorPlace,
} from "./cell/topology.ts";
export type { CrossbarCircuit, CrossbarDrive } from "./crossbar.ts";
export { buildCrossbarDeck, crossbarCurrents, crossbarPower, emitCrossbarCells } from "./crossbar.ts";
export type { CrossbarCells, LinearCells, MemristorCells, SelectedCells } from "./crossbar-cells.ts";
export { shapeOf } from "./crossbar-cells.ts";
export type { CellCircuit } from "./crossbar-circuit.ts";
export { emitCrossbarCircuit, nonlinearOptions } from "./crossbar-circuit.ts";
export type { Analysis, Deck } from "./deck.ts";
export type { EmitOptions } from "./emit.ts";
export { emitDeck } from "./emit.ts";
export { NetlistError } from "./error.ts";
export { cellLayout } from "./layout/cell.ts";
export { layoutCapacitor, layoutMemristor } from "./layout/device.ts";
export type { EmitLayoutOptions, LayoutFormat } from "./layout/emit-layout.ts";
export { emitLayout, layoutEnding } from "./layout/emit-layout.ts";
export type { LayoutCall, LayoutPort, LayoutView, PortDirection } from "./layout/view.ts";
export { memristorProbes, temperatureProbe } from "./memristor.ts";
export type { MemristorDrive } from "./memristor-drive.ts";
export { buildDriveDeck } from "./memristor-drive.ts";
export { buildHysteresisDeck } from "./memristor-hysteresis.ts";
export type { PulseSchedule } from "./memristor-pulses.ts";
export { buildPulseDeck, pulseSchedule } from "./memristor-pulses.ts";
export { buildReadDisturbDeck, readTime } from "./memristor-read.ts";
export { assertNames, legalName } from "./names.ts";
export type { OneTransistorCell, OneTransistorPlace } from "./one-transistor-cell.ts";
export { emitOneTransistorCell } from "./one-transistor-cell.ts";
export type { LineVoltages, OneTransistorBench } from "./one-transistor-pulses.ts";
export {
  buildOneTransistorDeck,
  cellTemperatureProbe,
  oneTransistorProbes,
  slotOf,
} from "./one-transistor-pulses.ts";
export type { ProbeForm } from "./probe.ts";
export { isGround, probeForm } from "./probe.ts";
export { schematicFiles, standInFolder } from "./schematic/files.ts";
export type { SymbolFile } from "./schematic/stand-in.ts";
export type { SelectCurves, SelectRange, SelectTransistor } from "./select-bench.ts";
export { buildSelectDeck, exchangedCurrent, middleOf, selectCurrent, stepOf } from "./select-bench.ts";
export type {
  SingleTransistor,
  StandardSweeps,
  TransistorConditions,
  TransistorSweep,
} from "./transistor-bench.ts";
export { buildTransistorDeck, drainCurrent, heldVoltages, standardSweeps } from "./transistor-bench.ts";
export type { OnTransistor } from "./transistor-on-current.ts";
export { buildOnCurrentDeck, onCurrent } from "./transistor-on-current.ts";
export type { DeckDisk } from "./user-deck/disk.ts";
export { nodeDisk } from "./user-deck/disk.ts";
export type { UserDeckOptions } from "./user-deck/read.ts";
export { readUserDeck } from "./user-deck/read.ts";
