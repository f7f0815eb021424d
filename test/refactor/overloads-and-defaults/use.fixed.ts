import load from './load.ts';
import { default as again } from './load.ts';

export abstract class View {
  protected abstract text(): Promise<string>;

  async render(): Promise<string> {
    return `<${await this.text()}>`;
  }
}

export class Page extends View {
  protected async text(): Promise<string> {
    return await load('page') + (await again('page', true))[0];
  }
}

export async function show(view: View): Promise<void> {
  console.log(await view.render());
}
