// The types of slabscope for programs.

/** How a session begins. */
export interface Options {
  /** The Node release whose rules hold: 18 to 26. */
  node?: number | string;
  /** The same by the name of a profile: "classic", "node22". */
  profile?: string;
  /** `Buffer.poolSize`, in bytes. */
  poolSize?: number;
  /** Columns of views. */
  width?: number;
  /** How long a statement may take, in milliseconds. */
  patience?: number;
  /** How much a session may keep, in bytes. */
  memory?: number;
}

/** What came of a statement. */
export interface Answer {
  outcome: 'value' | 'undefined' | 'thrown' | 'command' | 'incomplete' | 'exit' | 'interrupted' | 'bug';
  /** The answer, as Node's prompt prints it. */
  answer: string;
  /** What it printed before. */
  printed: string;
  /** What its jobs printed behind that. */
  later: string;
  /** What it threw. */
  error?: { name: string; code: string | null; message: string };
  /** The statement's number. */
  statement: number;
}

/** A name for bytes of a slab. */
export interface View { name: string; offset: number; length: number }

/** A piece of memory: a pool's slab, or an ArrayBuffer of its own. All numbers are bytes. */
export interface Slab {
  number: number;
  size: number;
  /** The next pooled Buffer comes from it. */
  pool: boolean;
  /** Bytes that views show. */
  live: number;
  /** Bytes that are kept because others are shown. */
  held: number;
  views: View[];
}

/** A word that could stand at the cursor. */
export interface Word { text: string; kind: string; about: string }

export interface Session {
  /** The release that answers, as "22.23.3". */
  readonly release: string;
  /** Runs a statement, or a dot command. */
  feed(text: string): Answer;
  slabs(): Slab[];
  /** Why a value is where it is; the last allocation where none is named. */
  why(of?: string): string;
  /** Who keeps a slab, or all of them. */
  who(of?: string): string;
  map(of?: string): string;
  /** What would free memory, as code. */
  advise(): string;
  /** Any dot command that looks. */
  view(command: string): string;
  /** The slabs as SVG. */
  picture(of?: string): string;
  /** What a statement would answer, without having happened. */
  preview(text: string): string | null;
  complete(text: string, at?: number): { start: number; words: Word[]; more: number };
}

export function open(options?: Options): Session;

/** Runs a program to its end. */
export function run(source: string, options?: Options & { way?: 'script' | 'module' | 'eval' | 'print'; name?: string }):
  { printed: { stream: 'out' | 'err'; text: string }[]; code: number };

/** Replays the transcripts in a text. */
export function replay(text: string, options?: Options & { markdown?: boolean }):
  { entries: number; equal: number; differences: { line: number; source: string; expected: string[]; actual: string[] }[]; mistakes: { line: number; message: string }[] };

/** One engine: requests as the page sends them. */
export function start(hear?: (told: object) => void): (request: object) => any;
