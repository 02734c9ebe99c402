import type { ICruiseOptions, IForbiddenRuleType } from 'dependency-cruiser';

export declare const whiteboardRules: (
  root: string,
) => readonly (IForbiddenRuleType & { readonly name: string; readonly comment: string })[];
export declare const whiteboardOptions: (root: string) => ICruiseOptions;
