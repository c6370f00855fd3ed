/** Where the models of a process are found: block `models` of its manifest. */
export interface ModelSources {
  /** Files inside the engine by corner, the typical one first. */
  readonly embedded: Readonly<Record<string, string>>;
  readonly disk: {
    /** What a library file is called where only its folder is named. */
    readonly file: string;
    /** Paths below the root of an installed PDK, the best first. */
    readonly libraries: readonly string[];
    /** The section of typical transistors. */
    readonly typical: string;
  };
}
