import { getNamedType, GraphQLError, isInterfaceType, isObjectType, Kind, Location, TokenKind } from 'graphql';
import type {
  ASTVisitor,
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLField,
  GraphQLNamedType,
  OperationDefinitionNode,
  SelectionNode,
  SelectionSetNode,
  ValidationContext,
} from 'graphql';
import { MOST_TOKENS } from '../errors/errors.service.js';
import { platformRefusals } from '../runtime/platform-refusals.js';
import { Refusal } from '../../kernel/refusal.js';
import { AS_OF } from '../as-of/as-of.service.js';
import { LONGEST_PAGE } from '../graphql-types/connection.view.js';

/** The introspection query of common tools has this depth. No other query of the API needs more. */
export const DEEPEST_QUERY = 15;
export const MOST_ALIASES = 50;
/** Allows about 500 fields for each of 100 items, or two nested pages of 100 items with at most two fields. */
export const HIGHEST_COST = 50_000;
/** Cost of folding one item from the log. The service folds whole streams even when the client selects few fields. */
const COST_OF_FOLDING = 250;

/** Key of a field's extension. Items of a marked field are always folded from the log, even without `asOf`. */
export const FOLDED = 'folded';

/** The size of an operation or of a part of it, as the limits count it. */
interface Size {
  readonly depth: number;
  readonly aliases: number;
  /** The most values that the answer can contain, plus the cost of folding. It is known before execution. */
  readonly cost: number;
}

const nothing: Size = { depth: 0, aliases: 0, cost: 0 };

/**
 * Refuses a document that exceeds a limit. As a validation rule it applies to HTTP and to WebSockets. Mercurius caches
 * the result with the document, so the limits ignore the values of variables.
 */
export function queryLimits(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(operation) {
      for (const refusal of faultsOf(sizeOf(operation, context))) {
        context.reportError(new GraphQLError(refusal.code, { nodes: operation, originalError: refusal }));
      }
    },
  };
}

function faultsOf({ depth, aliases, cost }: Size): Refusal[] {
  return [
    depth > DEEPEST_QUERY && new Refusal(platformRefusals.QUERY_TOO_DEEP, { depth, most: DEEPEST_QUERY }),
    aliases > MOST_ALIASES &&
      new Refusal(platformRefusals.TOO_MANY_ALIASES, { aliases: told(aliases), most: MOST_ALIASES }),
    cost > HIGHEST_COST && new Refusal(platformRefusals.QUERY_TOO_COSTLY, { cost: told(cost), most: HIGHEST_COST }),
  ].filter((fault) => fault !== false);
}

/** Caps a count for the refusal. Nested fragments can double the count up to infinity, which JSON cannot express. */
function told(count: number): number {
  return Math.min(count, Number.MAX_SAFE_INTEGER);
}

/**
 * Limits the number of tokens in a document. Call it before validation, because a longer document takes longer to
 * validate, and because not every caller limits the tokens while it parses.
 *
 * @throws Refusal `QUERY_TOO_LONG`
 * @throws GraphQLError for a document without a source text, such as a syntax tree, because it has no tokens to count.
 */
export function requireShortText({ loc }: DocumentNode): void {
  if (!(loc instanceof Location)) throw new GraphQLError('The query is not a text.');
  let count = 0;
  for (let token = loc.startToken.next; token !== null && token !== loc.endToken; token = token.next) {
    if (token.kind !== TokenKind.COMMENT) count += 1;
    if (count > MOST_TOKENS) throw new Refusal(platformRefusals.QUERY_TOO_LONG, { most: MOST_TOKENS });
  }
}

function sizeOf({ operation, selectionSet }: OperationDefinitionNode, context: ValidationContext): Size {
  const sizes = new Sizes(context);
  return sizes.ofAll(selectionSet, context.getSchema().getRootType(operation) ?? undefined);
}

/** Measures selections. It measures each fragment once, because nested fragments can double the work at each level. */
class Sizes {
  readonly #fragments = new Map<string, Size>();

  constructor(private readonly context: ValidationContext) {}

  ofAll({ selections }: SelectionSetNode, parent: GraphQLNamedType | undefined): Size {
    return selections.map((one) => this.of(one, parent)).reduce(together, nothing);
  }

  private of(selection: SelectionNode, parent: GraphQLNamedType | undefined): Size {
    switch (selection.kind) {
      case Kind.FIELD:
        return this.ofField(selection, parent);
      case Kind.INLINE_FRAGMENT: {
        const { typeCondition, selectionSet } = selection;
        return this.ofAll(selectionSet, typeCondition === undefined ? parent : this.type(typeCondition.name.value));
      }
      case Kind.FRAGMENT_SPREAD: {
        const fragment = this.context.getFragment(selection.name.value);
        return fragment ? this.ofFragment(fragment) : nothing;
      }
    }
  }

  private ofField(
    { alias, name, arguments: given = [], selectionSet }: FieldNode,
    parent: GraphQLNamedType | undefined,
  ) {
    const field = fieldOf(parent, name.value);
    const inside = selectionSet === undefined ? nothing : this.ofAll(selectionSet, field && getNamedType(field.type));
    return {
      depth: inside.depth + 1,
      aliases: inside.aliases + (alias === undefined ? 0 : 1),
      cost: 1 + (inside.cost + foldingFor(field, given)) * pageOf(field, given),
    };
  }

  private ofFragment({ name, typeCondition, selectionSet }: FragmentDefinitionNode): Size {
    const known = this.#fragments.get(name.value);
    if (known !== undefined) return known;
    // This entry ends the recursion of a fragment that contains itself, which a standard validation rule refuses.
    this.#fragments.set(name.value, nothing);
    const size = this.ofAll(selectionSet, this.type(typeCondition.name.value));
    this.#fragments.set(name.value, size);
    return size;
  }

  private type(name: string): GraphQLNamedType | undefined {
    return this.context.getSchema().getType(name);
  }
}

function together(one: Size, other: Size): Size {
  return {
    depth: Math.max(one.depth, other.depth),
    aliases: one.aliases + other.aliases,
    cost: one.cost + other.cost,
  };
}

type AnyField = GraphQLField<unknown, unknown>;

function fieldOf(parent: GraphQLNamedType | undefined, name: string): AnyField | undefined {
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
}

/** Returns the cost of folding one item of a field. A variable in `asOf` counts as a moment, because it can be one. */
function foldingFor(field: AnyField | undefined, given: NonNullable<FieldNode['arguments']>): number {
  if (field?.extensions[FOLDED] === true) return COST_OF_FOLDING;
  if (field?.args.every(({ name }) => name !== AS_OF) ?? true) return 0;
  const value = given.find(({ name }) => name.value === AS_OF)?.value;
  return value === undefined || value.kind === Kind.NULL ? 0 : COST_OF_FOLDING;
}

/** Returns the most items that a field can give. A variable for `first` counts as the longest page. */
function pageOf(field: AnyField | undefined, given: NonNullable<FieldNode['arguments']>): number {
  const first = field?.args.find(({ name }) => name === 'first');
  if (first === undefined) return 1;
  const value = given.find(({ name }) => name.value === 'first')?.value;
  if (value === undefined) return Number(first.defaultValue ?? LONGEST_PAGE);
  return value.kind === Kind.INT ? Math.min(Math.max(Number(value.value), 1), Number.MAX_SAFE_INTEGER) : LONGEST_PAGE;
}
