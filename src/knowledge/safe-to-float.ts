import table from './safe-to-float.json' with { type: 'json' };

/** Calls whose promise may be left alone: someone else waits for it, or keeps its error. */
export interface SafeToFloat {
  /**
   * Whether a call may float, by where its callee comes from, and by the callee as written ("analytics.track"; undefined
   * where it is no plain path). Names of users match the path's end: "analytics.track" is also `this.analytics.track`.
   */
  hasCall(origins: readonly { module: string; name: string }[], path: string | undefined): boolean;
  /** Whether calls of a function of this named type may float: what `useNavigate()` gives. */
  hasType(type: { module: string; name: string }): boolean;
}

const printing = new RegExp(`\\b(?:from\\s+|require\\(\\s*)['"](?:${table.printing.join('|')})['"]`);

/** Whether a text imports promises that print an error which nobody handles, and let the program go on. */
export function printsErrors(text: string): boolean {
  return printing.test(text);
}

type Names = ReadonlyMap<string, readonly string[]>;

const calls = namesByModule(false);
const types = namesByModule(true);

/** The built-in list with a user's own names. */
export function safeToFloat(additions: readonly string[]): SafeToFloat {
  return {
    hasCall: (origins, path) => origins.some((origin) => lists(calls, origin) || additions.some((name) => isNamed(origin, name))) ||
      (path !== undefined && additions.some((name) => path === name || (name.includes('.') && path.endsWith(`.${name}`)))),
    hasType: (type) => lists(types, type),
  };
}

function namesByModule(ofTypes: boolean): Names {
  const found = new Map<string, string[]>();
  for (const entry of table.calls) {
    if ((entry.types ?? false) === ofTypes) found.set(entry.module, [...(found.get(entry.module) ?? []), ...entry.names]);
  }
  return found;
}

function lists(names: Names, { module, name }: { module: string; name: string }): boolean {
  return names.get(module)?.some((listed) => (listed.endsWith('*') && listed !== '*' ? name.startsWith(listed.slice(0, -1)) : listed === name)) ?? false;
}

/** A user's name may lead with the module ("my-lib.track"), and knows nothing of `#`. */
function isNamed({ module, name }: { module: string; name: string }, wanted: string): boolean {
  const dotted = name.replace('#', '.');
  return module !== 'global' && (wanted === dotted || wanted === `${module}.${dotted}`);
}
