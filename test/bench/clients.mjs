// Clients of one server: each has a connection and asks again when it is answered.

import { Pool } from 'undici';
import { require } from './measuring.mjs';
import { activitiesOf } from './open-plans.mjs';
import { query } from './places.mjs';
import { kinds } from './requests.mjs';
import { chance } from './story.mjs';
import { prose } from './texts.mjs';

export class Clients {
  /** How long each answer took that was given since somebody emptied this, in milliseconds. */
  latencies = [];
  answered = 0;
  #kind;
  #server;
  #content;
  #connections;
  #pool;
  #last;

  /** `content`: what is asked about; `plans` in it stands for their activities. `first`: the number of the first request. */
  constructor({ kind, server, content: { plans, ...content }, connections, first = 0 }) {
    this.#kind = kind;
    this.#server = server;
    this.#content = plans === undefined ? content : { ...content, activityIds: activitiesOf(plans) };
    this.#connections = connections;
    this.#pool = new Pool(server.address, { connections, pipelining: 1 });
    this.next = first;
  }

  get lastAnswer() {
    return this.#last.answer;
  }

  /** Asks on all connections, each time anew until it is over. */
  async askUntil(isOver) {
    const client = async () => {
      while (!isOver()) await this.ask();
    };
    await Promise.all(Array.from({ length: this.#connections }, client));
  }

  /** Asks so many times, and gives how long each answer took. */
  async burst(count) {
    this.latencies = [];
    let left = count;
    await this.askUntil(() => (left -= 1) < 0);
    return this.latencies;
  }

  async ask() {
    const { path, headers, body, isRight } = kinds[this.#kind](this.#server, this.#content, this.next);
    this.next += 1;
    const before = performance.now();
    const response = await this.#pool.request({
      path,
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    const text = await response.body.text();
    this.latencies.push(performance.now() - before);
    this.answered += 1;
    // A large answer that is read over and over would cost the clients more than it costs the server to give.
    if (this.#last?.text === text) return;
    const answer = JSON.parse(text);
    require(response.statusCode === 200 && isRight(answer), `${this.#kind} was answered ${text.slice(0, 500)}`);
    this.#last = { text, answer };
  }

  close() {
    return this.#pool.close();
  }
}

/** Clerks of the boards of some activities, who report on them in turn. */
export class Reporters extends Clients {
  #url;
  #municipalities;
  #before;

  /** `url`: the database with the log, in which all that was answered must be. */
  static async open({ service, url, activityIds, connections = 1, kind = 'report to tertial', first }) {
    const server = { address: service.address, tokens: await clerksOf(activityIds, service) };
    const content = { activityIds, comment: prose(chance(3), 4) };
    const reporters = new Reporters({ kind, server, content, connections, first });
    reporters.#url = url;
    reporters.#municipalities = [...new Set(activityIds.map((id) => id.split('.')[0]))];
    const [{ head }] = await query(url, 'select coalesce(max(position), 0)::int as head from log.events');
    reporters.#before = head;
    return reporters;
  }

  /** Closes them when each of their reports is in the log, once. */
  async finish() {
    await this.close();
    // Tertial writes some events by itself, such as that a decision is in force.
    const [{ written }] = await query(
      this.#url,
      `select count(*)::int as written from log.events
       where position > $1 and metadata->>'actor' <> 'system' and metadata->>'municipalityId' = any($2)`,
      [this.#before, this.#municipalities],
    );
    require(written === this.answered, `${this.answered} were answered and ${written} written.`);
  }
}

/** A clerk's token for each board of the activities. */
export async function clerksOf(activityIds, { tokenFor }) {
  const tokens = {};
  for (const boardId of new Set(activityIds.map((id) => id.split('.', 2).join('.')))) {
    tokens[boardId] = await tokenFor('CLERK', boardId);
  }
  return tokens;
}

/** The data of one answer to a person. */
export async function graphql({ address }, token, query, variables) {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  const { data, errors } = JSON.parse(text);
  require(errors === undefined, `the answer was ${text.slice(0, 500)}`);
  return data;
}
