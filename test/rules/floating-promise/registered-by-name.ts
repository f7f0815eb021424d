// package: { "name": "notes", "dependencies": { "express": "4" } }
import { Timelines } from './other-files/timelines';

const timelines = new Timelines();

// What is registered under the name of the only function of it is not that function.
export function register(server: any) {
  server.notes.getTimelineOfNotes({
    handler: async ({ name }: { name: string }) => timelines.getTimelineOfNotes(name),
  });
}

export async function show(server: any, name: string) {
  server.notes.getTimelineOfNotes(name); // expect floating-promise: server.notes.getTimelineOfNotes(name)
}
