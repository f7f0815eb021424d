/** What the page's script reads: the findings as JSON in the document. Paths are relative, lines and columns count from 1. */
export interface PageData {
  /** The paths that findings and their chains name. */
  paths: string[];
  rules: string[];
  findings: PageFinding[];
}

export interface PageFinding {
  severity: PageSeverity;
  /** Into `rules`. */
  rule: number;
  place: PagePlace;
  message: PageText;
  code?: PageCode;
  /** The steps of a call chain, the other places that matter. */
  related?: { place: PagePlace; message: PageText; code?: PageCode }[];
  fixes?: { title: PageText; safe: boolean }[];
}

export type PageSeverity = 'error' | 'warning' | 'information' | 'hint';

/** Index into `paths`, line, column. */
export type PagePlace = [path: number, line: number, column: number];

/** Text and code in turn, text first. */
export type PageText = string[];

/** Lines of code, each in three pieces: before the marked part, the marked part, after it. */
export interface PageCode {
  /** The number of the first line. */
  first: number;
  lines: [before: string, marked: string, after: string][];
  /** How many lines of the marked part are left out at the end. */
  more?: number;
}

/** What the page asks of the window around it, when there is one: open this place. */
export interface OpenMessage {
  type: 'open';
  path: string;
  line: number;
  column: number;
}

/** What the page asks of the window around it besides: a report of what is known now. */
export interface RefreshMessage {
  type: 'refresh';
}

/** What the window tells the page: something has changed since the report was made. */
export interface ChangedMessage {
  type: 'changed';
}

/** What the reader has chosen: it outlives the page, so that a new report is read on where the old one was. */
export interface PageState {
  search: string;
  rule: string;
  folder: string;
  hidden: PageSeverity[];
}

/** The window around the page, in an editor. */
export interface EditorWindow {
  postMessage(message: OpenMessage | RefreshMessage): void;
  getState(): PageState | undefined;
  setState(state: PageState): void;
}
