// The printed report: a line for each cycle, at the end a table of all faults and the checks.

const CHECKS_SHOWN = 5;
const columns = ['cycles', 'acknowledged', 'a second', 'lost', 'doubled', 'recovery median', 'longest ms'];
const widths = { store: 19, fault: 34, number: 17 };

export class Report {
  #results = [];
  #checks = [];
  #begun = performance.now();
  #counts = { events: 0, acknowledged: 0, reactions: 0 };
  #sent = { refused: 0, again: 0 };

  begin({ seed, clients, stores }) {
    console.log(`seed ${seed}, ${clients} clients on each of ${stores.join(', ')}\n`);
    console.log(`${line('store', 'fault', ['acknowledged', 'unanswered', 'recovery ms'])}  ended by`);
  }

  printCycle({ store, fault, acknowledged, unanswered, recovered, endedBy, faults }) {
    console.log(`${line(store, fault, [acknowledged, unanswered, whole(recovered)])}  ${endedBy}`);
    for (const found of faults) console.log(`    FAIL: ${found}`);
  }

  check(name, faults) {
    this.#checks.push([name, faults]);
  }

  /** @param counts of the whole log */
  add({ results, checks, commands }, counts) {
    this.#results.push(...results);
    this.#checks.push(...checks);
    for (const name of Object.keys(counts)) this.#counts[name] += counts[name];
    this.#sent.refused += commands.filter(({ acknowledgedIn }) => acknowledgedIn === null).length;
    this.#sent.again += commands.filter(({ answers }) => answers.includes(null)).length;
  }

  /** Prints all of it. True when nothing is wrong. */
  end() {
    for (const [fault, found] of this.#byFault()) this.check(`${fault}: each cycle`, found);
    this.#printChecks();
    this.#printTable();
    const { events, acknowledged, reactions } = this.#counts;
    const { refused, again } = this.#sent;
    console.log(
      `\n${acknowledged} commands acknowledged in all, ${refused} refused as they should be, ${again} sent again; ` +
        `${events} events, ${reactions} reactions due; ${Math.round((performance.now() - this.#begun) / 1000)} s\n`,
    );
    const failed = this.#checks.filter(([, faults]) => faults.length > 0).length;
    console.log(`${this.#checks.length - failed} passed, ${failed} failed`);
    return failed === 0;
  }

  #byFault() {
    return [...this.#groups()].map(([name, results]) => [name, results.flatMap(({ faults }) => faults)]);
  }

  #groups() {
    return Map.groupBy(this.#results, ({ store, fault }) => `${store}: ${fault}`);
  }

  #printChecks() {
    console.log();
    for (const [name, faults] of this.#checks) {
      console.log(`${faults.length === 0 ? 'ok    ' : 'FAIL  '}${name}`);
      for (const fault of faults.slice(0, CHECKS_SHOWN)) console.log(`        ${fault}`);
      if (faults.length > CHECKS_SHOWN) console.log(`        and ${faults.length - CHECKS_SHOWN} more`);
    }
  }

  #printTable() {
    console.log(`\n${line('store', 'fault', columns)}`);
    for (const results of this.#groups().values()) {
      const [{ store, fault }] = results;
      const sum = (name) => results.reduce((all, result) => all + (result[name] ?? 0), 0);
      const rates = results.flatMap(({ perSecond }) => perSecond ?? []);
      const rate = rates.reduce((all, one) => all + one, 0) / rates.length;
      const times = results.flatMap(({ recovered }) => recovered ?? []).sort((one, other) => one - other);
      const [median, longest] = [times[Math.floor(times.length / 2)], times.at(-1)].map(whole);
      console.log(
        line(store, fault, [
          results.length,
          sum('acknowledged'),
          whole(rate),
          sum('lost'),
          sum('doubled'),
          median,
          longest,
        ]),
      );
    }
  }
}

function line(store, fault, numbers) {
  const cells = numbers.map((number) => String(number).padStart(widths.number)).join('');
  return `${store.padEnd(widths.store)}${fault.padEnd(widths.fault)}${cells}`;
}

/** A whole number; a dash for what was not measured. */
function whole(number) {
  return typeof number === 'number' && Number.isFinite(number) ? Math.round(number) : '-';
}
