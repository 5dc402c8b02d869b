/** A command that a person gives: its name, and the thing that it is about. */
export type CommandOf<Area extends string, Datas> = {
  [Name in keyof Datas]: { readonly area: Area; readonly command: Name; readonly data: Datas[Name] };
}[keyof Datas];
