/** Control characters and those that change the direction of writing, in which code can hide, each replaced by one that can be seen. */
export function withoutControls(text: string): string {
  return text.replace(/[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, '\ufffd');
}
