declare function connect(): Promise<string>;
declare function show(text: string): void;
interface Navigation { done: Promise<string> }

export class Line {
  private readonly ready: Promise<string> = connect();

  /** Whoever made the navigation has its error. */
  follow(navigation: Navigation) {
    navigation.done.then(show); // expect floating-promise (hint): navigation.done.then(show)
    this.ready.then(show); // expect floating-promise: this.ready.then(show)
  }

  pass(started: Promise<string>) {
    started.then(show); // expect floating-promise: started.then(show)
  }
}
