import load from './load.ts';
import { default as again } from './load.ts';

export abstract class View {
  protected abstract text(): string;

  render(): string {
    return `<${this.text()}>`;
  }
}

export class Page extends View {
  protected text(): string {
    return load('page') + again('page', true)[0];
  }
}

export async function show(view: View): Promise<void> {
  console.log(view.render());
}
