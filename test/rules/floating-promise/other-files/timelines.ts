export class Timelines {
  async getTimelineOfNotes(name: string): Promise<string> {
    const answer = await fetch(`http://notes/${name}`);
    return answer.text();
  }
}
