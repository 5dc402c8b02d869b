import { NotLeaderError } from '@eventstore/db-client';
import { NoAnswer } from './errors.service.js';
import { addressOf, type Node } from './node.service.js';

/** A node that has not answered for so long is left. */
const LONGEST_ANSWER_IN_MILLISECONDS = 1000;
/** A node has so long after a round in which no node answered. A service that is told to stop waits for a round to end. */
const LONGEST_ANSWER_AFTER_SILENCE_IN_MILLISECONDS = 2000;

export interface LeaderSearchOptions {
  /** The nodes that the address names, as `host:port`. */
  readonly nodes: readonly string[];
  /** Whether the nodes are asked which others there are. */
  readonly isCluster: boolean;
  readonly deadline: number;
  open(node: string): Node;
}

/**
 * Finds the node that leads. Nodes that are frozen or cut off accept connections and never answer, and the others go on
 * naming such a node as their leader for some seconds. So all known nodes are asked at once, and only what a node says of
 * itself counts.
 */
export class LeaderSearch {
  /** The nodes that the last gossip named. */
  #members: readonly string[] = [];
  /** It is longer while all nodes are silent: perhaps this process is too busy to hear them in a short time. */
  #patience = LONGEST_ANSWER_IN_MILLISECONDS;

  constructor(private readonly options: LeaderSearchOptions) {}

  /**
   * Asks all known nodes and returns the first that answers as the leader.
   *
   * @param failed The node whose connection has failed. It is taken only when no other node says that it leads.
   * @throws the clearest error of the nodes when none leads
   */
  async round(failed: string | null): Promise<Node> {
    return new Promise((resolve, reject) => {
      const asked = new Set<string>();
      const faults: Error[] = [];
      let isOver = false;
      let failedLeads: Node | null = null;
      let unanswered = 0;
      const take = (node: Node): void => {
        if (isOver) this.#leave(node);
        else resolve(node);
        isOver = true;
        this.#patience = LONGEST_ANSWER_IN_MILLISECONDS;
        if (failedLeads !== null && failedLeads !== node) this.#leave(failedLeads);
        failedLeads = null;
      };
      const ask = (address: string): void => {
        if (isOver || asked.has(address)) return;
        asked.add(address);
        unanswered += 1;
        const node = this.options.open(address);
        const leads = this.#asks(node, ask).then(
          () => {
            if (address === failed) failedLeads = node;
            else take(node);
          },
          (error: unknown) => {
            faults.push(error instanceof Error ? error : new NoAnswer());
            if (error instanceof NotLeaderError) ask(addressOf(error.leader.address, error.leader.port));
            this.#leave(node);
          },
        );
        void leads.then(() => {
          unanswered -= 1;
          if (unanswered > 0 || isOver) return;
          const isSilence = failedLeads === null && faults.every((fault) => fault instanceof NoAnswer);
          this.#patience = isSilence ? LONGEST_ANSWER_AFTER_SILENCE_IN_MILLISECONDS : LONGEST_ANSWER_IN_MILLISECONDS;
          if (failedLeads === null) reject(clearest(faults));
          else take(failedLeads);
          isOver = true;
        });
      };
      for (const address of [...this.options.nodes, ...this.#members]) ask(address);
    });
  }

  async #asks(node: Node, ask: (address: string) => void): Promise<void> {
    const milliseconds = Math.min(this.options.deadline, this.#patience);
    const gossip = this.options.isCluster ? this.#gossip(node, milliseconds, ask) : null;
    try {
      await node.lead(milliseconds);
    } catch (error) {
      await gossip;
      throw error;
    }
  }

  /** Asks a node for the members of the cluster. Another node, or the next round, tells those that it does not tell. */
  async #gossip(node: Node, milliseconds: number, ask: (address: string) => void): Promise<void> {
    const members = await node.members(milliseconds).catch(() => []);
    if (members.length > 0) this.#members = members;
    for (const member of members) ask(member);
  }

  #leave(node: Node): void {
    void node.close(this.options.deadline);
  }
}

/** Silence tells least. That a node follows another tells that the nodes have not agreed on a leader. */
function clearest(faults: readonly Error[]): Error {
  const isClear = (fault: Error): boolean => !(fault instanceof NoAnswer || fault instanceof NotLeaderError);
  return faults.find(isClear) ?? faults.find((fault) => fault instanceof NotLeaderError) ?? new NoAnswer();
}
