/** Elements. Texts become text nodes and attributes are set by name: nothing is ever parsed as markup. */

export type Content = string | number | Node | null | undefined | readonly Content[];
type Props = { class?: string; on?: { [event: string]: (event: never) => void }; [attribute: string]: unknown };

/** An element; `true` sets a bare attribute, `false`, null and undefined none, `on` hears events. */
export function el<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, props: Props = {}, ...content: Content[]): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  dress(made, props);
  fill(made, content);
  return made;
}

const SVG = "http://www.w3.org/2000/svg";

export function svg(tag: string, props: Props = {}, ...content: Content[]): SVGElement {
  const made = document.createElementNS(SVG, tag);
  dress(made, props);
  fill(made, content);
  return made;
}

function dress(made: Element, { on, ...attributes }: Props): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, String(value));
  }
  for (const [event, hear] of Object.entries(on ?? {})) made.addEventListener(event, hear as EventListener);
}

function fill(made: Node, content: readonly Content[]): void {
  for (const each of content.flat(9) as Content[]) {
    if (each !== null && each !== undefined) made.appendChild(each instanceof Node ? each : document.createTextNode(String(each)));
  }
}

export function replace(host: Element, ...content: Content[]): void {
  host.replaceChildren();
  fill(host, content);
}

export function button(label: Content, act: (event: Event) => void, props: Props = {}): HTMLButtonElement {
  return el("button", { type: "button", ...props, on: { click: act } }, label);
}

/** A link to the world, or the words alone where the address is not http or https. */
export function outward(address: string, ...content: Content[]): HTMLElement {
  return /^https?:\/\//i.test(address)
    ? el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, ...content)
    : el("span", {}, ...content);
}

let last = 0;
/** An id that no other element of this page has. */
export function fresh(stem: string): string {
  last += 1;
  return `gk-${stem}-${last}`;
}
