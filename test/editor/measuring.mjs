// Which characters stand where in the open editor: its underlines are boxes that know no text.

/** Runs in the page: gives its `window` the functions that tell. */
export function teachMeasuring() {
  if (window.visibleLines) return;
  const activeEditor = () => document.querySelector('.editor-group-container.active .editor-instance') ?? document.querySelector('.editor-instance');

  /** Lines with a box for each UTF-16 unit. */
  window.visibleLines = () => [...(activeEditor()?.querySelectorAll('.view-line') ?? [])]
    .map((element) => {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      const places = [];
      while (walker.nextNode()) for (let index = 0; index < walker.currentNode.length; index++) places.push({ node: walker.currentNode, index });
      const { top, height } = element.getBoundingClientRect();
      return { top, height, places, text: places.map(({ node, index }) => node.data[index]).join('').replaceAll('\u00a0', ' ') };
    })
    .sort((one, other) => one.top - other.top);

  const boxOf = ({ node, index }) => {
    const range = document.createRange();
    range.setStart(node, index);
    range.setEnd(node, index + 1);
    return range.getBoundingClientRect();
  };

  window.boxesOf = (text) => window.visibleLines().flatMap((line) => {
    const found = [];
    for (let at = line.text.indexOf(text); at >= 0; at = line.text.indexOf(text, at + 1)) {
      const left = boxOf(line.places[at]).left;
      const right = boxOf(line.places[at + text.length - 1]).right;
      found.push({ left, right, x: (left + right) / 2, y: line.top + line.height / 2, element: line.places[at].node.parentElement });
    }
    return found;
  });

  window.underlined = (severity) => {
    const marks = [...(activeEditor()?.querySelectorAll(severity ? `.squiggly-${severity}` : '[class*="squiggly-"]') ?? [])].map((mark) => mark.getBoundingClientRect());
    return window.visibleLines().flatMap((line) => marks
      .filter((mark) => mark.top < line.top + line.height / 2 && mark.bottom > line.top + line.height / 2)
      .map((mark) => line.places.map(boxOf).flatMap((box, index) => {
        const middle = (box.left + box.right) / 2;
        return middle > mark.left && middle < mark.right ? [line.text[index]] : [];
      }).join('')));
  };
}
