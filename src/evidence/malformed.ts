/** What was to be read does not have the form that its specification demands. The message says what is wrong where. */
export class Malformed extends Error {
  override readonly name = 'Malformed';
}
