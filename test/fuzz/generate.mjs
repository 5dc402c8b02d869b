// Makes documents of the schema's fields, bodies and messages, most of them faulty in some way. The same seed makes the same.

import { readFileSync } from 'node:fs';
import {
  buildSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

const schema = buildSchema(readFileSync(new URL('../../schema.gql', import.meta.url), 'utf8'));
const roots = {
  query: schema.getQueryType(),
  mutation: schema.getMutationType(),
  subscription: schema.getSubscriptionType(),
};

const IDS = [
  'exempel',
  'exempel.ks',
  'exempel.ks.2026',
  'exempel.ks.2026.g1',
  'exempel.ks.2026.g1.a1',
  'exempel.ks.dnr-1',
  'grannen.ks',
  'hanna',
];
const ODD = [
  '',
  ' ',
  'x',
  '\u0000',
  '\ud800',
  '\u202e',
  'å'.repeat(300),
  "'; drop table events; --",
  '2026-02-30',
  '9'.repeat(400),
  '{{plan.remaining}}',
  '../..',
];

export class Generator {
  #state;

  constructor(seed) {
    this.#state = seed >>> 0;
  }

  /** A number from 0 to below 1 (mulberry32). */
  random() {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  below(limit) {
    return Math.floor(this.random() * limit);
  }

  one(list) {
    return list[this.below(list.length)];
  }

  happens(share) {
    return this.random() < share;
  }

  /** A value for an input type. One of ten has another type. */
  value(type, depth = 0) {
    if (this.happens(0.05)) return this.one([null, true, -1, 1e400, 2 ** 53, 0.5, [], {}, [[[]]], this.one(ODD)]);
    if (isNonNullType(type)) return this.value(type.ofType, depth);
    if (this.happens(0.1)) return null;
    if (isListType(type)) return Array.from({ length: this.below(4) }, () => this.value(type.ofType, depth + 1));
    if (isEnumType(type)) return this.one(type.getValues()).name;
    if (isInputObjectType(type)) {
      if (depth > 5) return {};
      const fields = Object.values(type.getFields()).filter((field) => isNonNullType(field.type) || this.happens(0.5));
      return Object.fromEntries(fields.map(({ name, type: inner }) => [name, this.value(inner, depth + 1)]));
    }
    switch (type.name) {
      case 'ID':
        return this.one(this.happens(0.9) ? IDS : ODD);
      case 'Int':
      case 'Float':
        return this.one([0, 1, 2, 100, 2026, -1, 2 ** 31 - 1]);
      case 'Boolean':
        return this.happens(0.5);
      default:
        return this.one(['2026-05-15', 'T1', 'Text.', ...ODD]);
    }
  }

  selection(type, depth) {
    const named = getNamedType(type);
    if (!isObjectType(named)) return '';
    const fields = Object.values(named.getFields()).filter((field) =>
      field.args.every((arg) => !isNonNullType(arg.type)),
    );
    const chosen = fields.filter(
      (field) => this.happens(0.4) && (depth > 0 || !isObjectType(getNamedType(field.type))),
    );
    const parts = chosen.map(
      (field) => `${this.happens(0.05) ? 'a: ' : ''}${field.name}${this.selection(field.type, depth - 1)}`,
    );
    return ` { ${this.happens(0.02) ? 'none ' : ''}${parts.join(' ')} __typename }`;
  }

  /** A document and its variables. */
  operation(kind = this.one(['query', 'query', 'mutation'])) {
    const field = this.one(Object.values(roots[kind].getFields()));
    const args = field.args.filter((arg) => isNonNullType(arg.type) || this.happens(0.3));
    const declared = args.map((arg) => `$${arg.name}: ${arg.type}`).join(', ');
    const passed = args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
    const [declaration, passing] = args.length === 0 ? ['', ''] : [`(${declared})`, `(${passed})`];
    const query = `${kind} q${this.below(1_000)}${declaration} { ${field.name}${passing}${this.selection(field.type, this.below(6))} }`;
    return {
      query: this.spoiled(query),
      variables: Object.fromEntries(args.map((arg) => [arg.name, this.value(arg.type)])),
    };
  }

  /** The text, in one of eight cases faulty, deep, long or full of comments. */
  spoiled(text) {
    if (!this.happens(0.12)) return text;
    const at = this.below(text.length);
    const insert = (what) => `${text.slice(0, at)}${what}${text.slice(at)}`;
    switch (this.below(6)) {
      case 0:
        return text.slice(0, at);
      case 1:
        return insert(this.one(['{', '}', '(', '"', '"""', '#', '...', '$', '\u0000', '@skip(if: true)']));
      case 2:
        return insert(this.one(['[', '{', '(']).repeat(this.one([10, 100, 2_000, 30_000])));
      case 3:
        return `${text} #${'#\n'.repeat(this.one([10, 1_000, 30_000]))}`;
      case 4:
        return insert(' x'.repeat(this.one([10, 1_000, 10_000])));
      default:
        return `${text} ${text}`;
    }
  }

  /** The bytes of a request, most often JSON. */
  body() {
    const text = JSON.stringify(this.operation());
    if (!this.happens(0.1)) return Buffer.from(text);
    switch (this.below(5)) {
      case 0:
        return Buffer.from(text.slice(0, this.below(text.length)));
      case 1:
        return Buffer.from(`{"query":"{ __typename }","variables":{"x":${'['.repeat(this.one([10, 100, 50_000]))}`);
      case 2:
        return Buffer.concat([Buffer.from(text), Buffer.from([0xff, 0xfe, 0x00])]);
      case 3:
        return Buffer.from(
          this.one(['null', '[]', '7', '""', '{}', '{"query":7}', '{"query":{}}', '{"__proto__":{}}']),
        );
      default:
        return Buffer.alloc(this.one([1_000, 100_000, 200_000]), ' ');
    }
  }

  /** A message over a WebSocket. */
  message() {
    const id = String(this.below(20));
    const payload = this.operation(this.happens(0.9) ? 'subscription' : undefined);
    const text = JSON.stringify({ id, type: 'subscribe', payload });
    if (this.happens(0.3)) return JSON.stringify({ id, type: 'complete' });
    if (this.happens(0.03))
      return this.one(['{', '[]', '{"type":"ping"}', '{"type":"connection_init"}', 'null', text.slice(1)]);
    return text;
  }
}
