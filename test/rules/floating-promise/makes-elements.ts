// package: { "name": "notes-button", "dependencies": {} }
// A script that makes elements runs in a page, which goes on.
export async function addButton() {
  const button = document.createElement('a');
  fetch('https://example.com/icon.png').then(() => document.append(button)); // expect floating-promise (hint): fetch('https://example.com/icon.png').then(() => document.append(button))
}

declare const document: { createElement(name: string): object; append(element: object): void };
