import type { ComponentChildren } from 'preact';

/** A fault of a form. A fault of a field has the id of the field. */
export interface Fault {
  readonly field: string | null;
  readonly sentence: string;
}

interface ErrorSummaryProps {
  readonly title: string;
  readonly faults: readonly Fault[];
}

/** Stands above a form that was refused, takes the focus, and leads to each field at fault. */
export function ErrorSummary({ title, faults }: ErrorSummaryProps) {
  if (faults.length === 0) return null;
  return (
    <div class="ds-error-summary" tabindex={-1} autofocus aria-labelledby="fel">
      <h2 class="ds-heading" data-size="xs" id="fel">
        {title}
      </h2>
      <ul>
        {faults.map(({ field, sentence }) => (
          <li key={sentence}>
            {field === null ? (
              sentence
            ) : (
              <a class="ds-link" href={`#${field}`}>
                {sentence}
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The fault of a field, beside the field. */
export function FieldFault({ of, faults }: { readonly of: string; readonly faults: readonly Fault[] }) {
  const fault = faults.find(({ field }) => field === of);
  if (fault === undefined) return null;
  return (
    <p class="ds-validation-message" id={`${of}-fel`}>
      {fault.sentence}
    </p>
  );
}

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly faults: readonly Fault[];
  readonly children: ComponentChildren;
}

/** A control with its label above it and its fault between them. The control has the id `name`. */
export function Field({ name, label, faults, children }: FieldProps) {
  return (
    <div class="ds-field">
      <label class="ds-label" for={name}>
        {label}
      </label>
      <FieldFault of={name} faults={faults} />
      {children}
    </div>
  );
}

/** The attributes of a control that tell of its fault. */
export function faultOf(faults: readonly Fault[], name: string) {
  if (!faults.some(({ field }) => field === name)) return {};
  return { 'aria-invalid': true, 'aria-describedby': `${name}-fel` } as const;
}
