import ts from 'typescript';
import { maskDamaged, parseForDamage, type Masked } from '../analysis/mask.ts';
import { changeBetween } from './snapshot.ts';

/** Looks for what does not parse in the text of one file, edit after edit: only what changed is parsed anew. */
export class EditedText {
  private source: ts.SourceFile | undefined;
  private readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /** As `maskBroken`: undefined where the text has no syntax error. */
  masked(text: string): Masked | undefined {
    this.source = this.source ? this.edited(this.source, text) : parseForDamage(this.path, text);
    return maskDamaged(this.source);
  }

  /** The tree before is used up by it, which nobody else has. */
  private edited(before: ts.SourceFile, text: string): ts.SourceFile {
    const { start, oldEnd, newEnd } = changeBetween(before.text, text);
    return ts.updateSourceFile(before, text, { span: { start, length: oldEnd - start }, newLength: newEnd - start });
  }
}
