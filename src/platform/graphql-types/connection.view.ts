import { type Type } from '@nestjs/common';
import { ArgsType, Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { IsInt, IsOptional, IsString, Max, Min } from 'class-validator';
import { Refusal, refusals } from '../../kernel/refusal.js';

/** A page of a list: a connection of Relay's GraphQL Cursor Connections Specification. */
export interface Connection<Node> {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly pageInfo: PageInfo;
}

@ObjectType()
export class PageInfo {
  @Field()
  readonly hasNextPage!: boolean;

  @Field(() => String, { nullable: true })
  readonly endCursor!: string | null;
}

export const LONGEST_PAGE = 100;

@ArgsType()
export class PageArgs {
  @Field(() => Int, { defaultValue: 20, description: `Limits the page to a number of items, 1 to ${LONGEST_PAGE}.` })
  @IsInt()
  @Min(1)
  @Max(LONGEST_PAGE)
  readonly first: number = 20;

  @Field(() => String, {
    nullable: true,
    description: 'Continues the list after a page, by the `endCursor` of that page. Null: the first page.',
  })
  @IsOptional()
  @IsString()
  readonly after?: string | null;
}

const listOrders = ['OLDEST_FIRST', 'NEWEST_FIRST'] as const;
export type ListOrder = (typeof listOrders)[number];
const ListOrderEnum = Object.fromEntries(listOrders.map((order) => [order, order]));
registerEnumType(ListOrderEnum, {
  name: 'ListOrder',
  description: 'The order of a list, by the first event of each thing.',
});

/** The arguments of a list that can be read from either end. */
@ArgsType()
export class OrderedPageArgs extends PageArgs {
  @Field(() => ListOrderEnum, {
    defaultValue: 'OLDEST_FIRST',
    description: 'The order of the list. A cursor continues the list in the order that it came from.',
  })
  readonly order: ListOrder = 'OLDEST_FIRST';
}

/** Makes the GraphQL types of a connection and its edges for one type of node. */
export function connectionOf<Node>(node: Type<Node>, name: string): Type<Connection<Node>> {
  @ObjectType(`${name}Edge`)
  class NodeEdge {
    @Field()
    readonly cursor!: string;

    @Field(() => node)
    readonly node!: Node;
  }

  @ObjectType(`${name}Connection`)
  class NodeConnection implements Connection<Node> {
    @Field(() => [NodeEdge])
    readonly edges!: readonly NodeEdge[];

    @Field(() => PageInfo)
    readonly pageInfo!: PageInfo;
  }

  return NodeConnection;
}

/** A row with its sort key. The key `opened` is a whole number, such as a position in the log or a year. */
export interface Listed<Node> {
  readonly opened: number;
  readonly row: Node;
}

/** Makes a page of rows. The caller passes one row more than `first`, which shows whether another page follows. */
export function pageOf<Node>(rows: readonly Listed<Node>[], { first }: PageArgs): Connection<Node> {
  const edges = rows.slice(0, first).map(({ opened, row }) => ({ cursor: cursorOf(opened), node: row }));
  return { edges, pageInfo: { hasNextPage: rows.length > first, endCursor: edges.at(-1)?.cursor ?? null } };
}

/**
 * Makes a page of a search that stopped at the key `lookedAt`. The page can be short. The next page continues from that
 * key.
 */
export function pageSoFar<Node>(rows: readonly Listed<Node>[], page: PageArgs, lookedAt: number): Connection<Node> {
  return { edges: pageOf(rows, page).edges, pageInfo: { hasNextPage: true, endCursor: cursorOf(lookedAt) } };
}

function cursorOf(opened: number): string {
  return Buffer.from(String(opened)).toString('base64url');
}

/** Returns the sort key in a cursor, or -1 without a cursor. @throws Refusal `INVALID_INPUT` if malformed. */
export function openedAfter({ after }: PageArgs): number {
  if (after === undefined || after === null) return -1;
  const text = Buffer.from(after, 'base64url').toString();
  if (!/^[0-9]{1,15}$/.test(text))
    throw new Refusal(refusals.INVALID_INPUT, { fields: [{ field: 'after', problem: 'cursor' }] });
  return Number(text);
}

/** The part of a list that follows a cursor, for a query that orders by the sort key. */
export type Span =
  | { readonly operator: '>'; readonly key: number; readonly direction: 'asc' }
  | { readonly operator: '<'; readonly key: number; readonly direction: 'desc' };

/** Returns the part of a list that a page begins. @throws Refusal `INVALID_INPUT` for a malformed cursor */
export function spanOf(page: OrderedPageArgs): Span {
  const key = openedAfter(page);
  if (page.order === 'OLDEST_FIRST') return { operator: '>', key, direction: 'asc' };
  const isFirst = page.after === undefined || page.after === null;
  return { operator: '<', key: isFirst ? Number.MAX_SAFE_INTEGER : key, direction: 'desc' };
}
