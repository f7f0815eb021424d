import type { EventEmitter } from 'node:events';

declare function work(): Promise<void>;
declare function draw(): void;

export async function withSpinner() {
  const timer = setInterval(draw, 80);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
}

export async function listening(source: EventEmitter, onData: () => void) {
  source.on('data', onData);
  try {
    await work();
  } finally {
    source.off('data', onData);
  }
}

export async function abortable(signal: AbortSignal) {
  const onAbort = () => draw();
  signal.addEventListener('abort', onAbort);
  try {
    await work();
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

export function download(blob: Blob, link: HTMLAnchorElement) {
  const url = URL.createObjectURL(blob);
  link.href = url;
  link.click();
  URL.revokeObjectURL(url);
}

export function effect(target: EventTarget, onClick: () => void) {
  target.addEventListener('click', onClick);
  return () => target.removeEventListener('click', onClick);
}

export async function toggle(source: EventEmitter, on: boolean, onData: () => void) {
  if (on) source.on('data', onData);
  else source.off('data', onData);
  await work();
}

export function poll() {
  return setInterval(draw, 80);
}
