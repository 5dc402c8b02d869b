import type { ComponentChildren } from 'preact';
import type { Language } from '../kernel/language.js';
import { type Fault, faultOf, FieldFault } from './error-summary.page.js';
import {
  boxName,
  type ChecksControl,
  type ChoiceControl,
  type Control,
  type Field,
  type FileControl,
  fieldsOf,
  type GroupControl,
  initialOf,
  type TextControl,
  TICKED,
  tickedOf,
} from './form-controls.js';
import { formWords } from './words.js';

type Texts = Readonly<Record<string, string>>;

/** Returns a fault for each required field that is blank. */
export function missingIn(controls: readonly Control[], typed: Texts, language: Language): Fault[] {
  const isBlank = (field: Field) =>
    field.kind === 'checks'
      ? tickedOf(typed, field.name, field.options).length === 0
      : (typed[field.name] ?? '').trim() === '';
  return fieldsOf(controls)
    .filter((field) => field.required === true && isBlank(field))
    .map(({ name, label }) => ({ field: name, sentence: formWords.missing(label)[language] }));
}

/** The attributes of a form of which the script keeps what is typed: for the tab, or as a draft too. */
export function keptTyped(keeps: 'TYPED' | 'DRAFT' | undefined, personId: string | null, language: Language) {
  if (keeps === undefined || personId === null) return null;
  const draft = { 'data-sparat': formWords.savedQuietly[language], 'data-inte': formWords.notSaved[language] };
  return {
    ...{ 'data-minns': personId, 'data-aterstallt': formWords.recalled[language] },
    ...(keeps === 'DRAFT' && draft),
  };
}

interface ControlsProps {
  readonly controls: readonly Control[];
  readonly typed: Texts;
  readonly faults: readonly Fault[];
  readonly language: Language;
}

/** The fields of a form, with what was typed and what is wrong with it. */
export function Controls({ controls, ...rest }: ControlsProps) {
  return (
    <>
      {controls.map((control) => (
        <OneControl key={control.kind === 'group' ? control.label : control.name} {...{ control, ...rest }} />
      ))}
    </>
  );
}

type OneProps<Of extends Control> = Omit<ControlsProps, 'controls'> & { readonly control: Of };

function OneControl({ control, ...rest }: OneProps<Control>) {
  switch (control.kind) {
    case 'line':
    case 'text':
    case 'day':
    case 'time':
      return <TextField {...{ control, ...rest }} />;
    case 'file':
      return (
        <Labelled {...{ control, ...rest }}>
          <input type="file" id={control.name} {...fileAttributes(control)} {...told(control, rest.faults)} />
        </Labelled>
      );
    case 'pick':
      return <Pick {...{ control, ...rest }} />;
    case 'choice':
    case 'checks':
      return <Boxes {...{ control, ...rest }} />;
    case 'hidden':
      return <input type="hidden" name={control.name} value={rest.typed[control.name] ?? ''} />;
    case 'group':
      return <Group {...{ control, ...rest }} />;
  }
}

function labelOf({ label, required }: Field, language: Language): string {
  return required === true ? `${label} (${formWords.required[language]})` : label;
}

function Hint({ of: { name, hint } }: { readonly of: Field }) {
  return hint === undefined ? null : (
    <p class="aside" id={`${name}-om`}>
      {hint}
    </p>
  );
}

/** The attributes of a control that tell of its fault or of its hint. */
function told({ name, hint }: Field, faults: readonly Fault[]) {
  return { ...(hint !== undefined && { 'aria-describedby': `${name}-om` }), ...faultOf(faults, name) };
}

function Labelled({ control, faults, language, children }: OneProps<Field> & { readonly children: ComponentChildren }) {
  return (
    <div class="ds-field">
      <label class="ds-label" for={control.name}>
        {labelOf(control, language)}
      </label>
      <Hint of={control} />
      <FieldFault of={control.name} faults={faults} />
      {children}
    </div>
  );
}

function fileAttributes({ name, accept }: FileControl) {
  return { class: 'ds-input', name, accept };
}

const inputTypes = { line: { type: 'text' }, day: { type: 'date' }, time: { type: 'time' } } as const;

function TextField(props: OneProps<TextControl>) {
  const { control, typed, faults } = props;
  const { kind, name } = control;
  const value = typed[name] ?? '';
  const attributes = { class: 'ds-input', id: name, name, ...told(control, faults) };
  return (
    <Labelled {...props}>
      {kind === 'text' ? (
        <textarea {...attributes} rows={Math.min(18, Math.max(4, Math.ceil(value.length / 70) + 1))}>
          {value}
        </textarea>
      ) : (
        <input {...attributes} value={value} autocomplete="off" {...inputTypes[kind]} />
      )}
    </Labelled>
  );
}

function Pick(props: OneProps<ChoiceControl>) {
  const { control, typed, faults } = props;
  const { name, options } = control;
  return (
    <Labelled {...props}>
      {options.length === 0 && <p class="aside">{formWords.noOptions[props.language]}</p>}
      <select class="ds-input" id={name} name={name} {...told(control, faults)}>
        {options.map(({ value, label }) => (
          <option key={value} value={value} selected={value === (typed[name] ?? '')}>
            {label}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

function Boxes({ control, typed, faults, language }: OneProps<ChoiceControl | ChecksControl>) {
  const { kind, name, options } = control;
  const isMany = kind === 'checks';
  return (
    <fieldset class="choices" id={name} tabindex={-1} {...told(control, faults)}>
      <legend class="ds-label">{labelOf(control, language)}</legend>
      <Hint of={control} />
      <FieldFault of={name} faults={faults} />
      {options.map(({ value, label }) => (
        <label class="choice" key={value}>
          <input
            class="ds-input"
            type={isMany ? 'checkbox' : 'radio'}
            name={isMany ? boxName(name, value) : name}
            value={isMany ? TICKED : value}
            checked={isMany ? typed[boxName(name, value)] === TICKED : typed[name] === value}
          />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Group({ control: { label, closed = false, controls }, ...rest }: OneProps<GroupControl>) {
  if (!closed) {
    return (
      <fieldset class="choices">
        <legend class="ds-label">{label}</legend>
        <div class="group">
          <Controls {...{ controls, ...rest }} />
        </div>
      </fieldset>
    );
  }
  return (
    <details class="more" open={isFilled(controls, rest)}>
      <summary>{label}</summary>
      <div class="group">
        <Controls {...{ controls, ...rest }} />
      </div>
    </details>
  );
}

/** A group with something in it is open, so that nothing is sent that its reader has not seen. */
function isFilled(controls: readonly Control[], { typed, faults }: Pick<ControlsProps, 'typed' | 'faults'>): boolean {
  const before = initialOf(controls);
  return fieldsOf(controls).some((one) => {
    if (faults.some(({ field: faulty }) => faulty === one.name)) return true;
    if (one.kind === 'checks') return tickedOf(typed, one.name, one.options).length > 0;
    const text = typed[one.name] ?? '';
    const isWritten = one.kind !== 'choice' && one.kind !== 'pick' && text !== '';
    return isWritten || text !== (before[one.name] ?? '');
  });
}
