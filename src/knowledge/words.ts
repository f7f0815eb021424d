/** The words of a camel-case or snake-case name, lower case. */
export function wordsOf(name: string): string[] {
  return name.replace(/\d+$/, '').replace(/([a-z0-9])([A-Z])/g, '$1 $2').split(/[\s_$#]+/).filter((word) => word !== '').map((word) => word.toLowerCase());
}
