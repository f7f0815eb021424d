export class Project {
  private settings: Map<string, string> | undefined;

  async all(loadSettings: () => Promise<any>) {
    if (this.settings) return this.settings;
    this.settings = await loadSettings(); // expect lost-update: this.settings = await loadSettings()
    return this.settings;
  }
}
