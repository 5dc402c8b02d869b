/** What a person can be told to do: by its name, with what it is about. */
export type CommandOf<Area extends string, Datas> = {
  [Name in keyof Datas]: { readonly area: Area; readonly command: Name; readonly data: Datas[Name] };
}[keyof Datas];
