// One step from a schema to the next: versions go up in steps of 10, and a step that was shipped is never changed.

export interface Migration {
  readonly version: number;
  readonly sql: string;
}
