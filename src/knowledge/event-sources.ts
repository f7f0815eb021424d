/** Which callbacks run at once, and which the event loop calls later. */
export interface EventSources {
  placeholder?: never;
}

export function eventSources(): EventSources {
  return {};
}
