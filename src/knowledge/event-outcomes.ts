import table from './event-outcomes.json' with { type: 'json' };

type Origins = readonly { module: string; name: string }[];

/** How a kind of emitter tells that its work is done. event-outcomes.schema.json says what each list means. */
export interface Emitter {
  kind: string;
  takesCallback: boolean;
  success: readonly string[];
  failure: readonly string[];
  settled: readonly string[];
  isStream: boolean;
  doubtful: boolean;
}

/** What is known of emitters: by the type of an object, or by what made it. */
export interface EventOutcomes {
  ofType(type: { module: string; name: string }): Emitter | undefined;
  /** Of a call's callee; of `new C()` the name ends with `#`. */
  madeBy(origins: Origins): Emitter | undefined;
}

const emitters = table.emitters.map((entry) => ({ entry, emitter: { takesCallback: false, isStream: false, doubtful: false, ...entry } satisfies Emitter }));
const types = indexed('types');
const makers = indexed('makers');

export function eventOutcomes(): EventOutcomes {
  return {
    ofType: ({ module, name }) => types.get(`${module} ${name}`),
    madeBy: (origins) => origins.map(({ module, name }) => makers.get(`${module} ${name}`)).find((found) => found !== undefined),
  };
}

function indexed(list: 'types' | 'makers'): ReadonlyMap<string, Emitter> {
  return new Map(emitters.flatMap(({ entry, emitter }) => entry[list].flatMap(({ module, names }) => names.map((name): [string, Emitter] => [`${module} ${name}`, emitter]))));
}
