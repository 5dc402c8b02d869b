type Texts = Readonly<Record<string, string>>;

export interface Option {
  readonly value: string;
  readonly label: string;
}

interface Named {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** Whether the form is refused, before it is sent to the API, while the field is blank. */
  readonly required?: boolean;
}

/** A field of a form: a line, a text of several lines, a day or a time of day. */
export interface TextControl extends Named {
  readonly kind: 'line' | 'text' | 'day' | 'time';
  readonly initial?: string;
}

/** A file of the person's own. It is never typed, so that a form that was refused has it no more. */
export interface FileControl extends Named {
  readonly kind: 'file';
  /** The kinds of files that the browser offers, such as `.csv,.xlsx`. */
  readonly accept: string;
}

/** One of several values: each with a button of its own, or in a list that opens. */
export interface ChoiceControl extends Named {
  readonly kind: 'choice' | 'pick';
  readonly options: readonly Option[];
  readonly initial?: string;
}

/** Any of several values. Each has a box, which the form sends as {@link boxName}. */
export interface ChecksControl extends Named {
  readonly kind: 'checks';
  readonly options: readonly Option[];
  readonly initial?: readonly string[];
}

/** Fields under one heading. A closed group holds what few need. */
export interface GroupControl {
  readonly kind: 'group';
  readonly label: string;
  readonly closed?: boolean;
  readonly controls: readonly Control[];
}

/** A value that the form takes with it unseen, such as what its reader has read. */
export interface HiddenControl {
  readonly kind: 'hidden';
  readonly name: string;
  readonly label: string;
  readonly initial: string;
  readonly required?: boolean;
  readonly hint?: string;
}

export type Control = HiddenControl | TextControl | FileControl | ChoiceControl | ChecksControl | GroupControl;
export type Field = Exclude<Control, GroupControl>;

type More<Of> = Partial<Omit<Of, 'kind' | 'name' | 'label' | 'options'>>;

/** Makes the fields of a form. */
export const field = {
  line: (name: string, label: string, more: More<TextControl> = {}): Control => ({
    kind: 'line',
    name,
    label,
    ...more,
  }),
  text: (name: string, label: string, more: More<TextControl> = {}): Control => ({
    kind: 'text',
    name,
    label,
    ...more,
  }),
  day: (name: string, label: string, more: More<TextControl> = {}): Control => ({ kind: 'day', name, label, ...more }),
  time: (name: string, label: string, more: More<TextControl> = {}): Control => ({
    kind: 'time',
    name,
    label,
    ...more,
  }),
  pick: (name: string, label: string, options: readonly Option[], more: More<ChoiceControl> = {}): Control => ({
    ...more,
    kind: 'pick',
    name,
    label,
    options,
  }),
  choice: (name: string, label: string, options: readonly Option[], more: More<ChoiceControl> = {}): Control => ({
    ...more,
    kind: 'choice',
    name,
    label,
    options,
  }),
  checks: (name: string, label: string, options: readonly Option[], more: More<ChecksControl> = {}): Control => ({
    ...more,
    kind: 'checks',
    name,
    label,
    options,
  }),
  file: (name: string, label: string, accept: string, more: More<FileControl> = {}): Control => ({
    ...more,
    kind: 'file',
    name,
    label,
    accept,
  }),
  hidden: (name: string, initial: string): Control => ({ kind: 'hidden', name, label: name, initial }),
  group: (label: string, controls: readonly Control[], closed = false): Control => ({
    kind: 'group',
    label,
    closed,
    controls,
  }),
};

/** The value of each box that somebody has ticked. */
export const TICKED = 'ja';

export function boxName(name: string, value: string): string {
  return `${name}.${value}`;
}

/** Returns the values whose boxes are ticked, in the order of the options. */
export function tickedOf(typed: Texts, name: string, options: readonly Option[]): string[] {
  return options.map(({ value }) => value).filter((value) => typed[boxName(name, value)] === TICKED);
}

export function fieldsOf(controls: readonly Control[]): Field[] {
  return controls.flatMap((control) => (control.kind === 'group' ? fieldsOf(control.controls) : [control]));
}

/** The attributes of a form. Only a form with a file is sent in parts. */
export function encodingOf(controls: readonly Control[]): { readonly enctype?: 'multipart/form-data' } {
  return fieldsOf(controls).some(({ kind }) => kind === 'file') ? { enctype: 'multipart/form-data' } : {};
}

/** Returns what the form has before anybody has typed. */
export function initialOf(controls: readonly Control[]): Texts {
  const entries = fieldsOf(controls).flatMap((field): [string, string][] => {
    if (field.kind === 'file') return [];
    return field.kind === 'checks'
      ? (field.initial ?? []).map((value) => [boxName(field.name, value), TICKED])
      : [[field.name, field.initial ?? '']];
  });
  return Object.fromEntries(entries);
}

/** Returns the lines of a text that are not blank. */
export function linesOf(text: string | undefined): string[] {
  return (text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** The field of a form with rows that says how often the person has asked for more. */
export const ROWS = 'rader';

/** Returns how often the person has asked for more rows. */
export function moreRows(typed: Texts): number {
  return Math.min(20, Number(typed[ROWS] ?? '0') || 0);
}
