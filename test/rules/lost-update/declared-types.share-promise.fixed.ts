export class Project {
  private settings: Map<string, string> | undefined;
  private settingsPromise: Promise<Map<string, string>> | undefined;

  async all(loadSettings: () => Promise<any>) {
    if (this.settings) return this.settings;
    this.settings = await (this.settingsPromise ??= loadSettings().finally(() => { this.settingsPromise = undefined; }));
    return this.settings;
  }
}
