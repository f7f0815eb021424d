declare module 'p-map' {
  export interface Options {
    readonly concurrency?: number;
    readonly stopOnError?: boolean;
  }
  export default function pMap<Element, NewElement>(
    input: Iterable<Element | Promise<Element>>,
    mapper: (element: Element, index: number) => NewElement | Promise<NewElement>,
    options?: Options,
  ): Promise<NewElement[]>;
}
