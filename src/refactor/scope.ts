import ts from 'typescript';
import type { TypeScriptMemory } from '../analysis/typescript-oracle.ts';

/** The other signatures of a default export without a name: nothing names them. */
export function overloadsOf(fn: ts.FunctionDeclaration, { checker }: TypeScriptMemory): ts.FunctionDeclaration[] {
  const module = checker.getSymbolAtLocation(fn.getSourceFile());
  const symbol = module && checker.tryGetMemberInModuleExports('default', module);
  return (symbol?.declarations ?? []).filter((one): one is ts.FunctionDeclaration => ts.isFunctionDeclaration(one) && !one.body);
}

/** Whether a name is that of a function or variable which no other file can see. */
export function isLocal(name: ts.Node): boolean {
  const file = name.getSourceFile();
  const { parent } = name;
  if (!ts.isFunctionDeclaration(parent) && !ts.isVariableDeclaration(parent)) return false;
  if (ts.findAncestor(parent.parent, (at) => ts.isFunctionLike(at))) return true;
  const isModule = ts.isExternalModule(file) || (file as { commonJsModuleIndicator?: unknown }).commonJsModuleIndicator !== undefined;
  return isModule && !(ts.getCombinedModifierFlags(parent) & ts.ModifierFlags.Export) && !new RegExp(`\\bexport\\b[^;]*\\b${name.getText(file).replaceAll('$', '\\$')}\\b`).test(file.text);
}
